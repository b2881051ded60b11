package sample

import (
	"math"
	"math/rand/v2"
	"strconv"

	"vigie/data/reference"
)

// seekers numbers the job seekers so that those of one trade in one department
// follow each other: an applicant is found without a list of people.
type seekers struct {
	total  int64
	starts []int64 // first number, by trade then department; the total at the end
	areas  int
}

func newSeekers(w *world, ref *reference.Set, weights []float64, tradeAt map[string]int) seekers {
	areas := len(w.areas)
	cells := make([]float64, len(w.trades)*areas)
	byTrade, byArea := make([]float64, len(w.trades)), make([]float64, areas)
	var all float64
	for i, p := range w.pairs {
		a := w.communes[p.commune].area
		cells[int(p.trade)*areas+a] += weights[i]
		byTrade[p.trade] += weights[i]
		byArea[a] += weights[i]
		all += weights[i]
	}
	looking := make([]float64, len(w.trades))
	for _, s := range ref.Seekers {
		if t, known := tradeAt[ref.Parent(s.Rome)]; known {
			looking[t] += float64(s.Seekers)
		}
	}
	if len(ref.Seekers) == 0 {
		for t := range looking { // some trades have three times more people for an offer than others
			looking[t] = byTrade[t] * (0.5 + unit(hash(w.trades[t].code+"seekers")))
		}
	}
	var sum float64
	for t := range looking {
		if byTrade[t] == 0 {
			looking[t] = 0
		}
		sum += looking[t]
	}
	s := seekers{total: w.size.seekers, starts: make([]int64, len(cells)+1), areas: areas}
	var before float64
	for c := range cells {
		s.starts[c] = int64(before / sum * float64(s.total))
		if t := c / areas; looking[t] > 0 {
			before += looking[t] * (0.7*cells[c]/byTrade[t] + 0.3*byArea[c%areas]/all)
		}
	}
	s.starts[len(cells)] = s.total
	return s
}

// cell finds the trade and the department of a job seeker.
func (s *seekers) cell(number int64) (trade, area int) {
	low, high := 0, len(s.starts)-1
	for low+1 < high {
		if middle := (low + high) / 2; s.starts[middle] <= number {
			low = middle
		} else {
			high = middle
		}
	}
	return low / s.areas, low % s.areas
}

// applicant draws somebody for an offer: of its trade and department mostly, of
// its trade elsewhere, or anybody.
func (s *seekers) applicant(r *rand.Rand, o *offer) int64 {
	if s.total == 0 {
		return 0
	}
	x := r.IntN(100)
	from := o.trade.index * s.areas
	if first, end := s.starts[from+o.at.area], s.starts[from+o.at.area+1]; x < 85 && end > first {
		return first + r.Int64N(end-first)
	}
	if first, end := s.starts[from], s.starts[from+s.areas]; x < 95 && end > first {
		return first + r.Int64N(end-first)
	}
	return r.Int64N(s.total)
}

var (
	radii      = []choice[int]{{10, 5}, {30, 10}, {50, 20}, {80, 30}, {92, 50}, {98, 100}, {100, 200}}
	categories = []choice[string]{{55, "A"}, {65, "B"}, {80, "C"}, {88, "D"}, {95, "E"}, {98, "F"}, {100, "G"}}
	workTimes  = []choice[string]{{45, "PLEIN"}, {60, "PARTIEL"}, {100, "INDIFFERENT"}}
	seniority  = []choice[int]{{25, 0}, {40, 6}, {55, 12}, {70, 24}, {85, 48}, {95, 96}, {100, 180}}
	studies    = []choice[string]{{25, "Aucune formation scolaire"}, {60, "CAP, BEP et équivalents"}, {78, "Bac ou équivalent"},
		{88, "Bac+2 ou équivalents"}, {96, "Bac+3, Bac+4 ou équivalents"}, {100, "Bac+5 et plus ou équivalents"}}
	measures = []choice[string]{{70, ""}, {78, "POEI"}, {85, "PMSMP"}, {90, "AFPR"}, {94, "IAE"}, {97, "CIE"}, {100, "EMPLOI_FRANC"}}
	accepted = []choice[string]{{45, `"CDI","CDD","MIS"`}, {65, `"CDI","CDD"`}, {80, `"CDI"`}, {90, `"CDI","CDD","MIS","SAI"`}, {100, ``}}
	tongues  = []choice[string]{{60, ""}, {88, `"Anglais"`}, {93, `"Anglais","Espagnol"`}, {97, `"Arabe"`}, {100, `"Allemand"`}}
	nations  = []choice[string]{{86, "FRA"}, {90, "PRT"}, {94, "MAR"}, {97, "DZA"}, {100, "ROU"}}
)

// seekerDays draws when somebody registered and when their file last changed: in
// two of three, something did.
func (w *world) seekerDays(r *rand.Rand) (registered, changed int) {
	const stay, change = 250, 120 // days on average
	registered = w.end - 1 - min(int(stay*r.ExpFloat64()), 3*365)
	changed = registered + 1 + int(change*r.ExpFloat64())
	if changed >= w.end {
		changed = never
	}
	return registered, changed
}

