package reference

import (
	"strconv"
	"strings"
)

// builder gathers the rows of the files of an import. Of two rows with one key
// the first stays, so newer generations are read first.
type builder struct {
	set    *Set
	seen   map[string]bool
	points map[string]Commune // by commune: what the postcode file adds
}

func newBuilder() *builder {
	return &builder{set: &Set{}, seen: map[string]bool{}, points: map[string]Commune{}}
}

// first says whether a key of a table is new.
func (b *builder) first(table string, key ...string) bool {
	k := table + "\x00" + strings.Join(key, "\x00")
	if b.seen[k] {
		return false
	}
	b.seen[k] = true
	return true
}

func (b *builder) trades(t *table) {
	code, label, parent := t.reader("code_rome"), t.reader("libelle", "libelle_rome"), t.reader("code_rome_parent")
	for _, r := range t.rows {
		if c := code(r); c != "" && b.first("trade", c) {
			b.set.Trades = append(b.set.Trades, Trade{Code: c, Label: label(r), Parent: parent(r)})
		}
	}
}

func (b *builder) appellations(t *table) {
	ogr, label := t.reader("code_ogr"), t.reader("libelle", "libelle_appellation_court")
	rome := t.reader("code_rome")
	for _, r := range t.rows {
		if c := ogr(r); c != "" && b.first("appellation", c) {
			b.set.Appellations = append(b.set.Appellations, Appellation{OGR: c, Label: label(r), Rome: rome(r)})
		}
	}
}

func (b *builder) skills(t *table) {
	code, label := t.reader("code_ogr"), t.reader("libelle", "libelle_competence", "libelle_savoir")
	for _, r := range t.rows {
		if c := code(r); c != "" && b.first("skill", c) {
			b.set.Skills = append(b.set.Skills, Skill{Code: c, Label: label(r)})
		}
	}
}

// tradeSkills keeps the links to skills (types 1 and 2) of a file that also links
// titles, activities and settings.
func (b *builder) tradeSkills(t *table) {
	rome, skill := t.reader("code_rome"), t.reader("code_ogr_competence", "code_ogr")
	of := t.reader("type_referentiel", "code_type_referentiel")
	for _, r := range t.rows {
		if kind := of(r); kind != "1" && kind != "2" {
			continue
		}
		if c, k := rome(r), skill(r); c != "" && k != "" && b.first("trade_skill", c, k) {
			b.set.TradeSkills = append(b.set.TradeSkills, TradeSkill{Rome: c, Skill: k})
		}
	}
}

func (b *builder) ranked(t *table) {
	rome, target, order := t.reader("code_rome"), t.reader("code_rome_cible"), t.reader("numero_ordre")
	for _, r := range t.rows {
		rank, err := strconv.Atoi(order(r))
		if err != nil || !b.first("mobility", rome(r), target(r)) {
			continue
		}
		b.first("ranked", rome(r))
		b.set.Mobilities = append(b.set.Mobilities, Mobility{Rome: rome(r), Target: target(r), Rank: rank, Kind: Ranked})
	}
}

// close reads the near trades of ROME 3 for the trades that ROME 4.0 ranks nothing for.
func (b *builder) close(t *table) {
	rome, target, of := t.reader("code_rome"), t.reader("code_rome_cible"), t.reader("code_type_mobilite")
	for _, r := range t.rows {
		if of(r) != "1" || b.seen["ranked\x00"+rome(r)] || !b.first("mobility", rome(r), target(r)) {
			continue
		}
		b.set.Mobilities = append(b.set.Mobilities, Mobility{Rome: rome(r), Target: target(r), Rank: 1, Kind: Close})
	}
}

func (b *builder) communes(t *table) {
	code, label := t.reader(communeCode...), t.reader(communeLabel...)
	department, region := t.reader("dep", "departement", "dep_code"), t.reader("reg", "region", "reg_code")
	postcode, population := t.reader("code_postal", "codespostaux"), t.reader("population")
	latitude, longitude := t.reader("lat", "latitude", "latitude_centre", "latitude_mairie"), t.reader("lon", "longitude", "longitude_centre", "longitude_mairie")
	status := t.reader("typecom", "type")
	for _, r := range t.rows {
		switch status(r) {
		case "", "COM", "ARM", "commune-actuelle", "arrondissement-municipal":
		default: // a former commune, part of another now
			continue
		}
		c := Commune{Code: padded(code(r), 5), Label: label(r), Department: padded(department(r), 2),
			Region: padded(region(r), 2), Postcode: padded(postcode(r), 5)}
		if c.Code == "" || !b.first("commune", c.Code) {
			continue
		}
		// A number that can't be read is an unknown one: the place itself is good.
		_ = c.setNumbers(point(latitude(r)), point(longitude(r)), population(r))
		b.set.Communes = append(b.set.Communes, c)
	}
}

