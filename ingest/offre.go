package ingest

import (
	"time"

	"vigie/data/labels"
	"vigie/data/rules"
)

// offre is a job offer: the object of the public API "Offres d'emploi v2" in the
// order of its fields, then the lifecycle that DUNE keeps beside it.
type offre struct {
	ID                    string       `parquet:"id" in:"key"`                                                                    // obligatoire ; 20 caractères au plus
	Intitule              string       `parquet:"intitule,optional"`                                                              // obligatoire
	Description           string       `parquet:"description,optional"`                                                           // sa longueur est jugée selon le canal, à la transformation
	DateCreation          Instant      `parquet:"dateCreation,optional,timestamp(microsecond)" in:"month"`                        // obligatoire
	DateActualisation     Instant      `parquet:"dateActualisation,optional,timestamp(microsecond)" in:"stamp"`                   // version de l'enregistrement ; pas avant dateCreation
	LieuLibelle           string       `parquet:"lieuTravail.libelle,dict,optional"`                                              // « 75 - Paris 17e » : son préfixe donne le département en dernier recours
	LieuLatitude          *float64     `parquet:"lieuTravail.latitude,optional"`                                                  // degrés, -90 à 90
	LieuLongitude         *float64     `parquet:"lieuTravail.longitude,optional"`                                                 // degrés, -180 à 180
	LieuCodePostal        string       `parquet:"lieuTravail.codePostal,dict,optional"`                                           // à défaut de commune, donne le département
	LieuCommune           string       `parquet:"lieuTravail.commune,dict,optional"`                                              // code INSEE
	RomeCode              string       `parquet:"romeCode,dict,optional"`                                                         // obligatoire ; gardé tel quel, même s'il est un code fils de ROME 4.0
	RomeLibelle           string       `parquet:"romeLibelle,dict,optional"`                                                      // libellé du métier
	AppellationLibelle    string       `parquet:"appellationlibelle,dict,optional"`                                               // obligatoire ; dit un métier, une fois ôtés les « H/F » et les signes, sauf si le code est donné
	AppellationCode       *int32       `parquet:"appellationCode,dict,optional"`                                                  // code OGR ; l'emporte sur le libellé
	EntrepriseNom         string       `parquet:"entreprise.nom,dict,optional"`                                                   // nom de l'employeur
	EntrepriseDescription string       `parquet:"entreprise.description,optional"`                                                // présentation de l'employeur
	EntrepriseURL         string       `parquet:"entreprise.url,optional"`                                                        // site de l'employeur
	SIRET                 string       `parquet:"siret,dict,optional" in:"also=entreprise.siret"`                                 // 14 chiffres, clé de Luhn (exception de La Poste comprise) ; aussi sous entreprise.siret ; un SIREN tout à zéro masque le numéro : absent, et compté
	TypeContrat           string       `parquet:"typeContrat,dict,optional"`                                                      // obligatoire ; CDI, CDD, MIS, SAI, LIB, FRA, CCE, REP, TTI, DDI, DIN… (liste ouverte)
	TypeContratLibelle    string       `parquet:"typeContratLibelle,dict,optional"`                                               // la durée du contrat y est lue
	NatureContrat         string       `parquet:"natureContrat,dict,optional"`                                                    // nature du contrat
	ExperienceExige       string       `parquet:"experienceExige,dict,optional"`                                                  // D débutant accepté, S souhaitée, E exigée
	ExperienceLibelle     string       `parquet:"experienceLibelle,dict,optional"`                                                // les mois d'expérience y sont lus
	Formations            []formation  `parquet:"formations,optional,list"`                                                       // codeFormation, domaineLibelle, niveauLibelle, exigence
	Langues               []exigence   `parquet:"langues,optional,list"`                                                          // libelle, exigence
	Permis                []exigence   `parquet:"permis,optional,list"`                                                           // libelle, exigence
	OutilsBureautiques    []string     `parquet:"outilsBureautiques,optional,list" parquet-element:",dict" in:"of=libelle"`       // libellés
	Competences           []competence `parquet:"competences,optional,list"`                                                      // code, libelle, exigence E ou S
	SalaireLibelle        string       `parquet:"salaire.libelle,dict,optional"`                                                  // le salaire y est lu
	SalaireCommentaire    string       `parquet:"salaire.commentaire,dict,optional"`                                              // jamais lu comme un salaire
	SalaireComplement1    string       `parquet:"salaire.complement1,dict,optional"`                                              // avantage
	SalaireComplement2    string       `parquet:"salaire.complement2,dict,optional"`                                              // avantage
	DureeTravailLibelle   string       `parquet:"dureeTravailLibelle,dict,optional"`                                              // les heures par semaine y sont lues
	DureeTravailConverti  string       `parquet:"dureeTravailLibelleConverti,dict,optional"`                                      // « Temps plein » ou « Temps partiel » (liste ouverte)
	Alternance            *bool        `parquet:"alternance,optional"`                                                            // contrat en alternance
	NombrePostes          *int32       `parquet:"nombrePostes,dict,optional"`                                                     // 1 au moins ; 1 par défaut
	QualificationCode     string       `parquet:"qualificationCode,dict,optional"`                                                // 0 à 9, X
	CodeNAF               string       `parquet:"codeNAF,dict,optional"`                                                          // NAF rév. 2, avec ou sans point
	Qualites              []string     `parquet:"qualitesProfessionnelles,optional,list" parquet-element:",dict" in:"of=libelle"` // libellés
	Origine               string       `parquet:"origineOffre.origine,dict,optional"`                                             // 1 offre confiée au service public, 2 partenaire
	Partenaires           []string     `parquet:"origineOffre.partenaires,optional,list" parquet-element:",dict" in:"of=nom"`     // noms
	ManqueCandidats       *bool        `parquet:"offresManqueCandidats,optional"`                                                 // absent n'est pas faux
	Canal                 string       `parquet:"canal,dict,optional"`                                                            // canal de dépôt ; absent ou inconnu, il se déduit de l'origine
	CodeAgence            string       `parquet:"codeAgence,dict,optional"`                                                       // agence chargée de l'offre
	DateCloture           Instant      `parquet:"dateCloture,optional,timestamp(microsecond)"`                                    // pas avant dateCreation
	MotifCloture          string       `parquet:"motifCloture,dict,optional"`                                                     // obligatoire avec dateCloture ; POURVUE_PE, POURVUE_AUTRE, ABANDON, ECHEC, DOUBLON, NON_CONFORME
	PostesPourvus         *int32       `parquet:"postesPourvus,dict,optional"`                                                    // 0 à nombrePostes
	DatePourvoi           Instant      `parquet:"datePourvoi,optional,timestamp(microsecond)"`                                    // dateCloture par défaut ; pas avant dateCreation
	Supprime              *bool        `parquet:"supprime,optional"`                                                              // vrai : l'offre est supprimée

	Appellation      string   `parquet:"_appellation,dict,optional" in:"-"`
	Department       string   `parquet:"_department,dict,optional" in:"-"`
	SalaryPeriod     string   `parquet:"_salary_period,dict,optional" in:"-"`
	SalaryLow        *float64 `parquet:"_salary_low,dict,optional" in:"-"`
	SalaryHigh       *float64 `parquet:"_salary_high,dict,optional" in:"-"`
	SalaryMonths     *float64 `parquet:"_salary_months,dict,optional" in:"-"`
	ExperienceMonths *int32   `parquet:"_experience_months,dict,optional" in:"-"`
	WeeklyHours      *float64 `parquet:"_weekly_hours,dict,optional" in:"-"`
	PartTime         *bool    `parquet:"_part_time,optional" in:"-"`
	ContractMonths   *float64 `parquet:"_contract_months,dict,optional" in:"-"`
	Meta
}

