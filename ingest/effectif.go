package ingest

import (
	"strings"
	"time"
)

// effectif is how many job seekers a department counted at the end of a month, by
// trade and category.
type effectif struct {
	Cle         string `parquet:"_cle" in:"-,key"`                    // mois, département, métier et catégorie
	Mois        string `parquet:"mois,dict,optional" in:"also=month"` // obligatoire ; 2026-10, ou une date de ce mois ; aussi sous month
	Departement string `parquet:"departement,dict,optional"`          // obligatoire ; code
	Rome        string `parquet:"rome,dict,optional"`                 // obligatoire ; code ROME
	Categorie   string `parquet:"categorie,dict,optional"`            // obligatoire ; A, B, C, D, E, F, G (liste ouverte)
	Effectif    *int32 `parquet:"effectif,optional"`                  // obligatoire ; demandeurs d'emploi en fin de mois, 0 au moins
	Supprime    *bool  `parquet:"supprime,optional"`                  // vrai : la ligne est supprimée
	Meta
}

// Job seekers at month end.
var defm = define(SourceInfo{
	Name:  "defm",
	Title: "Demandeurs d'emploi en fin de mois (DEFM)",
	Owner: "Statistique publique du marché du travail",
	Every: 31 * 24 * time.Hour,
}, checkEffectif).identifiedBy(identifyEffectif)

// identifyEffectif makes the key of a row; its stamp is the last day of its month.
func identifyEffectif(c *checker, e *effectif) {
	c.required("mois", e.Mois)
	day := e.Mois
	if len(day) == len("2026-10") {
		day += "-01"
	}
	at, ok := readInstant(day)
	if e.Mois != "" && !ok {
		c.fail(ruleTypeInvalid, "mois", e.Mois)
	}
	c.department("departement", &e.Departement)
	c.required("rome", e.Rome)
	c.required("categorie", e.Categorie)
	if !ok {
		return
	}
	y, m, _ := time.UnixMicro(int64(at)).In(paris).Date()
	last := time.Date(y, m+1, 0, 0, 0, 0, 0, paris)
	e.Mois, e.Stamp = last.Format("2006-01"), instantOf(last)
	e.Cle = strings.Join([]string{e.Mois, e.Departement, e.Rome, e.Categorie}, "/")
}

func checkEffectif(c *checker, e *effectif) {
	c.rome("rome", e.Rome)
	if e.Effectif == nil {
		c.fail(ruleRequired, "effectif", "")
	}
	c.atLeast("effectif", e.Effectif, 0)
}
