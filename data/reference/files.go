package reference

import (
	"regexp"
	"strings"
)

// kind is one official file: the columns that tell it, and what it fills. Each
// need is met by any of its spellings: the published one or a shorter one.
type kind struct {
	name    string
	needs   [][]string
	without []string
	when    func(t *table) bool // where the header is not enough
	load    func(b *builder, t *table)
}

// kinds are tried in order: what has more columns comes first.
var kinds = append([]*kind{
	{
		name:  "appellations ROME 4",
		needs: [][]string{{"code_ogr"}, {"libelle", "libelle_appellation_court"}, {"code_rome"}, {"code_rome_parent"}, {"classification", "peu_usite"}},
		load:  (*builder).appellations,
	},
	{
		name:  "métiers ROME 4",
		needs: [][]string{{"code_rome"}, {"libelle", "libelle_rome"}, {"code_rome_parent"}},
		load:  (*builder).trades,
	},
	{
		name:  "appellations ROME 3",
		needs: [][]string{{"code_ogr"}, {"libelle_appellation_court"}, {"code_rome"}},
		load:  (*builder).appellations,
	},
	{
		name:  "compétences par métier ROME 3",
		needs: [][]string{{"code_rome"}, {"code_ogr_competence", "code_ogr"}, {"type_referentiel", "code_type_referentiel"}},
		load:  (*builder).tradeSkills,
	},
	{
		name:    "métiers ROME 3",
		needs:   [][]string{{"code_rome"}, {"libelle", "libelle_rome"}, {"code_ogr"}},
		without: []string{"code_rome_parent"},
		load:    (*builder).trades,
	},
	{
		name:  "mobilités ROME 4",
		needs: [][]string{{"code_rome"}, {"code_rome_cible"}, {"numero_ordre"}},
		load:  (*builder).ranked,
	},
	{
		name:  "mobilités ROME 3",
		needs: [][]string{{"code_rome"}, {"code_rome_cible"}, {"code_type_mobilite"}},
		load:  (*builder).close,
	},
	{
		name:    "compétences ROME 4",
		needs:   [][]string{{"code_ogr"}, {"libelle", "libelle_competence"}, {"nature", "code_ogr_macro"}},
		without: []string{"code_rome"},
		load:    (*builder).skills,
	},
	{
		name:    "savoirs ROME 4",
		needs:   [][]string{{"code_ogr"}, {"libelle", "libelle_savoir"}, {"categorie", "libelle_savoir"}},
		without: []string{"code_rome"},
		load:    (*builder).skills,
	},
	{
		name:    "compétences ROME 3",
		needs:   [][]string{{"code_ogr"}, {"libelle", "libelle_competence"}, {"type", "code_type_competence"}},
		without: []string{"code_rome"},
		load:    (*builder).skills,
	},
	{
		name:  "agences",
		needs: [][]string{{"code", "id"}, {"libelle", "nom_agence"}, {"departement", "code_departement"}, {"nom_agence", "directionterritoriale"}},
		load:  (*builder).agencies,
	},
	{
		name: "communes",
		needs: [][]string{communeCode, communeLabel, {"dep", "departement", "dep_code"},
			{"code_postal", "codespostaux", "typecom", "population", "dep_code"}},
		load: (*builder).communes,
	},
	{
		name:  "codes postaux",
		needs: [][]string{communeCode, {"nom_de_la_commune", "nom_commune"}, {"code_postal"}},
		load:  (*builder).postcodes,
	},
	{
		name:  "départements",
		needs: [][]string{{"code", "dep"}, {"nom", "libelle"}, {"region", "reg"}, {"cheflieu", "chef_lieu"}},
		load:  (*builder).departments,
	},
	{
		name:  "contours des départements",
		needs: [][]string{{"code", "code_insee", "dep"}, {"geometry"}},
		when:  isOutlines,
		load:  (*builder).outlines,
	},
	{
		name:  "régions",
		needs: [][]string{{"code", "reg"}, {"nom", "libelle"}, {"cheflieu", "chef_lieu"}},
		load:  (*builder).regions,
	},
	{
		name:  "sections de la NAF",
		needs: [][]string{{"code"}, {"label", "libelle"}},
		when:  func(t *table) bool { return strings.Contains(t.name, "section") && t.firstMatches(letter, "code") },
		load:  (*builder).sectors,
	},
	{
		name:  "NAF rév. 2",
		needs: [][]string{{"naf_id", "id", "code"}, {"naf_label", "label", "libelle"}},
		when:  func(t *table) bool { return t.firstMatches(nafClass, "naf_id", "id", "code") },
		load:  (*builder).sectors,
	},
	{
		name:  "offres en ligne par commune et métier",
		needs: [][]string{{"code_commune"}, {"code_rome"}, {"nb_offres"}},
		load:  (*builder).market,
	},
	{
		name:  "tension par métier et bassin",
		needs: [][]string{{"code_rome"}, {"code_bassin"}, {"defm_abc"}},
		load:  (*builder).seekers,
	},
}, statistics...)

var (
	communeCode  = []string{"code", "com", "code_insee", "code_commune_insee"}
	communeLabel = []string{"nom", "libelle", "nom_standard"}

	letter   = regexp.MustCompile(`^[A-U]$`)
	nafClass = regexp.MustCompile(`^\d\d\.?\d\d[A-Z]$`)
	version  = regexp.MustCompile(`(?i)v(\d{3})|((?:19|20)\d\d)`)
	nonDigit = regexp.MustCompile(`\D`)
)

// recognise tells what a file is by its header, and its name where two files
// share a header; nil when it is nothing that is known here.
func recognise(t *table) *kind {
	for _, k := range kinds {
		if k.matches(t) {
			return k
		}
	}
	return nil
}

func (k *kind) matches(t *table) bool {
	for _, spellings := range k.needs {
		if !t.has(spellings...) {
			return false
		}
	}
	return !t.has(k.without...) && (k.when == nil || k.when(t))
}

func (t *table) firstMatches(pattern *regexp.Regexp, columns ...string) bool {
	return len(t.rows) > 0 && pattern.MatchString(t.reader(columns...)(t.rows[0]))
}

// versionOf reads the version in a file's name: "…_v460_utf8.csv" is "460",
// "v_commune_2024.csv" is "2024"; "" when it has none.
func versionOf(name string) string {
	m := version.FindStringSubmatch(name)
	if m == nil {
		return ""
	}
	return m[1] + m[2]
}
