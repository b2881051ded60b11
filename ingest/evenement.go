package ingest

import "time"

// evenement is a recruiting event of an agency.
type evenement struct {
	ID           string   `parquet:"id" in:"key"`                                     // obligatoire
	CodeAgence   string   `parquet:"codeAgence,dict,optional"`                        // obligatoire
	Type         string   `parquet:"type,dict,optional"`                              // obligatoire ; JOB_DATING, FORUM, SALON_EN_LIGNE, PETIT_DEJEUNER, AUTRE
	Date         Instant  `parquet:"date,optional,timestamp(microsecond)" in:"month"` // obligatoire
	Romes        []string `parquet:"romes,optional,list" parquet-element:",dict"`     // codes ROME des métiers visés
	Inscrits     *int32   `parquet:"inscrits,dict,optional"`                          // personnes inscrites, 0 au moins
	Presents     *int32   `parquet:"presents,dict,optional"`                          // personnes venues, 0 au moins
	Entreprises  *int32   `parquet:"entreprises,dict,optional"`                       // entreprises venues, 0 au moins
	Recrutements *int32   `parquet:"recrutements,dict,optional"`                      // recrutements conclus, 0 au moins
	Supprime     *bool    `parquet:"supprime,optional"`                               // vrai : l'événement est supprimé
	Meta
}

// Recruiting events (#TousMobilisés).
var evenements = define(SourceInfo{
	Name:  "evenements",
	Title: "Événements de recrutement (#TousMobilisés)",
	Owner: "Agences",
	Every: 7 * 24 * time.Hour,
}, checkEvenement)

func checkEvenement(c *checker, e *evenement) {
	c.required("codeAgence", e.CodeAgence)
	c.agency("codeAgence", e.CodeAgence)
	c.required("type", e.Type)
	c.oneOf("type", e.Type, "JOB_DATING", "FORUM", "SALON_EN_LIGNE", "PETIT_DEJEUNER", "AUTRE")
	c.requiredDate("date", e.Date)
	for _, code := range e.Romes {
		c.rome("romes", code)
	}
	c.atLeast("inscrits", e.Inscrits, 0)
	c.atLeast("presents", e.Presents, 0)
	c.atLeast("entreprises", e.Entreprises, 0)
	c.atLeast("recrutements", e.Recrutements, 0)
}
