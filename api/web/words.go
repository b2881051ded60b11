package web

import (
	"fmt"
	"html/template"
	"maps"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"vigie/analytics"
	"vigie/analytics/attractivity"
	"vigie/analytics/performance"
	"vigie/analytics/pools"
	"vigie/data/rules"
)

// french is the language of the pages.
var french = &language{
	code: "fr", decimal: ",", thousands: thin, percent: "%s" + thin + "%%", euros: "%s" + nbsp + "€", quarter: "T",
	months: [...]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
	one:    func(v float64) bool { return math.Abs(v) < 2 }, agree: true,
	words: frenchWords,
}

// frenchWords gives in French the codes of the answers.
var frenchWords = map[string]map[string]string{
	"verdict":   {"attractive": "Marché attractif", "average": "Marché moyennement attractif", "unattractive": "Marché peu attractif"},
	"state":     {"open": "Ouverte", "closed": "Close"},
	"tension":   {"department": "dans le département", "region": "dans la région", "country": "en France"},
	"scope":     {"department": "même appellation, même département", "rome": "même code ROME, même département", "region": "même appellation, même région"},
	"criterion": {"salary": "Salaire", "experience": "Expérience", "contract": "Type et durée du contrat", "working_time": "Temps de travail", "requirements": "Exigences", "writing": "Rédaction", "applications": "Candidatures"},
	"status":    {"favourable": "Favorable", "aligned": "Dans le marché", "penalising": "Pénalisant", "unknown": "Non renseigné"},
	"reach":     {"appellation": "Même appellation", "rome": "Même métier", "near": "Métier proche", "mrs": "Validé par simulation (MRS)"},
	"step": {"portfolio": "Demandeurs d'emploi inscrits", "trade": "Métier recherché, proche ou validé par simulation", "place": "Lieu dans le rayon de mobilité",
		"availability": "Disponibles sous 30 jours", "contract": "Type de contrat accepté", "licences": "Permis exigés détenus", "languages": "Langues exigées parlées"},
	"level":    {"agency": "Agence", "directorate": "Direction territoriale", "department": "Département", "region": "Région", "country": "France"},
	"kind":     {"month": "mois", "quarter": "trimestre", "year": "année", "rolling12": "douze mois glissants"},
	"majority": {"CDI": "CDI", "OTHER": "intérim, saisonnier ou autre", "FULL_TIME": "temps plein", "PART_TIME": "temps partiel"},
	"rank":     {"salary": "Offres moins payées", "experience": "Offres moins exigeantes", "contract": "Offres moins stables", "working_time": "Offres de durée plus courte", "requirements": "Offres moins exigeantes", "writing": "Offres moins complètes"},
	"origin":   {"SPONTANEE": "spontanées", "PROPOSITION_CONSEILLER": "proposées par un conseiller", "PROMOTION_PROFIL": "promotion de profil", "RECRUTEUR": "à l'initiative du recruteur"},
	"unit":     {"rate": "taux, de 0 à 1", "per_thousand": "pour 1 000", "days": "jours", "ratio": "rapport, qui peut dépasser 1"},
	"cut": {"rome": "métier (code ROME)", "domain": "grand domaine de métier", "naf_section": "secteur d'activité (section NAF)", "contract": "type de contrat", "channel": "canal de dépôt", "service": "service délivré",
		"size_class": "taille de l'établissement", "context": "contexte de l'enquête", "contact_channel": "voie de la demande", "event_type": "type d'événement", "rule": "règle de l'alerte"},
	"list":     {"j30": "Employeurs à recontacter (J+30)", "callbacks": "Entreprises à rappeler", "accounts": "Espaces recruteur à certifier"},
	"alert":    {"discrimination": "Formulation discriminatoire", "illegal": "Contenu illégal", "duplicate": "Doublon", "description_too_long": "Description trop longue"},
	"class":    {"1": "très faible", "2": "faible", "3": "moyenne", "4": "élevée", "5": "très élevée"},
	"no_ratio": {"too_few": "Trop peu d'offres ou de demandeurs pour un rapport.", "suppressed": "Le secret statistique masque le rapport."},
	"contract": {"CDI": "CDI", "CDD": "CDD", "MIS": "Intérim", "SAI": "Saisonnier", "DIN": "CDI intérimaire", "DDI": "CDD d'insertion", "TTI": "Intérim d'insertion", "CCE": "Profession commerciale", "FRA": "Franchise", "LIB": "Profession libérale", "REP": "Reprise d'entreprise"},
	"sense":    {"higher": "Plus c'est haut, mieux c'est", "lower": "Plus c'est bas, mieux c'est"},
	"remedy": {"401": "Se reconnecter au poste de travail, puis réessayer.", "403": "En demander le droit à l'administrateur.", "404": "Une offre paraît le lendemain de sa création.",
		"503": "Réessayer dans un instant.", "500": "Réessayer plus tard."},
	"outcome": {"EN_COURS": "en cours", "RETENU": "retenue", "REFUS_RECRUTEUR": "refusée par le recruteur", "REFUS_CANDIDAT": "refusée par le candidat", "ABSENT_ENTRETIEN": "absence à l'entretien", "SANS_SUITE": "sans suite"},
	"action":  {"CALL_CONTACT": "Appeler le correspondant", "CALL_LANDLINE": "Appeler le numéro fixe", "REMIND": "Relancer", "WAIT": "Attendre l'échéance", "REFUSE": "Refuser", "DECIDE": "Décider"},
	"account": {"A_CERTIFIER": "À certifier", "EN_EXAMEN": "En examen", "EN_ATTENTE_PIECES": "En attente de pièces", "BLOQUE": "Bloqué", "CERTIFIE": "Certifié", "REFUSE": "Refusé", "ZZ": "Statut non dit"},
	"way":     {"up": "↑ Mieux placée", "down": "↓ Moins bien placée", "same": "= Inchangée", "known": "+ Désormais comparée", "lost": "− Plus comparée"},
	"reason":  {"below_threshold": "pas assez d'offres comparables", "not_entrusted": "offre non confiée", "not_yet": "offre trop récente"},
	"field": {"": "Offre", "intitule": "Intitulé", "description": "Description", "romeCode": "Code ROME", "appellationlibelle": "Appellation", "lieuTravail": "Code postal", "lieuTravail.commune": "Code postal", "lieuTravail.libelle": "Code postal", "lieuTravail.codePostal": "Code postal", "salaire.libelle": "Salaire",
		"experienceExige": "Expérience", "experienceLibelle": "Expérience, en mois", "typeContrat": "Type de contrat", "typeContratLibelle": "Durée du contrat", "dureeTravailLibelle": "Heures par semaine",
		"dureeTravailLibelleConverti": "Temps de travail", "nombrePostes": "Nombre de postes"},
	"broken": {"required": "à remplir", "rome_unknown": "ce code n'est pas dans la nomenclature ROME", "place_unknown": "à remplir par un code postal dont on connaît le département", "code_unknown": "valeur inconnue",
		"range_invalid": "nombre hors de ses bornes", "length_invalid": "texte trop long", "type_invalid": "valeur illisible", "unread": "rien ne peut y être lu"},
	"moved": {"late": "enregistrements tardifs", "correction": "corrections", "deletion": "suppressions", "new_day": "jours nouveaux", "agencies": "agences d'un autre territoire",
		"definition": "définition changée", "other": "jour d'arrêté, nomenclatures, établissements ou programme"},
	"unsaid": {"no_siret": "l'offre ne nomme pas l'établissement", "not_registered": "établissement absent du registre", "not_stated": "non indiqué", "not_in_sources": "à demander : aucune source ne le dit",
		"no_agency": "aucune", "no_basin": "inconnu", "no_survey": "pas de chiffre publié pour ce métier et ce bassin", "no_class": "pas de classe publiée pour ce métier", "none": "rien à compter",
		"closed": "offre close", "below_threshold": "trop peu d'offres comparables pour un verdict"},
	"lacking": {"below_threshold": "d'offres comparables en nombre suffisant", "no_survey": "d'enquête BMO sur ce métier et ce bassin", "no_class": "de classe de tension publiée", "not_stated": "d'indication dans l'offre ou au registre",
		"none": "d'issues de candidatures connues", "no_siret": "d'établissement nommé dans l'offre", "not_registered": "d'établissement au registre", "closed": "de vivier, l'offre étant close"},
	"evidence": {"widget": "offres comparables", "pool": "vivier", "portfolio": "portefeuille et offres ouvertes", "applications": "candidatures de l'offre", "offer": "texte et champs de l'offre", "law": "lexique légal, SMIC",
		"register": "registre des établissements", "history": "offres passées du recruteur", "survey": "enquête BMO", "class": "Dares"},
	"service": {"PRESELECTION": "présélection", "REDACTION_OFFRE": "rédaction de l'offre", "ANALYSE_POSTE": "analyse de poste", "PROMOTION_PROFIL": "promotion de profils", "CONSEIL_RECRUTEMENT": "conseil en recrutement",
		"ACTION_RECRUT": "Action recrut'", "ENTRETIEN_APPUI": "appui aux entretiens", "MISE_EN_VISIBILITE": "mise en visibilité", "EVENEMENT": "événement"},
	"ordinal": {"1": "1er"},
	"quarter": {"1": "1er" + nbsp + "trimestre", "2": "2e" + nbsp + "trimestre", "3": "3e" + nbsp + "trimestre", "4": "4e" + nbsp + "trimestre"},
}

