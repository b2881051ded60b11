package ingest

import "time"

// candidature is an application of a job seeker to an offer.
type candidature struct {
	ID          string  `parquet:"id" in:"key"`                                        // obligatoire
	OffreID     string  `parquet:"offreId,optional"`                                   // obligatoire ; l'offre peut arriver plus tard
	DemandeurID string  `parquet:"demandeurId,optional" in:"pseudonym"`                // candidat
	Date        Instant `parquet:"date,optional,timestamp(microsecond)" in:"month"`    // obligatoire
	DateMaj     Instant `parquet:"dateMaj,optional,timestamp(microsecond)" in:"stamp"` // version de l'enregistrement ; la date par défaut
	Origine     string  `parquet:"origine,dict,optional"`                              // SPONTANEE, PROPOSITION_CONSEILLER, PROMOTION_PROFIL, RECRUTEUR
	Issue       string  `parquet:"issue,dict,optional"`                                // EN_COURS, RETENU, REFUS_RECRUTEUR, REFUS_CANDIDAT, ABSENT_ENTRETIEN, SANS_SUITE
	DateIssue   Instant `parquet:"dateIssue,optional,timestamp(microsecond)"`          // date de l'issue
	Supprime    *bool   `parquet:"supprime,optional"`                                  // vrai : la candidature est supprimée
	Meta
}

// Applications.
var candidatures = define(SourceInfo{
	Name:    "candidatures",
	Title:   "Candidatures et mises en relation",
	Owner:   "Système d'information du placement",
	Every:   24 * time.Hour,
	Persons: true,
}, checkCandidature)

func checkCandidature(c *checker, a *candidature) {
	c.required("offreId", a.OffreID)
	c.requiredDate("date", a.Date)
	c.oneOf("origine", a.Origine, "SPONTANEE", "PROPOSITION_CONSEILLER", "PROMOTION_PROFIL", "RECRUTEUR")
	c.oneOf("issue", a.Issue, "EN_COURS", "RETENU", "REFUS_RECRUTEUR", "REFUS_CANDIDAT", "ABSENT_ENTRETIEN", "SANS_SUITE")
}
