package ingest

import (
	"time"

	"vigie/data/labels"
)

// etablissement is an establishment that recruits, as the agencies follow it.
type etablissement struct {
	SIRET              string  `parquet:"siret" in:"key"`                                     // obligatoire ; 14 chiffres, clé de Luhn (exception de La Poste comprise)
	RaisonSociale      string  `parquet:"raisonSociale,dict,optional"`                        // nom
	CodeNAF            string  `parquet:"codeNaf,dict,optional"`                              // NAF rév. 2, avec ou sans point
	Commune            string  `parquet:"commune,dict,optional"`                              // code INSEE
	TrancheEffectif    string  `parquet:"trancheEffectif,dict,optional"`                      // codes de l'INSEE : NN, 00, 01, 02, 03, 11, 12, 21, 22, 31, 32, 41, 42, 51, 52, 53 ; absente : inconnue
	CodeAgence         string  `parquet:"codeAgence,dict,optional"`                           // agence qui le suit
	ServiceRH          *bool   `parquet:"serviceRh,optional"`                                 // il a un service des ressources humaines
	PremierRecrutement Instant `parquet:"premierRecrutement,optional,timestamp(microsecond)"` // date du premier recrutement
	DateMaj            Instant `parquet:"dateMaj,optional,timestamp(microsecond)" in:"stamp"` // version de l'enregistrement ; la plus grande de ses dates par défaut
	Supprime           *bool   `parquet:"supprime,optional"`                                  // vrai : l'établissement est supprimé

	Department string `parquet:"_department,dict,optional" in:"-"`
	Meta
}

// Establishments.
var etablissements = define(SourceInfo{
	Name:    "etablissements",
	Title:   "Établissements",
	Owner:   "DUNE",
	Every:   7 * 24 * time.Hour,
	Dropped: []string{"contact", "dirigeant", "nom", "prenom", "telephone", "email", "courriel"},
}, checkEtablissement).identifiedBy(func(c *checker, e *etablissement) { c.siret("siret", &e.SIRET) })

func checkEtablissement(c *checker, e *etablissement) {
	c.naf("codeNaf", &e.CodeNAF)
	c.oneOf("trancheEffectif", e.TrancheEffectif,
		"NN", "00", "01", "02", "03", "11", "12", "21", "22", "31", "32", "41", "42", "51", "52", "53")
	c.agency("codeAgence", e.CodeAgence)
	e.Department = labels.Department(e.Commune, "", "")
}
