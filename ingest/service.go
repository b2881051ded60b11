package ingest

import "time"

// service is something that the agency did for an offer.
type service struct {
	ID         string  `parquet:"id" in:"key"`                                     // obligatoire
	OffreID    string  `parquet:"offreId,optional"`                                // obligatoire
	Code       string  `parquet:"code,dict,optional"`                              // obligatoire ; REDACTION_OFFRE, ANALYSE_POSTE, PRESELECTION, ECCP, MRS, PMSMP, AFPR, POEI, ACTION_RECRUT… (liste ouverte)
	Date       Instant `parquet:"date,optional,timestamp(microsecond)" in:"month"` // obligatoire
	CodeAgence string  `parquet:"codeAgence,dict,optional"`                        // agence qui l'a rendu
	Supprime   *bool   `parquet:"supprime,optional"`                               // vrai : le service est supprimé
	Meta
}

// Services delivered on offers.
var services = define(SourceInfo{
	Name:  "services",
	Title: "Services rendus sur les offres",
	Owner: "DUNE",
	Every: 24 * time.Hour,
}, checkService)

func checkService(c *checker, s *service) {
	c.required("offreId", s.OffreID)
	c.required("code", s.Code)
	c.requiredDate("date", s.Date)
	c.agency("codeAgence", s.CodeAgence)
}
