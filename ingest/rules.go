package ingest

// rule is the code under which a record or a file is refused.
type rule string

// The rules of the contracts, as quarantine and receipts name them.
const (
	ruleJSONInvalid     rule = "json_invalid"
	ruleCSVInvalid      rule = "csv_invalid"
	ruleEncodingInvalid rule = "encoding_invalid"
	ruleRecordTooLong   rule = "record_too_long"
	ruleTypeInvalid     rule = "type_invalid"
	ruleRequired        rule = "required"
	ruleCodeUnknown     rule = "code_unknown"
	ruleLengthInvalid   rule = "length_invalid"
	ruleRangeInvalid    rule = "range_invalid"
	ruleDateOrder       rule = "date_order"
	rulePlaceUnknown    rule = "place_unknown"
	ruleRomeUnknown     rule = "rome_unknown"
	ruleAgencyUnknown   rule = "agency_unknown"
	ruleSIRETInvalid    rule = "siret_invalid"
	ruleNAFInvalid      rule = "naf_invalid"
)

// RuleInfo says what a rule code means, for the operator.
type RuleInfo struct{ Code, Meaning string }

// Rules lists every rule code with its meaning.
func Rules() []RuleInfo {
	return []RuleInfo{
		{string(ruleJSONInvalid), "le texte n'est pas un objet JSON"},
		{string(ruleCSVInvalid), "la ligne CSV n'a pas le nombre de colonnes de l'en-tête, ou ses guillemets sont mal fermés"},
		{string(ruleEncodingInvalid), "le texte n'est pas de l'UTF-8"},
		{string(ruleRecordTooLong), "l'enregistrement dépasse 1 Mio"},
		{string(ruleTypeInvalid), "la valeur n'est pas du type attendu (date, nombre, booléen, liste, objet)"},
		{string(ruleRequired), "un champ obligatoire est absent"},
		{string(ruleCodeUnknown), "la valeur n'est pas dans la liste fermée du champ"},
		{string(ruleLengthInvalid), "le texte est trop long"},
		{string(ruleRangeInvalid), "le nombre est hors de ses bornes"},
		{string(ruleDateOrder), "deux dates sont dans le mauvais ordre"},
		{string(rulePlaceUnknown), "aucun département ne se déduit de la commune, du code postal ni du libellé"},
		{string(ruleRomeUnknown), "le code ROME n'existe pas (ou n'a pas la forme lettre + 4 chiffres)"},
		{string(ruleAgencyUnknown), "l'agence n'est pas dans le référentiel des agences"},
		{string(ruleSIRETInvalid), "le SIRET n'a pas 14 chiffres ou sa clé est fausse"},
		{string(ruleNAFInvalid), "le code NAF n'a pas la forme 8621Z ou 86.21Z"},
	}
}

// reject is the first rule that a record breaks.
type reject struct {
	rule  rule
	field string
	value string
	want  string // what is accepted, where the rule does not say it
}