// terms are the choices of a field of the negotiation's form, in order.
func terms(field string) []Fact {
	switch field {
	case "periode":
		return []Fact{{"mois", "mois"}, {"an", "an"}, {"heure", "heure"}}
	case "experience":
		return []Fact{{"D", "Débutant accepté"}, {"S", "Souhaitée"}, {"E", "Exigée"}}
	case "contrat":
		return []Fact{{"CDI", "CDI"}, {"CDD", "CDD"}, {"MIS", "Intérim"}, {"SAI", "Saisonnier"}}
	}
	return []Fact{{"plein", "Temps plein"}, {"partiel", "Temps partiel"}}
}

// dict makes the map that a shared part of a page is given.
func dict(pairs ...any) (map[string]any, error) {
	m := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		key, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("read part argument %d: not a name", i)
		}
		m[key] = pairs[i+1]
	}
	return m, nil
}

// unitOf gives the writer of an indicator's values.
func unitOf(d performance.Definition) func(float64) string {
	switch d.Unit {
	case "days":
		return french.days
	case "per_thousand":
		return func(v float64) string { return french.short(v) + nbsp + "‰" }
	case "ratio":
		return func(v float64) string { return french.number(v, 2) }
	}
	return french.percentage
}

// value writes an indicator's value.
func value(d performance.Definition, v *float64) string { return optional(v, unitOf(d)) }

