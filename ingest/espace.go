package ingest

import "time"

// espace is a recruiter's account to certify. Its telephone and e-mail are read for
// one purpose, to see that two accounts have the same: they are kept as keyed hashes
// of the number and the address, however written.
type espace struct {
	ID               string  `parquet:"id" in:"key"`                                            // obligatoire
	SIRET            string  `parquet:"siret,dict,optional"`                                    // obligatoire
	CodeAgence       string  `parquet:"codeAgence,dict,optional"`                               // obligatoire
	DateDemande      Instant `parquet:"dateDemande,optional,timestamp(microsecond)" in:"month"` // obligatoire
	DateMaj          Instant `parquet:"dateMaj,optional,timestamp(microsecond)" in:"stamp"`     // version de l'enregistrement ; la plus grande de ses dates par défaut
	Connu            *bool   `parquet:"connu,optional"`                                         // établissement connu dans DUNE
	Telephone        string  `parquet:"telephone,optional" in:"pseudonym=phone"`                // le même numéro donne la même empreinte, quelle que soit son écriture
	Email            string  `parquet:"email,optional" in:"pseudonym=mail"`                     // la même adresse donne la même empreinte, quelle que soit son écriture
	Contact          string  `parquet:"contact,dict,optional"`                                  // ABOUTI, NON_ABOUTI
	DateContact      Instant `parquet:"dateContact,optional,timestamp(microsecond)"`            // date du contact
	DateRelance      Instant `parquet:"dateRelance,optional,timestamp(microsecond)"`            // date de la relance
	Statut           string  `parquet:"statut,dict,optional"`                                   // A_CERTIFIER, EN_EXAMEN, EN_ATTENTE_PIECES, BLOQUE, CERTIFIE, REFUSE
	DateDecision     Instant `parquet:"dateDecision,optional,timestamp(microsecond)"`           // date de la décision
	OffresEnAttente  *int32  `parquet:"offresEnAttente,dict,optional"`                          // offres qui attendent la certification, 0 au moins
	ProfilsConsultes *int32  `parquet:"profilsConsultes,dict,optional"`                         // profils que le compte a consultés, 0 au moins
	Supprime         *bool   `parquet:"supprime,optional"`                                      // vrai : le compte est supprimé
	Meta
}

// Recruiters' accounts.
var espaces = define(SourceInfo{
	Name:    "espaces_recruteur",
	Title:   "Espaces recruteur à certifier",
	Owner:   "Espace recruteur",
	Every:   24 * time.Hour,
	Persons: true,
	Dropped: []string{"nom", "prenom", "fonction", "courriel", "adresse", "motDePasse"},
}, checkEspace)

func checkEspace(c *checker, e *espace) {
	c.siret("siret", &e.SIRET)
	c.required("siret", e.SIRET)
	c.required("codeAgence", e.CodeAgence)
	c.agency("codeAgence", e.CodeAgence)
	c.requiredDate("dateDemande", e.DateDemande)
	c.oneOf("contact", e.Contact, "ABOUTI", "NON_ABOUTI")
	c.oneOf("statut", e.Statut, "A_CERTIFIER", "EN_EXAMEN", "EN_ATTENTE_PIECES", "BLOQUE", "CERTIFIE", "REFUSE")
	c.atLeast("offresEnAttente", e.OffresEnAttente, 0)
	c.atLeast("profilsConsultes", e.ProfilsConsultes, 0)
}