// postcodes reads La Poste's file, which adds a postcode and a point to communes.
func (b *builder) postcodes(t *table) {
	code, postcode := t.reader(communeCode...), t.reader("code_postal")
	gps := t.reader("coordonnees_gps", "_geopoint", "coordonnees_geographiques")
	for _, r := range t.rows {
		c := Commune{Code: padded(code(r), 5), Postcode: padded(postcode(r), 5)}
		latitude, longitude, _ := strings.Cut(gps(r), ",")
		_ = c.setNumbers(strings.TrimSpace(latitude), strings.TrimSpace(longitude), "")
		if _, known := b.points[c.Code]; !known {
			b.points[c.Code] = c
		}
	}
}

func (b *builder) departments(t *table) {
	code, label, region := t.reader("code", "dep"), t.reader("nom", "libelle"), t.reader("region", "reg")
	for _, r := range t.rows {
		if c := padded(code(r), 2); c != "" && b.first("department", c) {
			b.set.Departments = append(b.set.Departments, Department{Code: c, Label: label(r), Region: padded(region(r), 2)})
		}
	}
}

func (b *builder) regions(t *table) {
	code, label := t.reader("code", "reg"), t.reader("nom", "libelle")
	for _, r := range t.rows {
		if c := padded(code(r), 2); c != "" && b.first("region", c) {
			b.set.Regions = append(b.set.Regions, Region{Code: c, Label: label(r)})
		}
	}
}

func (b *builder) sectors(t *table) {
	code, label := t.reader("naf_id", "id", "code"), t.reader("naf_label", "label", "libelle")
	for _, r := range t.rows {
		if c := strings.ReplaceAll(code(r), ".", ""); c != "" && b.first("sector", c) {
			b.set.Sectors = append(b.set.Sectors, Sector{Code: c, Label: label(r)})
		}
	}
}

func (b *builder) agencies(t *table) {
	code, label, commune := t.reader("code", "id"), t.reader("libelle", "nom_agence"), t.reader("commune")
	department, region := t.reader("departement", "code_departement"), t.reader("region", "nom_region")
	for _, r := range t.rows {
		c := code(r)
		if c == "" || !b.first("agency", c) {
			continue
		}
		a := Agency{Code: c, Label: label(r), Commune: padded(commune(r), 5), Department: padded(department(r), 2), Region: region(r)}
		b.set.Agencies = append(b.set.Agencies, a)
	}
}

func (b *builder) market(t *table) {
	commune, rome, offers := t.reader("code_commune"), t.reader("code_rome"), t.reader("nb_offres")
	for _, r := range t.rows {
		n, err := strconv.ParseInt(offers(r), 10, 64)
		c := padded(commune(r), 5)
		if err != nil || n <= 0 || c == "" || !b.first("market", c, rome(r)) {
			continue
		}
		b.set.Market = append(b.set.Market, MarketWeight{Commune: c, Rome: rome(r), Offers: n})
	}
}

// seekers sums over basins: job seekers are placed where the offers of their trade are.
func (b *builder) seekers(t *table) {
	rome, count := t.reader("code_rome"), t.reader("defm_abc")
	total := map[string]int64{}
	for _, r := range t.rows {
		if n, err := strconv.ParseInt(count(r), 10, 64); err == nil && n > 0 {
			total[rome(r)] += n
		}
	}
	for rome, n := range total {
		if b.first("seekers", rome) {
			b.set.Seekers = append(b.set.Seekers, SeekerWeight{Rome: rome, Seekers: n})
		}
	}
}

// complete joins what several files say of one thing.
func (b *builder) complete() {
	for i := range b.set.Communes {
		c := &b.set.Communes[i]
		more, known := b.points[c.Code]
		if !known {
			continue
		}
		if c.Postcode == "" {
			c.Postcode = more.Postcode
		}
		if !c.HasPoint && more.HasPoint {
			c.Latitude, c.Longitude, c.HasPoint = more.Latitude, more.Longitude, true
		}
	}
	regions := map[string]string{}
	for _, r := range b.set.Regions {
		regions[r.Code], regions[r.Label] = r.Code, r.Code
	}
	for i := range b.set.Agencies {
		a := &b.set.Agencies[i]
		a.Region = regions[a.Region]
		if a.Department == formerCorsica {
			a.Department = ""
		}
	}
}

// formerCorsica is the department that became 2A and 2B; old lists of agencies
// still have it.
const formerCorsica = "20"

// padded gives a code its leading zeros back: region "1" is "01".
func padded(code string, width int) string {
	if code == "" {
		return ""
	}
	code = strings.ToUpper(code)
	for len(code) < width && code[0] >= '0' && code[0] <= '9' {
		code = "0" + code
	}
	return code
}

func point(s string) string { return strings.Replace(s, ",", ".", 1) }
