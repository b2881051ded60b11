package columns

// Texts holds each of few texts once, for one visitor.
type Texts map[string]string

// of is the text of some bytes.
func (t Texts) of(bytes []byte) string {
	text, held := t[string(bytes)]
	if !held {
		text = string(bytes)
		t[text] = text
	}
	return text
}

// Of is a plain text, "" when absent.
func (t Texts) Of(r Row, column int) string { return t.of(r.Text(column)) }

// All is a list of texts; nil when it is empty or absent.
func (t Texts) All(r Row, column int) []string {
	values, _ := r.List(column)
	if len(values) == 0 {
		return nil
	}
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = t.of(v.ByteArray())
	}
	return texts
}