// appendSeeker writes one job seeker as registered or as changed since, with the
// protected criteria that a raw extract holds and that no lake may keep. Drawn
// alike, the two states differ only in what a change changes.
func (w *world) appendSeeker(r *rand.Rand, b []byte, number int64, registered, changed int, last bool) []byte {
	t, a := w.seekers.cell(number)
	area := &w.areas[a]
	home := &w.communes[area.communes[area.draw.draw(r)]]
	main := &w.trades[t]
	updated := registered
	if last {
		updated = changed
	}

	b = append(b, `{"id":"`...)
	b = appendID(b, 'D', uint64(number))
	b = w.appendDay(b, `","dateMaj":"`, updated)
	b = w.appendDay(b, `","dateInscription":"`, registered)
	if r.IntN(100) < 12 && last {
		b = w.appendDay(b, `","dateRadiation":"`, updated)
	}
	agency := w.agencies[home.agency].code
	b = append(append(b, `","codeAgence":"`...), agency...)
	b = append(append(append(b, `","conseiller":"C`...), agency...), '-')
	b = strconv.AppendInt(b, int64(1+r.IntN(40)), 10)
	b = append(append(b, `","commune":"`...), home.code...)
	b = append(b, '"')
	if r.IntN(10) > 0 { // else the default radius
		b = strconv.AppendInt(append(b, `,"rayonKm":`...), int64(become(r, radii, 10, last)), 10)
	}
	b = append(b, `,"metiers":[`...)
	b = w.appendTrade(r, b, main, true)
	if len(main.near) > 0 && r.IntN(100) < 35 {
		b = append(b, ',')
		b = w.appendTrade(r, b, &w.trades[main.near[r.IntN(len(main.near))]], false)
	}
	b = append(b, `],"competences":[`...)
	kept := 0
	for _, s := range main.skills {
		if x := r.IntN(100); x < 55 || x < 60 && last {
			b = appendItem(b, kept, s.code)
			kept++
		}
	}
	b = append(b, `],"permis":[`...)
	if licence := main.licence; r.IntN(100) < 62 || licence == "C" || licence == "D" {
		b = append(b, `"B - Véhicule léger"`...)
		if (licence == "C" || licence == "D") && r.IntN(100) < 70 {
			b = append(append(append(b, `,"`...), licences[licence]...), '"')
		}
	}
	b = append(append(b, `],"langues":[`...), pick(r, tongues)...)
	b = append(append(b, `],"formations":[{"niveau":"`...), pick(r, studies)...)
	b = append(append(b, `"}],"contratsAcceptes":[`...), pick(r, accepted)...)
	b = append(append(b, `],"tempsTravail":"`...), become(r, workTimes, 10, last)...)
	b = append(b, '"')
	if r.IntN(100) < 60 {
		b = appendWish(r, b, main)
	}
	if r.IntN(100) < 80 {
		b = w.appendDay(b, `,"disponibleLe":"`, updated+max(0, r.IntN(120)-60))
		b = append(b, '"')
	}
	if r.IntN(100) < 4 {
		b = append(append(append(b, `,"mrsValide":["`...), main.code...), `"]`...)
	}
	b = append(append(b, `,"categorie":"`...), become(r, categories, 20, last)...)
	b = append(b, '"')
	if m := pick(r, measures); m != "" {
		b = append(append(append(b, `,"mesures":["`...), m...), `"]`...)
	}
	b = strconv.AppendBool(append(b, `,"cvEnLigne":`...), r.IntN(100) < 70)
	b = strconv.AppendInt(append(b, `,"age":`...), int64(18+r.IntN(45)), 10)
	b = append(append(b, `,"sexe":"`...), "FM"[r.IntN(2)])
	b = append(append(b, `","nationalite":"`...), pick(r, nations)...)
	return append(b, `"}`...)
}

// become draws one of few values, that a change makes another in some of a hundred.
func become[T any](r *rand.Rand, choices []choice[T], percent int, changed bool) T {
	before, after := pick(r, choices), pick(r, choices)
	if r.IntN(100) < percent && changed {
		return after
	}
	return before
}

func (w *world) appendTrade(r *rand.Rand, b []byte, t *trade, principal bool) []byte {
	b = append(append(append(b, `{"rome":"`...), t.code...), '"')
	if one := t.titles[t.titleDraw.draw(r)]; one.ogr != "" && r.IntN(100) < 85 {
		b = append(append(b, `,"appellationCode":`...), one.ogr...)
	}
	b = strconv.AppendInt(append(b, `,"experienceMois":`...), int64(pick(r, seniority)), 10)
	b = strconv.AppendBool(append(b, `,"principal":`...), principal)
	return append(b, '}')
}

// appendWish writes the wage wanted, by the hour, month or year.
func appendWish(r *rand.Rand, b []byte, t *trade) []byte {
	annual := t.salary(0.3 + 0.7*r.Float64())
	b = append(b, `,"salaireMin":{"montant":`...)
	switch r.IntN(10) {
	case 0, 1:
		b = strconv.AppendFloat(b, math.Round(annual/1820*100)/100, 'f', -1, 64)
		return append(b, `,"periode":"H"}`...)
	case 2, 3:
		b = strconv.AppendFloat(b, math.Round(annual/500)*500, 'f', -1, 64)
		return append(b, `,"periode":"A"}`...)
	}
	b = strconv.AppendFloat(b, math.Round(annual/12/10)*10, 'f', -1, 64)
	return append(b, `,"periode":"M"}`...)
}

func (w *world) appendDay(b []byte, before string, day int) []byte {
	return append(append(b, before...), w.date(day)...)
}

func appendItem(b []byte, index int, text string) []byte {
	if index > 0 {
		b = append(b, ',')
	}
	return append(append(append(b, '"'), text...), '"')
}
