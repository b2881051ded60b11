package reference

// index answers by code.
type index struct {
	trades       map[string]int
	appellations map[string]int
	byKey        map[string][]int // in ascending order of OGR code
	skills       map[string]int
	communes     map[string]int
	departments  map[string]int
	sectors      map[string]int
	agencies     map[string]int
}

func (s *Set) index() *index {
	s.once.Do(func() {
		s.idx = index{
			trades:       positions(s.Trades, func(t Trade) string { return t.Code }),
			appellations: positions(s.Appellations, func(a Appellation) string { return a.OGR }),
			byKey:        make(map[string][]int, len(s.Appellations)),
			skills:       positions(s.Skills, func(k Skill) string { return k.Code }),
			communes:     positions(s.Communes, func(c Commune) string { return c.Code }),
			departments:  positions(s.Departments, func(d Department) string { return d.Code }),
			sectors:      positions(s.Sectors, func(n Sector) string { return n.Code }),
			agencies:     positions(s.Agencies, func(a Agency) string { return a.Code }),
		}
		for i, a := range s.Appellations {
			s.idx.byKey[a.Key] = append(s.idx.byKey[a.Key], i)
		}
	})
	return &s.idx
}

func positions[T any](rows []T, key func(T) string) map[string]int {
	m := make(map[string]int, len(rows))
	for i, r := range rows {
		m[key(r)] = i
	}
	return m
}

func lookUp[T any](rows []T, at map[string]int, code string) (row T, known bool) {
	i, known := at[code]
	if known {
		row = rows[i]
	}
	return row, known
}

// KnownRome says whether the set holds a trade code, of either generation.
func (s *Set) KnownRome(code string) bool {
	_, known := s.index().trades[code]
	return known
}

// Parent is the legacy code under which a trade is conformed; a code that is not
// known is its own parent.
func (s *Set) Parent(code string) string {
	if t, known := s.Trade(code); known {
		return t.Parent
	}
	return code
}

// Trade finds a trade by code.
func (s *Set) Trade(code string) (Trade, bool) { return lookUp(s.Trades, s.index().trades, code) }

// Appellation finds a job title by OGR code.
func (s *Set) Appellation(ogr string) (Appellation, bool) {
	return lookUp(s.Appellations, s.index().appellations, ogr)
}

// AppellationByKey finds a job title by its normalised label: of equal labels the
// one under the same parent, then the smallest OGR code.
func (s *Set) AppellationByKey(key, parent string) (Appellation, bool) {
	found := s.index().byKey[key]
	if len(found) == 0 {
		return Appellation{}, false
	}
	for _, i := range found {
		if s.Appellations[i].Parent == parent {
			return s.Appellations[i], true
		}
	}
	return s.Appellations[found[0]], true
}

// Skill finds a skill by code.
func (s *Set) Skill(code string) (Skill, bool) { return lookUp(s.Skills, s.index().skills, code) }

// Commune finds a commune by INSEE code.
func (s *Set) Commune(code string) (Commune, bool) {
	return lookUp(s.Communes, s.index().communes, code)
}

// Department finds a department by code.
func (s *Set) Department(code string) (Department, bool) {
	return lookUp(s.Departments, s.index().departments, code)
}

// Sector finds a sector by NAF code, undotted.
func (s *Set) Sector(code string) (Sector, bool) { return lookUp(s.Sectors, s.index().sectors, code) }

// Agency finds an agency by code.
func (s *Set) Agency(code string) (Agency, bool) {
	return lookUp(s.Agencies, s.index().agencies, code)
}
