package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"vigie/analytics"
	"vigie/analytics/disclosure"
	"vigie/analytics/performance"
	"vigie/analytics/pools"
	"vigie/api/openapi"
	"vigie/data"
)

// ParameterError refuses a parameter of the request.
type ParameterError struct {
	Name, Value string // of a body, the value is not told again
	Want        string // what is accepted, in French
}

func (e *ParameterError) Error() string {
	if e.Want == "" {
		return fmt.Sprintf("%s : paramètre inconnu.", e.Name)
	}
	if e.Value == "" {
		return fmt.Sprintf("%s : attendu : %s.", e.Name, e.Want)
	}
	return fmt.Sprintf("%s : « %s » n'est pas accepté ; attendu : %s.", e.Name, e.Value, e.Want)
}

// Errors of routing, which the router tells in its own types.
var (
	errNoRoute   = errors.New("no such route")
	errMethod    = errors.New("method not allowed")
	errTooLarge  = errors.New("body too large")
	errMedia     = errors.New("body is not JSON")
	errMalformed = errors.New("malformed request")
)

// kind is a sort of problem: what the caller is told. Nothing of err is.
type kind struct {
	is     error
	status int
	name   string // end of the type's address
	title  string
	detail string
}

var kinds = []kind{
	{analytics.ErrUnknownOffer, 404, "offre-inconnue", "Offre inconnue", "Aucune offre ne porte cet identifiant dans les données servies."},
	{errNoPool, 404, "sans-vivier", "Pas de vivier", "Cette offre est close ou n'est pas confiée : un vivier se fait pour une offre ouverte et confiée."},
	{analytics.ErrNoDiagnosis, 404, "sans-diagnostic", "Pas de diagnostic", "Cette offre n'est pas confiée, ou elle est close : un diagnostic se fait pour une offre confiée, ouverte ou close sans embauche depuis peu."},
	{errNobody, 404, "personne-inconnue", "Personne inconnue", "Aucun demandeur d'emploi des agences de l'appelant ne porte ce pseudonyme dans les données servies."},
	{analytics.ErrUnknownAgency, 404, "agence-inconnue", "Agence inconnue", "Aucune agence ne porte ce code dans les données servies ; la page /agences en donne la liste."},
	{analytics.ErrUnknownIndicator, 404, "indicateur-inconnu", "Indicateur inconnu", "Aucun indicateur ne porte cet identifiant ; /v1/indicators en donne la liste."},
	{analytics.ErrUnknownTable, 404, "table-inconnue", "Table inconnue", "Aucune table publiée ne porte ce nom ; /v1/catalog en donne la liste."},
	{errBadCursorOfTable, 400, "parametre", "Paramètre refusé", "cursor : il est d'une autre photographie, et des pages de deux nuits ne font pas une table ; reprendre sans lui."},
	{analytics.ErrNoMarket, 404, "marche-inconnu", "Marché inconnu", "Ce métier n'a ni offre ni demandeur d'emploi dans ce territoire : vérifier `rome` (code ROME parent), `level` et `code`."},
	{analytics.ErrBadCursor, 400, "parametre", "Paramètre refusé", "cursor : il n'est pas celui d'une page de cette réponse ; reprendre sans lui."},
	{pools.ErrBadCursor, 400, "parametre", "Paramètre refusé", "cursor : il n'est pas celui d'une page de cette réponse ; reprendre sans lui."},
	{analytics.ErrDraftsWait, 503, "brouillons", "Brouillons indisponibles", "La photographie servie ne garde pas ce que disent les offres : elle vient d'une version d'avant les simulations. Réessayer après la prochaine nuit."},
	{analytics.ErrLoading, 503, "chargement", "Chargement en cours", "Le service vient de démarrer et charge le détail des indicateurs et les portefeuilles : leurs coupes et les viviers répondront dans un instant."},
	{analytics.ErrComparing, 503, "comparaison", "Comparaison en cours", "Deux nuits se comparent enregistrement par enregistrement, une paire à la fois : la réponse viendra dans un instant, réessayer."},
	{data.ErrNoSnapshot, 503, "rien-de-publie", "Aucune donnée publiée", "Aucune nuit n'a encore été publiée : les données arriveront après la prochaine."},
	{ErrUnauthenticated, 401, "identite", "Identité demandée", "Cette adresse demande un appelant connu, et aucun fournisseur d'identité n'a reconnu celui-ci."},
	{ErrForbidden, 403, "droit", "Accès refusé", "L'appelant n'a pas le droit d'appeler cette adresse."},
	{ErrMisdirected, 421, "hote", "Mauvais hôte", "Ce service, ouvert sans identité, ne répond qu'aux noms de la machine elle-même, comme 127.0.0.1 ou localhost."},
	{ErrBusy, 503, "trop-de-demandes", "Trop de demandes", "Le service reçoit plus de demandes qu'il n'en traite ; réessayer dans un instant."},
	{errAudit, 503, "trace", "Lecture non tracée", "Une lecture de personnes se note avant de partir, et celle-ci n'a pas pu l'être : rien n'est envoyé. Réessayer dans un instant."},
	{errNoRoute, 404, "adresse-inconnue", "Adresse inconnue", "Rien ne répond à cette adresse ; /docs en donne la liste."},
	{errMethod, 405, "methode", "Méthode refusée", "Cette adresse ne répond pas à cette méthode ; /docs dit à laquelle elle répond."},
	{errTooLarge, 413, "corps", "Demande trop grande", "Le corps de la demande dépasse la taille acceptée."},
	{errMedia, 415, "corps-json", "Corps refusé", "Le corps de la demande doit être du JSON, annoncé par Content-Type: application/json."},
	{errMalformed, 400, "demande", "Demande illisible", "La demande n'est pas lisible : vérifier l'adresse et ses caractères échappés."},
	{context.DeadlineExceeded, 504, "delai", "Délai dépassé", "La réponse a pris trop de temps."},
}

