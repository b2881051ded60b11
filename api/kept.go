package api

import (
	"encoding/json"
	"net/http"
	"strconv"
	"sync"
)

// keptBytes bounds the answers kept in memory: some nine thousand widgets.
const keptBytes = 64 << 20

// kept holds answers already written, by snapshot and question. A snapshot never
// changes, so an answer never goes stale: it only gives its room to another one.
type kept struct {
	mu      sync.RWMutex
	answers map[question][]byte
	size    int
}

// question names an answer that is the same for every caller.
type question struct{ snapshot, language, offer, scope string }

// get gives an answer already written; nil when there is none.
func (k *kept) get(q question) []byte {
	k.mu.RLock()
	defer k.mu.RUnlock()
	return k.answers[q]
}

// put keeps an answer; others, whichever they are, make room for it.
func (k *kept) put(q question, body []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.answers == nil {
		k.answers = map[question][]byte{}
	}
	k.size += len(body) - len(k.answers[q])
	k.answers[q] = body
	for other, b := range k.answers {
		if k.size <= keptBytes {
			return
		}
		k.size -= len(b)
		delete(k.answers, other)
	}
}

// written is an answer of the widget's route, ready to send.
type written []byte

// write makes the bytes of an answer.
func write(answer any) (written, error) { return json.Marshal(answer) }

// VisitGetAttractivityResponse sends the answer.
func (b written) VisitGetAttractivityResponse(w http.ResponseWriter) error {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Content-Length", strconv.Itoa(len(b)))
	_, err := w.Write(b)
	return err
}
