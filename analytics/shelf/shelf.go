package shelf

import (
	"slices"
	"sync"
)

// Shelf holds answers by what was asked.
type Shelf[K comparable, V any] struct {
	room   int
	weight func(V) int

	mu       sync.Mutex
	isMaking bool
	held     []*Answer[K, V] // the last that was asked for at the end
}

// New makes a shelf with room for answers, of which each takes its weight; the last one
// is held whatever it takes.
func New[K comparable, V any](room int, weight func(V) int) *Shelf[K, V] {
	return &Shelf[K, V]{room: room, weight: weight}
}

// Answer is one that was asked for.
type Answer[K comparable, V any] struct {
	Ready chan struct{} // closed once what follows is known
	Value V
	Err   error

	key K
}

// Ask finds an answer, or begins to make it; nil while another one is made.
func (s *Shelf[K, V]) Ask(key K, produce func() (V, error)) *Answer[K, V] {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := slices.IndexFunc(s.held, func(a *Answer[K, V]) bool { return a.key == key }); i >= 0 {
		a := s.held[i]
		s.held = append(slices.Delete(s.held, i, i+1), a)
		return a
	}
	if s.isMaking {
		return nil
	}
	a := &Answer[K, V]{key: key, Ready: make(chan struct{})}
	s.isMaking, s.held = true, append(s.held, a)
	go func() {
		a.Value, a.Err = produce()
		s.mu.Lock()
		defer s.mu.Unlock()
		s.isMaking = false
		s.settle(a)
		close(a.Ready)
	}()
	return a
}

// settle gives up an answer that could not be made, and those asked for the longest ago
// beyond the room there is.
func (s *Shelf[K, V]) settle(last *Answer[K, V]) {
	if last.Err != nil {
		s.held = slices.DeleteFunc(s.held, func(a *Answer[K, V]) bool { return a == last })
		return
	}
	taken := s.weight(last.Value)
	kept := []*Answer[K, V]{last}
	for _, a := range slices.Backward(s.held) {
		if a == last {
			continue
		}
		if taken += s.weight(a.Value); taken > s.room {
			break
		}
		kept = append(kept, a)
	}
	s.held = slices.DeleteFunc(s.held, func(a *Answer[K, V]) bool { return !slices.Contains(kept, a) })
}