// interval writes the two ends of a row's interval.
func interval(d performance.Definition, row any) (string, error) {
	r, err := rowOf(row)
	if err != nil {
		return none, err
	}
	return ends(d, r.Low, r.High), nil
}

// ends writes the two ends of an interval.
func ends(d performance.Definition, low, high *float64) string {
	if low == nil || high == nil {
		return none
	}
	return value(d, low) + " à " + value(d, high)
}

// survives says that a row has a Kaplan-Meier median.
func survives(rows []performance.Row) bool {
	return slices.ContainsFunc(rows, func(r performance.Row) bool { return r.SurvivalMedian != nil })
}

// isBeside says that rows are shown beside the offers without services.
func isBeside(rows []performance.Row) bool {
	return slices.ContainsFunc(rows, func(r performance.Row) bool { return r.Without != nil })
}

// Gap is a value beside its target.
type Gap struct {
	Text string
	Good bool
}

// gap says how far a row is from its target; nil without target or value.
func gap(d performance.Definition, row any) (*Gap, error) {
	r, err := rowOf(row)
	if err != nil || r.Gap == nil {
		return nil, err
	}
	sign, amount := "+", *r.Gap
	if amount < 0 {
		sign, amount = "−", -amount
	}
	text := sign + unitOf(d)(amount)
	if d.Unit == "rate" {
		text = sign + french.short(100*amount) + nbsp + french.plural(100*amount, "point")
	}
	return &Gap{Text: text, Good: *r.Gap == 0 || (*r.Gap > 0) == (d.Sense == "higher")}, nil
}

// rowOf takes the rows of the pages, which come as values or not.
func rowOf(row any) (performance.Row, error) {
	switch r := row.(type) {
	case performance.Row:
		return r, nil
	case *performance.Row:
		return *r, nil
	}
	return performance.Row{}, fmt.Errorf("read row: %T is none", row)
}

// last is the row of the latest period that has a value; nil when none has.
func last(rows []performance.Row) *performance.Row {
	var found *performance.Row
	for i := range rows {
		if rows[i].Value != nil && (found == nil || rows[i].Period > found.Period) {
			found = &rows[i]
		}
	}
	return found
}

// indicatorURL is the page of an indicator for a level and a place.
func indicatorURL(id, level, code, period string) string {
	q := url.Values{"level": {level}, "period": {period}}
	if code != "" {
		q.Set("code", code)
	}
	return "/indicateurs/" + url.PathEscape(id) + "?" + q.Encode()
}

// levels are the territorial levels, from the widest.
func levels() []string { return []string{"country", "region", "department", "directorate", "agency"} }

