package prospects

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"vigie/data/rules"
)

// tradesSaid is how many trades the reasons of a prospect speak of.
const tradesSaid = 3

func (ix *Index) prospectReasons(n uint32, needs []need, seekers map[uint32]int) []string {
	e := &ix.all[n]
	reasons := []string{"Aucune offre confiée ouverte" + ix.last(e) + "."}
	if since := newRecruiter(e.firstHired, ix.asOf); since != "" {
		reasons = append(reasons, since)
	}
	for _, d := range needs[:min(len(needs), tradesSaid)] {
		reasons = append(reasons, fmt.Sprintf("%s : %s ; au moins %s à proposer.", ix.trade(d.rome), ix.why(d, e.naf), count(seekers[d.rome], "personne", "personnes")))
	}
	return reasons
}

func (ix *Index) callReasons(c call) []string {
	e := &ix.all[c.n]
	reasons := []string{ix.trade(c.need.rome) + " : " + ix.why(c.need, e.naf) + "."}
	if c.need.open > 0 {
		reasons = append(reasons, "Il cherche en ce moment : "+count(int(c.need.open), "offre confiée ouverte", "offres confiées ouvertes")+" dans ce métier.")
	}
	if since := newRecruiter(e.firstHired, ix.asOf); since != "" {
		reasons = append(reasons, since)
	}
	where := "Dans la commune de la personne."
	if c.at.km > 0 {
		where = "À " + decimal(c.at.km) + " km de la personne."
	}
	return append(reasons, where)
}

func promotionReasons(p Promotion) []string {
	if p.Rome == "" {
		return []string{"Aucun établissement de son rayon n'a embauché, ni n'est d'un secteur qui embauche, dans ses métiers."}
	}
	reasons := []string{fmt.Sprintf("%s %s : %s en un an dans son rayon, pour au moins %s de l'agence.", p.Rome, p.RomeLabel, hires(p.ExpectedHires), count(p.JobSeekers, "personne", "personnes"))}
	if p.JobSeekers <= rules.DisclosurePersons.Int() {
		reasons[0] = fmt.Sprintf("%s %s : %s en un an dans son rayon ; profil peu répandu à l'agence.", p.Rome, p.RomeLabel, hires(p.ExpectedHires))
	}
	if p.Months > 0 {
		reasons = append(reasons, fmt.Sprintf("%d mois d'expérience dans ce métier.", p.Months))
	}
	if p.MRS {
		reasons = append(reasons, "Validation par simulation (MRS) pour ce métier.")
	}
	return reasons
}

// why says what is expected in a trade, and of what.
func (ix *Index) why(d need, naf uint32) string {
	parts := []string{hires(units(d.expected)) + " en un an"}
	if d.offers > 0 {
		parts = append(parts, fmt.Sprintf("%s et %s de sa part en %d mois", count(int(d.offers), "offre", "offres"), count(int(d.hires), "embauche", "embauches"), rules.ProspectMonths.Int()))
	}
	if d.sector.lift >= rules.AffinityLift.Float() {
		name := ix.labels["naf "+ix.sectors.text[naf]]
		if name == "" {
			name = ix.sectors.text[naf]
		}
		parts = append(parts, fmt.Sprintf("le secteur « %s » cherche ce métier %s fois plus que l'ensemble", name, decimal(d.sector.lift)))
	}
	return strings.Join(parts, " ; ")
}

// last says when the last offer of an establishment was.
func (ix *Index) last(e *establishment) string {
	if e.lastOffer == 0 {
		return fmt.Sprintf(", et aucune depuis %d mois", rules.ProspectMonths.Int())
	}
	return " ; la dernière est du " + french(e.lastOffer)
}

// newRecruiter says that an establishment hired for the first time not long ago.
func newRecruiter(firstHired int32, asOf time.Time) string {
	if firstHired == 0 || day(firstHired).Before(asOf.AddDate(0, -rules.FirstHireMonths.Int(), 0)) {
		return ""
	}
	return "Recruteur récent : première embauche le " + french(firstHired) + "."
}

func (ix *Index) trade(rome uint32) string {
	code := ix.romes.text[rome]
	return strings.TrimSpace(code + " " + ix.labels["rome "+code])
}

// hires writes a number of hires that are expected.
func hires(n float64) string {
	text := decimal(n)
	switch {
	case n < 0.05:
		text = "moins de 0,1"
	case n >= 2:
		return text + " embauches attendues"
	}
	return text + " embauche attendue"
}

// decimal writes a figure the French way, with at most one decimal.
func decimal(v float64) string {
	return strings.Replace(strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64), ".", ",", 1)
}

func count(n int, one, many string) string {
	if n < 2 {
		return fmt.Sprintf("%d %s", n, one)
	}
	return fmt.Sprintf("%d %s", n, many)
}

func day(n int32) time.Time { return time.Unix(int64(n)*24*60*60, 0).UTC() }

func iso(t time.Time) string { return t.Format(time.DateOnly) }

// date is an ISO date, nil for none.
func date(n int32) *string {
	if n == 0 {
		return nil
	}
	text := iso(day(n))
	return &text
}

func french(n int32) string { return day(n).Format("02/01/2006") }

func siret(n uint64) string { return fmt.Sprintf("%014d", n) }

// Workforce names a band of the official nomenclature; "" where it has no name.
func Workforce(band string) string { return workforce[band] }

// workforce names the bands of the official nomenclature.
var workforce = map[string]string{
	"NN": "sans salarié", "00": "sans salarié", "01": "1 ou 2 salariés", "02": "3 à 5 salariés", "03": "6 à 9 salariés", "11": "10 à 19 salariés",
	"12": "20 à 49 salariés", "21": "50 à 99 salariés", "22": "100 à 199 salariés", "31": "200 à 249 salariés", "32": "250 à 499 salariés",
	"41": "500 à 999 salariés", "42": "1 000 à 1 999 salariés", "51": "2 000 à 4 999 salariés", "52": "5 000 à 9 999 salariés", "53": "10 000 salariés et plus",
}