// problemKinds lists what the documentation says of errors.
func problemKinds() []openapi.Problem {
	list := []openapi.Problem{{Type: "/docs#erreur-parametre", Title: refused.title, Status: refused.status, Detail: refused.detail}}
	for _, k := range append(kinds, unknownSnapshot, withheld, internal) {
		if k.name != refused.name {
			list = append(list, openapi.Problem{Type: "/docs#erreur-" + k.name, Title: k.title, Status: k.status, Detail: k.detail})
		}
	}
	return list
}

// refused is the kind of every ParameterError, which says the rest.
var refused = kind{nil, 400, "parametre", "Paramètre refusé", "Un paramètre est inconnu, répété ou hors de ce qui est accepté ; l'erreur le nomme."}

// unknownSnapshot is the kind of every UnknownSnapshotError, which names those there are.
var unknownSnapshot = kind{nil, 404, "photographie-inconnue", "Photographie inconnue", "Aucune photographie gardée ne porte cet identifiant ; l'erreur nomme celles qui le sont."}

// knownTold bounds the snapshots that an error names.
const knownTold = 30

func unknownDetail(e *analytics.UnknownSnapshotError) string {
	known, more := e.Known, ""
	if len(known) > knownTold {
		known, more = known[:knownTold], fmt.Sprintf(" et %d plus anciennes (/v1/snapshots)", len(known)-knownTold)
	}
	return "snapshot : les indicateurs de cette photographie ne sont pas gardés. Le sont ceux de : " + strings.Join(known, ", ") + more + "."
}

// withheld is the kind of every disclosure.Refusal, which says the rest.
var withheld = kind{nil, 403, "non-publie", "Non publié", "Ce niveau, cette période ou cette coupe ne sont publiés qu'à qui a droit à toutes les agences ; l'erreur dit ce qui est publié."}

var internal = kind{nil, 500, "interne", "Erreur interne", "Une erreur s'est produite ; elle est notée dans le journal du service."}

// problem tells an error to the caller.
func problem(err error, path string) openapi.Problem {
	k, detail := internal, internal.detail
	var ours *ParameterError
	var theirs *performance.ParamError
	if errors.As(err, &theirs) {
		ours = &ParameterError{Name: theirs.Param, Value: theirs.Value, Want: theirs.Want}
	}
	var unknown *analytics.UnknownSnapshotError
	if errors.As(err, &unknown) {
		k, detail = unknownSnapshot, unknownDetail(unknown)
	} else if ours != nil || errors.As(err, &ours) || asDraft(err, &ours) {
		k, detail = refused, ours.Error()
	} else if held := (*disclosure.Refusal)(nil); errors.As(err, &held) {
		k, detail = withheld, held.Error()+"."
	} else if i := slices.IndexFunc(kinds, func(k kind) bool { return errors.Is(err, k.is) }); i >= 0 {
		k, detail = kinds[i], kinds[i].detail
	}
	return openapi.Problem{Type: "/docs#erreur-" + k.name, Title: k.title, Status: k.status, Detail: detail, Instance: path}
}

// retryAfter is how many seconds a caller refused with 503 should wait.
func retryAfter(err error) string {
	switch {
	case errors.Is(err, ErrBusy):
		return "1"
	case errors.Is(err, analytics.ErrLoading), errors.Is(err, analytics.ErrComparing):
		return "10"
	case errors.Is(err, data.ErrNoSnapshot):
		return "60"
	}
	return ""
}

// unexpected tells whether an error is ours to look at: it goes to the log.
func unexpected(status int) bool { return status == http.StatusInternalServerError }