// place names the territory of a series.
func place(rows []performance.Row) string {
	if rows[0].Label == "" {
		return french.word("level", rows[0].Level) + " " + rows[0].Code
	}
	return rows[0].Label
}

// newest gives the rows of a series, the latest period first.
func newest(rows []performance.Row) []performance.Row {
	sorted := slices.Clone(rows)
	slices.SortStableFunc(sorted, func(a, b performance.Row) int { return strings.Compare(b.Period, a.Period) })
	return sorted
}

// nextOffers is the address of the next page of a search; "" at the end.
func nextOffers(q analytics.OfferQuery, next string) string {
	if next == "" {
		return ""
	}
	v := url.Values{"cursor": {next}}
	for name, value := range map[string]string{"q": q.Text, "agency": q.Agency, "department": q.Department, "rome": q.Rome, "state": q.State, "sort": q.Sort} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return "/offres?" + v.Encode()
}

// nextPool is the address of the next page of a pool; "" at the end.
func nextPool(d PoolData) string {
	if d.Next == nil {
		return ""
	}
	v := asked(d.Query)
	v.Set("cursor", *d.Next)
	return "/offres/" + url.PathEscape(d.Offer.ID) + "/vivier?" + v.Encode()
}

// poolFile is the address of a pool as a file.
func poolFile(d PoolData) string {
	return "/offres/" + url.PathEscape(d.Offer.ID) + "/vivier.csv?" + asked(d.Query).Encode()
}

// asked are the parameters of a pool's address.
func asked(q pools.Query) url.Values {
	v := url.Values{"near_trades": {strconv.FormatBool(q.NearTrades)}}
	if q.RadiusKm != nil {
		v.Set("radius_km", strconv.FormatFloat(*q.RadiusKm, 'f', -1, 64))
	}
	return v
}

// gaining are the levers that bring somebody, the greatest gain first.
func gaining(l pools.Levers) []pools.Lever {
	return slices.DeleteFunc(slices.Clone(l.Levers), func(l pools.Lever) bool { return l.Gain == 0 })
}

// first are the first n of the levers.
func first(n int, levers []pools.Lever) []pools.Lever { return levers[:min(n, len(levers))] }

// chosen is the lever of a page that was chosen; nil for none.
func chosen(d PoolData) *pools.Lever {
	i := slices.IndexFunc(d.Levers.Levers, func(l pools.Lever) bool { return l.Label == d.Lever })
	if i < 0 {
		return nil
	}
	return &d.Levers.Levers[i]
}

// hasAlert tells whether a block of the widget carries a red dot.
func hasAlert(a attractivity.Answer, block string) bool {
	if block == "criteria" {
		return slices.ContainsFunc(a.Criteria, func(c attractivity.Criterion) bool { return c.Alert })
	}
	return a.Applications != nil && a.Applications.Alert
}

// trade names what an offer seeks: its appellation, or its title.
func trade(o attractivity.Offer) string {
	for _, name := range []string{o.AppellationName, o.Title} {
		if name != "" {
			return name
		}
	}
	return o.RomeLabel
}

// reason is why a widget shows no figure; "" when it does.
func reason(a attractivity.Answer) string {
	if a.Reason == nil {
		return ""
	}
	return *a.Reason
}

// Part is one part of a score.
type Part struct {
	Name       string
	Score, Max float64
}

// parts lists the parts of a score with the most each can give.
func parts(p pools.Parts) []Part {
	return []Part{
		{"Métier", p.Trade, rules.PoolTrade.Float()}, {"Compétences", p.Skills, rules.PoolSkills.Float()},
		{"Expérience", p.Experience, rules.PoolExperience.Float()}, {"Distance", p.Distance, rules.PoolDistance.Float()},
		{"Disponibilité", p.Availability, rules.PoolAvailability.Float()}, {"Salaire", p.Salary, rules.PoolSalary.Float()},
	}
}

// share draws a step of the funnel beside the first one.
func share(steps []pools.Step, i int) template.HTML {
	return Gauge("step", float64(steps[i].Remaining), float64(max(steps[0].Remaining, 1)))
}

// origins writes applications by origin, the most numerous first.
func (l *language) origins(by map[string]int) string {
	keys := slices.SortedFunc(maps.Keys(by), func(a, b string) int {
		if by[a] != by[b] {
			return by[b] - by[a]
		}
		return strings.Compare(a, b)
	})
	keys = slices.DeleteFunc(keys, func(k string) bool { return by[k] == 0 })
	for i, k := range keys {
		keys[i] = l.say("%s : %s", l.word("origin", k), l.integer(by[k]))
	}
	return strings.Join(keys, ", ")
}
