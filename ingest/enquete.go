package ingest

import (
	"time"

	"vigie/data/rules"
)

// enquete is a satisfaction survey that was sent to a recruiter, and the answer.
type enquete struct {
	ID            string  `parquet:"id" in:"key"`                                          // obligatoire
	Contexte      string  `parquet:"contexte,dict,optional"`                               // obligatoire ; RENCONTRE, PROMOTION_PROFIL, CLOTURE_OFFRE
	DateEnvoi     Instant `parquet:"dateEnvoi,optional,timestamp(microsecond)" in:"month"` // obligatoire
	DateReponse   Instant `parquet:"dateReponse,optional,timestamp(microsecond)"`          // absente : sans réponse
	Satisfaction  *int32  `parquet:"satisfaction,dict,optional"`                           // obligatoire avec une réponse ; 1 pas du tout à 4 très
	Verbatim      string  `parquet:"verbatim,optional"`                                    // 4 000 caractères au plus
	RappelDemande *bool   `parquet:"rappelDemande,optional"`                               // le recruteur demande à être rappelé
	DateRappel    Instant `parquet:"dateRappel,optional,timestamp(microsecond)"`           // date du rappel
	RappelIssue   string  `parquet:"rappelIssue,dict,optional"`                            // TRAITE, INJOIGNABLE, SANS_SUITE
	SIRET         string  `parquet:"siret,optional"`                                       // établissement
	CodeAgence    string  `parquet:"codeAgence,dict,optional"`                             // obligatoire
	OffreID       string  `parquet:"offreId,optional"`                                     // offre concernée
	DateMaj       Instant `parquet:"dateMaj,optional,timestamp(microsecond)" in:"stamp"`   // version de l'enregistrement ; la plus grande de ses dates par défaut
	Supprime      *bool   `parquet:"supprime,optional"`                                    // vrai : l'enquête est supprimée
	Meta
}

// Survey returns.
var enquetes = define(SourceInfo{
	Name:    "enquetes",
	Title:   "Enquêtes locales de satisfaction",
	Owner:   "Enquêtes locales",
	Every:   7 * 24 * time.Hour,
	Persons: true,
	Dropped: []string{"nom", "prenom", "telephone", "email", "courriel"},
}, checkEnquete)

func checkEnquete(c *checker, e *enquete) {
	c.required("contexte", e.Contexte)
	c.oneOf("contexte", e.Contexte, "RENCONTRE", "PROMOTION_PROFIL", "CLOTURE_OFFRE")
	c.requiredDate("dateEnvoi", e.DateEnvoi)
	c.inRange("satisfaction", e.Satisfaction, 1, 4)
	if e.DateReponse != 0 && e.Satisfaction == nil {
		c.fail(ruleRequired, "satisfaction", "")
	}
	c.maxLength("verbatim", e.Verbatim, rules.VerbatimMax.Int())
	c.oneOf("rappelIssue", e.RappelIssue, "TRAITE", "INJOIGNABLE", "SANS_SUITE")
	c.siret("siret", &e.SIRET)
	c.required("codeAgence", e.CodeAgence)
	c.agency("codeAgence", e.CodeAgence)
}
