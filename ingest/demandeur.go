package ingest

import (
	"time"

	"vigie/data/labels"
	"vigie/data/rules"
)

// demandeur is a job seeker of an agency's portfolio. Age, sex, nationality and all
// that identifies are not here: what is not listed is never written.
type demandeur struct {
	ID               string   `parquet:"id" in:"key,pseudonym"`                                           // obligatoire
	DateMaj          Instant  `parquet:"dateMaj,optional,timestamp(microsecond)" in:"stamp"`              // obligatoire ; version de l'enregistrement
	DateInscription  Instant  `parquet:"dateInscription,optional,timestamp(microsecond)"`                 // inscription
	DateRadiation    Instant  `parquet:"dateRadiation,optional,timestamp(microsecond)"`                   // sortie de tous les viviers
	CodeAgence       string   `parquet:"codeAgence,dict,optional"`                                        // obligatoire
	Conseiller       string   `parquet:"conseiller,dict,optional" in:"pseudonym"`                         // conseiller référent
	Commune          string   `parquet:"commune,dict,optional"`                                           // obligatoire ; code INSEE du domicile
	RayonKm          *int32   `parquet:"rayonKm,dict,optional"`                                           // mobilité, 0 à 500 ; 30 par défaut
	Metiers          []metier `parquet:"metiers,optional,list"`                                           // au moins un : rome, appellationCode, experienceMois, principal
	Competences      []string `parquet:"competences,optional,list" parquet-element:",dict" in:"of=code"`  // codes
	Permis           []string `parquet:"permis,optional,list" parquet-element:",dict" in:"of=libelle"`    // catégories
	Langues          []string `parquet:"langues,optional,list" parquet-element:",dict" in:"of=libelle"`   // noms
	Formations       []string `parquet:"formations,optional,list" parquet-element:",dict" in:"of=niveau"` // niveaux
	ContratsAcceptes []string `parquet:"contratsAcceptes,optional,list" parquet-element:",dict"`          // absent : tous
	TempsTravail     string   `parquet:"tempsTravail,dict,optional"`                                      // PLEIN, PARTIEL, INDIFFERENT
	SalaireMontant   *float64 `parquet:"salaireMin.montant,optional"`                                     // souhait, en euros
	SalairePeriode   string   `parquet:"salaireMin.periode,dict,optional"`                                // obligatoire avec le montant ; H, M, A
	DisponibleLe     Instant  `parquet:"disponibleLe,optional,timestamp(microsecond)"`                    // disponibilité
	MRSValide        []string `parquet:"mrsValide,optional,list" parquet-element:",dict"`                 // codes ROME validés par simulation
	Categorie        string   `parquet:"categorie,dict,optional"`                                         // A, B, C, D, E, F, G (liste ouverte)
	Mesures          []string `parquet:"mesures,optional,list" parquet-element:",dict"`                   // mesures dont la personne peut bénéficier (liste ouverte)
	CvEnLigne        *bool    `parquet:"cvEnLigne,optional"`                                              // CV publié
	Supprime         *bool    `parquet:"supprime,optional"`                                               // vrai : la personne est sortie du portefeuille
	Meta
}

type metier struct {
	Rome            string `parquet:"rome,dict,optional" in:"bare"`
	AppellationCode *int32 `parquet:"appellationCode,dict,optional"`
	ExperienceMois  *int32 `parquet:"experienceMois,dict,optional"`
	Principal       *bool  `parquet:"principal,optional"`
}

// Job seekers' portfolios.
var demandeurs = define(SourceInfo{
	Name:    "demandeurs",
	Title:   "Demandeurs d'emploi en portefeuille",
	Owner:   "Système d'information du placement",
	Every:   24 * time.Hour,
	Persons: true,
	Dropped: []string{
		"age", "sexe", "nationalite", "nom", "prenom", "nomNaissance", "dateNaissance", "lieuNaissance", "adresse", "codePostal",
		"telephone", "email", "courriel", "nir", "situationFamiliale", "handicap",
	},
}, checkDemandeur)

func checkDemandeur(c *checker, d *demandeur) {
	c.requiredDate("dateMaj", d.DateMaj)
	c.required("codeAgence", d.CodeAgence)
	c.agency("codeAgence", d.CodeAgence)
	c.required("commune", d.Commune)
	if d.Commune != "" && labels.Department(d.Commune, "", "") == "" {
		c.fail(rulePlaceUnknown, "commune", d.Commune)
	}
	c.inRange("rayonKm", d.RayonKm, 0, rules.RadiusMaxKm.Int())
	if len(d.Metiers) == 0 {
		c.fail(ruleRequired, "metiers", "")
	}
	for i := range d.Metiers {
		c.required("metiers.rome", d.Metiers[i].Rome)
		c.rome("metiers.rome", d.Metiers[i].Rome)
		c.atLeast("metiers.experienceMois", d.Metiers[i].ExperienceMois, 0)
	}
	c.oneOf("tempsTravail", d.TempsTravail, "PLEIN", "PARTIEL", "INDIFFERENT")
	c.oneOf("salaireMin.periode", d.SalairePeriode, "H", "M", "A")
	if d.SalaireMontant != nil {
		c.required("salaireMin.periode", d.SalairePeriode)
	}
	for _, code := range d.MRSValide {
		c.rome("mrsValide", code)
	}
	for i, label := range d.Permis {
		d.Permis[i] = c.keys.licenceKey(label)
	}
	for i, label := range d.Langues {
		d.Langues[i] = c.keys.languageKey(label)
	}
}