type competence struct {
	Code     string `parquet:"code,dict,optional" in:"bare"`
	Libelle  string `parquet:"libelle,dict,optional"`
	Exigence string `parquet:"exigence,dict,optional"`
	Cle      string `parquet:"cle,dict,optional" in:"-"` // code, else the normalised label
}

type formation struct {
	Code     string `parquet:"codeFormation,dict,optional" in:"bare"`
	Domaine  string `parquet:"domaineLibelle,dict,optional"`
	Niveau   string `parquet:"niveauLibelle,dict,optional"`
	Exigence string `parquet:"exigence,dict,optional"`
}

type exigence struct {
	Libelle  string `parquet:"libelle,dict,optional" in:"bare"`
	Exigence string `parquet:"exigence,dict,optional"`
	Cle      string `parquet:"cle,dict,optional" in:"-"` // category of licence, name of language
}

// Offers is the source of job offers.
var offres = define(SourceInfo{
	Name:  "offres",
	Title: "Offres d'emploi",
	Owner: "DUNE (offres confiées) et agrégation (offres des partenaires)",
	Every: 24 * time.Hour,
	Dropped: []string{
		"contact", "agence", // persons' and agencies' names, phones and e-mails
		"experienceCommentaire", "complementExercice", "conditionExercice", "contexteTravail", "deplacementCode", "deplacementLibelle",
		"accessibleTH", "qualificationLibelle", "secteurActivite", "secteurActiviteLibelle", "trancheEffectifEtab",
		"entrepriseAdaptee", "employeurHandiEngage", "entreprise.logo", "entreprise.entrepriseAdaptee",
		"origineOffre.urlOrigine", "salaire.listeComplements", "lieuTravail.departement", "formations.commentaire",
	},
}, checkOffre)

// Channels of deposit that are known; others get the default of their origin.
var canaux = map[string]bool{
	"DEPOT_EN_LIGNE": true, "SERVICE_ENTREPRISE": true, "JTMO": true,
	"AGREGATION_DIRECTE": true, "MULTIPOSTEUR": true, "PARTENAIRE_NATIONAL": true,
}

var canalByOrigine = map[string]string{"1": "SERVICE_ENTREPRISE", "2": "AGREGATION_DIRECTE"}

