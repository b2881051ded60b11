package shelf_test

import (
	"errors"
	"testing"

	"vigie/analytics/shelf"
)

// TestOneAtATime: who asks for what is being made shares it; who asks for another is refused.
func TestOneAtATime(t *testing.T) {
	s := shelf.New[string](2, func(int) int { return 1 })
	begun, end := make(chan struct{}), make(chan struct{})
	first := s.Ask("a", func() (int, error) { close(begun); <-end; return 1, nil })
	<-begun
	if again := s.Ask("a", nil); again != first {
		t.Error("asked twice, made twice")
	}
	if other := s.Ask("b", func() (int, error) { t.Error("two made at once"); return 0, nil }); other != nil {
		t.Error("another is made meanwhile")
	}
	close(end)
	if <-first.Ready; first.Value != 1 || first.Err != nil {
		t.Errorf("%d, %v", first.Value, first.Err)
	}
}

// TestRoom: those asked for the longest ago go first, the last is kept whatever it takes,
// and what failed is not.
func TestRoom(t *testing.T) {
	s := shelf.New[string](5, func(v int) int { return v })
	made := ""
	ask := func(key string, value int, err error) {
		t.Helper()
		a := s.Ask(key, func() (int, error) { made += key; return value, err })
		if a == nil {
			t.Fatalf("%s: another is being made", key)
		}
		if <-a.Ready; a.Value != value || !errors.Is(a.Err, err) {
			t.Fatalf("%s: %d, %v", key, a.Value, a.Err)
		}
	}
	for _, step := range []struct {
		key   string
		value int
		err   error
		want  string // made by then
	}{
		{"a", 2, nil, "a"}, {"b", 2, nil, "ab"}, {"a", 2, nil, "ab"}, // b is the oldest now
		{"c", 3, nil, "abc"}, {"a", 2, nil, "abc"}, {"b", 2, nil, "abcb"}, // c and a fill it; b took the room of c
		{"a", 2, nil, "abcb"}, {"d", 9, nil, "abcbd"}, {"d", 9, nil, "abcbd"}, // more than there is room for, alone
		{"e", 0, errors.ErrUnsupported, "abcbde"}, {"e", 0, errors.ErrUnsupported, "abcbdee"}, {"d", 9, nil, "abcbdee"},
	} {
		if ask(step.key, step.value, step.err); made != step.want {
			t.Fatalf("after %s: made %q, want %q", step.key, made, step.want)
		}
	}
}
