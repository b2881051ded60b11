package ingest

// agence is one local agency of the public employment service.
type agence struct {
	Code        string `parquet:"code" in:"key"`                       // obligatoire
	Libelle     string `parquet:"libelle,optional"`                    // nom
	Commune     string `parquet:"commune,optional"`                    // code INSEE
	Departement string `parquet:"departement,dict,optional"`           // code
	Direction   string `parquet:"directionTerritoriale,dict,optional"` // direction territoriale
	Region      string `parquet:"region,dict,optional"`                // code
	Supprime    *bool  `parquet:"supprime,optional"`                   // vrai : l'agence est supprimée
	Meta
}

// Agencies carry no date: their stamp is the start of 1970 and, between two
// versions, the greatest content hash wins.
var agences = define(SourceInfo{
	Name:  "agences",
	Title: "Agences",
	Owner: "Référentiel des structures",
}, func(*checker, *agence) {})
