package prospects

// names numbers texts from 1 in the order of their arrival; 0 is "".
type names struct {
	number map[string]uint32
	text   []string
}

func newNames() *names { return &names{number: map[string]uint32{"": 0}, text: []string{""}} }

func (s *names) of(text string) uint32 {
	n, ok := s.number[text]
	if !ok {
		n = uint32(len(s.text))
		s.number[text] = n
		s.text = append(s.text, text)
	}
	return n
}

func (s *names) count() int { return len(s.text) }
