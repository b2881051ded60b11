package ingest

import "time"

// contact is what a recruiter asked of an agency, and when the answer came.
type contact struct {
	ID          string  `parquet:"id" in:"key"`                                            // obligatoire
	CodeAgence  string  `parquet:"codeAgence,dict,optional"`                               // obligatoire
	SIRET       string  `parquet:"siret,dict,optional"`                                    // établissement
	OffreID     string  `parquet:"offreId,optional"`                                       // offre concernée
	Canal       string  `parquet:"canal,dict,optional"`                                    // obligatoire ; TELEPHONE, MAIL, ESPACE_RECRUTEUR, VISITE, AGENCE
	DateDemande Instant `parquet:"dateDemande,optional,timestamp(microsecond)" in:"month"` // obligatoire
	DateReponse Instant `parquet:"dateReponse,optional,timestamp(microsecond)"`            // absente : sans réponse
	Motif       string  `parquet:"motif,optional"`                                         // texte libre, jamais publié
	Supprime    *bool   `parquet:"supprime,optional"`                                      // vrai : le contact est supprimé
	Meta
}

// Recruiters' requests: a request that gets its answer is delivered again, and its
// greatest date makes it the later version.
var contacts = define(SourceInfo{
	Name:    "contacts",
	Title:   "Demandes des recruteurs et réponses",
	Owner:   "DUNE",
	Every:   24 * time.Hour,
	Persons: true,
	Dropped: []string{"nom", "prenom", "interlocuteur", "telephone", "email", "courriel", "conseiller"},
}, checkContact)

func checkContact(c *checker, k *contact) {
	c.required("codeAgence", k.CodeAgence)
	c.agency("codeAgence", k.CodeAgence)
	c.siret("siret", &k.SIRET)
	c.required("canal", k.Canal)
	c.oneOf("canal", k.Canal, "TELEPHONE", "MAIL", "ESPACE_RECRUTEUR", "VISITE", "AGENCE")
	c.requiredDate("dateDemande", k.DateDemande)
}
