package ingest

import (
	"strings"
	"time"
)

// besoin is a cell of the published survey of hiring needs (besoins en
// main-d'œuvre): a trade in a basin of a department, for a year. The columns are
// those of the published file, whose basins carry their vintage in their name.
type besoin struct {
	Cle         string `parquet:"_cle" in:"-,key"`                                    // année, département, bassin et métier
	Annee       *int32 `parquet:"annee,dict,optional"`                                // obligatoire
	Metier      string `parquet:"Code métier BMO,dict,optional"`                      // obligatoire ; code FAP du métier
	MetierLib   string `parquet:"Nom métier BMO,dict,optional"`                       // libellé du métier
	Famille     string `parquet:"Famille_met,dict,optional" in:"also=Famille_metier"` // famille de métiers ; aussi sous Famille_metier
	FamilleLib  string `parquet:"Lbl_fam_met,dict,optional"`                          // libellé de la famille
	Region      string `parquet:"REG,dict,optional"`                                  // code de la région
	Departement string `parquet:"Dept,dict,optional"`                                 // obligatoire ; code du département
	Bassin      string `parquet:"BE,dict,optional" in:"vintage"`                      // obligatoire ; bassin d'emploi, sous BE suivi de son millésime
	BassinLib   string `parquet:"NOMBE,dict,optional" in:"vintage"`                   // libellé du bassin, sous NOMBE suivi de son millésime
	Projets     string `parquet:"met,dict,optional"`                                  // obligatoire ; projets de recrutement, 0 au moins ; « * » : nombre caché (1 à 4)
	Difficiles  string `parquet:"xmet,dict,optional"`                                 // obligatoire ; dont jugés difficiles ; « * » : nombre caché
	Saisonniers string `parquet:"smet,dict,optional"`                                 // obligatoire ; dont saisonniers ; « * » : nombre caché
	Supprime    *bool  `parquet:"supprime,optional"`                                  // vrai : la cellule est supprimée

	Projects *int32 `parquet:"_met,dict,optional" in:"-"`
	Hard     *int32 `parquet:"_xmet,dict,optional" in:"-"`
	Seasonal *int32 `parquet:"_smet,dict,optional" in:"-"`
	Meta
}

// The survey of hiring needs, published each spring for the year that began.
var bmo = define(SourceInfo{
	Name:    "bmo",
	Title:   "Besoins en main-d'œuvre (BMO)",
	Owner:   "Enquête BMO, statistiques publiées",
	Every:   366 * 24 * time.Hour,
	Dropped: []string{"NOM_REG", "NomDept"},
}, checkBesoin).identifiedBy(identifyBesoin)

// identifyBesoin makes the key of a cell. Its only date is its year, so that its
// stamp is the first of January.
func identifyBesoin(c *checker, b *besoin) {
	if b.Annee == nil {
		c.fail(ruleRequired, "annee", "")
		return
	}
	year := int(*b.Annee)
	c.inRange("annee", b.Annee, firstYear, lastYear)
	c.required("Code métier BMO", b.Metier)
	c.department("Dept", &b.Departement)
	c.required("BE", b.Bassin)
	b.Cle = strings.Join([]string{itoa(int64(year)), b.Departement, b.Bassin, b.Metier}, "/")
	b.Stamp = instantOf(time.Date(year, 1, 1, 0, 0, 0, 0, paris))
}

func checkBesoin(c *checker, b *besoin) {
	if len(b.Region) == 1 {
		b.Region = "0" + b.Region
	}
	b.Projects = c.hidden("met", b.Projets)
	b.Hard = c.hidden("xmet", b.Difficiles)
	b.Seasonal = c.hidden("smet", b.Saisonniers)
}

// hidden reads a count of a published statistic: nil where an asterisk hides it.
func (c *checker) hidden(field, text string) *int32 {
	c.required(field, text)
	if text == "" || text == "*" {
		return nil
	}
	n, ok := readInt(text)
	if !ok {
		c.fail(ruleTypeInvalid, field, text)
		return nil
	}
	count := c.slabs.int(n)
	c.atLeast(field, count, 0)
	return count
}
