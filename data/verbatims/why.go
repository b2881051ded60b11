package verbatims

// witness gathers the words that decided, of a text.
type witness struct {
	*reading
	picked []bool    // by token
	credit []float64 // what each token brings to the class at hand
}

func newWitness(r *reading) witness {
	return witness{r, make([]bool, len(r.tokens)), make([]float64, len(r.tokens))}
}

// A token decided when it brings at least this share of what the best one does.
const decidingShare = 0.4

// call picks the tokens that decided for a class.
func (w *witness) call(x index, weights [][]float64, features []feature, class int) {
	clear(w.credit)
	most := 0.0
	for _, f := range features {
		at, known := x[f.key]
		if !known {
			continue
		}
		content := 0
		for _, t := range w.tokens[f.from:f.to] {
			if t.content {
				content++
			}
		}
		part := float64(above(weights[at], class)*f.value) / float64(max(1, content))
		for i := f.from; i < f.to; i++ {
			w.credit[i] += part
		}
	}
	for i, c := range w.credit {
		if w.tokens[i].content {
			most = max(most, c)
		}
	}
	for i, c := range w.credit {
		if most > 0 && w.tokens[i].content && c >= most*decidingShare {
			w.picked[i] = true
			w.pickNegation(i)
		}
	}
}

// above is by how much a feature speaks for a class more than for the mean of all.
func above(weights []float64, class int) float64 {
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	return weights[class] - sum/float64(len(weights))
}

// pickNegation picks what negates a token, and the words between.
func (w *witness) pickNegation(i int) {
	const furthest = 4
	if !w.tokens[i].negated {
		return
	}
	for j := i - 1; j >= max(0, i-furthest); j-- {
		if negators[w.tokens[j].word] > opens || w.tokens[j].word == "personne" {
			for ; j < i; j++ {
				w.picked[j] = true
			}
			return
		}
	}
}

// words are the picked tokens as they are written, neighbours together, each once.
func (w *witness) words() []string {
	why := []string{}
	seen := map[string]bool{}
	for i := 0; i < len(w.tokens); i++ {
		if !w.picked[i] {
			continue
		}
		j := i
		for j+1 < len(w.tokens) && (w.picked[j+1] || j+2 < len(w.tokens) && w.picked[j+2] && !w.tokens[j+1].stop) {
			j++
		}
		if words := w.text[w.tokens[i].from:w.tokens[j].to]; !seen[words] {
			seen[words] = true
			why = append(why, words)
		}
		i = j
	}
	return why
}