func checkOffre(c *checker, o *offre) {
	c.maxLength("id", o.ID, rules.OfferIDMax.Int())
	c.requiredDate("dateCreation", o.DateCreation)
	c.notBefore("dateActualisation", o.DateActualisation, o.DateCreation)
	c.required("intitule", o.Intitule)
	c.required("romeCode", o.RomeCode)
	c.rome("romeCode", o.RomeCode)
	c.required("appellationlibelle", o.AppellationLibelle)
	c.floatInRange("lieuTravail.latitude", o.LieuLatitude, -90, 90)
	c.floatInRange("lieuTravail.longitude", o.LieuLongitude, -180, 180)
	c.siret("siret", &o.SIRET)
	c.required("typeContrat", o.TypeContrat)
	c.oneOf("experienceExige", o.ExperienceExige, "D", "S", "E")
	c.oneOf("qualificationCode", o.QualificationCode, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "X")
	c.naf("codeNAF", &o.CodeNAF)
	c.atLeast("nombrePostes", o.NombrePostes, 1)
	c.oneOf("origineOffre.origine", o.Origine, "1", "2")
	c.agency("codeAgence", o.CodeAgence)
	checkClosing(c, o)
	for i := range o.Formations {
		c.oneOf("formations.exigence", o.Formations[i].Exigence, "E", "S")
	}
	conformOffre(c, o)
}

// checkClosing checks how an offer ended.
func checkClosing(c *checker, o *offre) {
	c.notBefore("dateCloture", o.DateCloture, o.DateCreation)
	if o.DateCloture != 0 {
		c.required("motifCloture", o.MotifCloture)
	}
	c.oneOf("motifCloture", o.MotifCloture, "POURVUE_PE", "POURVUE_AUTRE", "ABANDON", "ECHEC", "DOUBLON", "NON_CONFORME")
	positions := int32(1)
	if o.NombrePostes != nil {
		positions = *o.NombrePostes
	}
	c.notBefore("datePourvoi", o.DatePourvoi, o.DateCreation)
	c.inRange("postesPourvus", o.PostesPourvus, 0, int(positions))
}

// placeUnknown names the first that is stated of what a department is read from.
func placeUnknown(o *offre) (broken rule, field, value string) {
	switch {
	case o.LieuCommune != "":
		return rulePlaceUnknown, "lieuTravail.commune", o.LieuCommune
	case o.LieuCodePostal != "":
		return rulePlaceUnknown, "lieuTravail.codePostal", o.LieuCodePostal
	}
	return rulePlaceUnknown, "lieuTravail.libelle", o.LieuLibelle
}

// conformOffre fills what is read from the labels.
func conformOffre(c *checker, o *offre) {
	if o.Department = labels.Department(o.LieuCommune, o.LieuCodePostal, o.LieuLibelle); o.Department == "" {
		c.fail(placeUnknown(o))
	}
	if !canaux[o.Canal] {
		if o.Canal == "" {
			c.count("canal", "absent")
		} else {
			c.count("canal", "inconnu")
		}
		o.Canal = canalByOrigine[o.Origine]
	}
	if o.Appellation = c.keys.normalize(o.AppellationLibelle); o.Appellation == "" && o.AppellationLibelle != "" && o.AppellationCode == nil {
		c.fail(ruleRequired, "appellationlibelle", o.AppellationLibelle) // « H/F » alone names no trade
	}
	for i := range o.Competences {
		s := &o.Competences[i]
		c.oneOf("competences.exigence", s.Exigence, "E", "S")
		if s.Cle = s.Code; s.Cle == "" {
			s.Cle = c.keys.normalize(s.Libelle)
		}
	}
	for i := range o.Langues {
		c.oneOf("langues.exigence", o.Langues[i].Exigence, "E", "S")
		o.Langues[i].Cle = c.keys.languageKey(o.Langues[i].Libelle)
	}
	for i := range o.Permis {
		c.oneOf("permis.exigence", o.Permis[i].Exigence, "E", "S")
		o.Permis[i].Cle = c.keys.licenceKey(o.Permis[i].Libelle)
	}
	if s, ok := labels.ReadSalary(o.SalaireLibelle); ok {
		o.SalaryPeriod = string(s.Period)
		o.SalaryLow, o.SalaryHigh = c.slabs.float(s.Low), c.slabs.float(s.High)
		if s.Months > 0 {
			o.SalaryMonths = c.slabs.float(s.Months)
		}
	} else if o.SalaireLibelle != "" {
		c.count("salaire", "illisible")
	}
	if months, ok := labels.ExperienceMonths(o.ExperienceExige, o.ExperienceLibelle); ok {
		o.ExperienceMonths = c.slabs.int(int32(months))
	} else if o.ExperienceLibelle != "" {
		c.count("expérience", "illisible")
	}
	hours, ok := labels.WeeklyHours(o.DureeTravailLibelle)
	if ok {
		o.WeeklyHours = c.slabs.float(hours)
	} else if o.DureeTravailLibelle != "" {
		c.count("durée de travail", "illisible")
	}
	if partTime, known := labels.PartTime(o.DureeTravailConverti, o.DureeTravailLibelle, hours); known {
		o.PartTime = boolOf(partTime)
	}
	if months, ok := labels.ContractMonths(o.TypeContratLibelle); ok {
		o.ContractMonths = c.slabs.float(months)
	}
}
