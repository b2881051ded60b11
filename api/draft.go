package api

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"vigie/analytics"
	"vigie/analytics/quality"
	"vigie/api/openapi"
	"vigie/api/web"
)

// GetNegotiationPage answers GET /offres/{id}/negociation: an offer beside what it
// would be on other terms. Nothing of them is kept.
func (s *server) GetNegotiationPage(ctx context.Context, r openapi.GetNegotiationPageRequestObject) (openapi.GetNegotiationPageResponseObject, error) {
	snap := current(ctx).snapshot
	terms := termsOf(r.Params)
	d := web.NegotiationData{Stamp: stamp(snap), ID: r.Id, Terms: terms}
	status, err := s.simulate(ctx, &d, record(terms))
	if err != nil {
		return nil, err
	}
	body, err := web.Negotiation(d)
	if err != nil {
		return nil, err
	}
	if status != http.StatusOK {
		return openapi.GetNegotiationPagedefaultTexthtmlResponse{StatusCode: status, Body: page(body).Body, ContentLength: int64(len(body))}, nil
	}
	return openapi.GetNegotiationPage200TexthtmlResponse{PageTexthtmlResponse: page(body)}, nil
}

// GetDraftPage answers GET /offres/brouillon: an offer that is not there yet, beside
// its market. Nothing of it is kept.
func (s *server) GetDraftPage(ctx context.Context, r openapi.GetDraftPageRequestObject) (openapi.GetDraftPageResponseObject, error) {
	snap, p := current(ctx).snapshot, r.Params
	terms := termsOf(openapi.GetNegotiationPageParams{Salaire: p.Salaire, Periode: p.Periode, Experience: p.Experience, ExperienceMois: p.ExperienceMois,
		Contrat: p.Contrat, Duree: p.Duree, Heures: p.Heures, Temps: p.Temps, Postes: p.Postes})
	terms.Title, terms.Rome, terms.Appellation, terms.Postcode = or(p.Intitule, ""), or(p.Rome, ""), or(p.Appellation, ""), or(p.CodePostal, "")
	terms.Description = or(p.Description, "")
	d := web.NegotiationData{Stamp: stamp(snap), Terms: terms}
	status := http.StatusOK
	if !terms.Empty() {
		var err error
		if status, err = s.simulate(ctx, &d, record(terms)); err != nil {
			return nil, err
		}
	}
	body, err := web.Negotiation(d)
	if err != nil {
		return nil, err
	}
	if status != http.StatusOK {
		return openapi.GetDraftPagedefaultTexthtmlResponse{StatusCode: status, Body: page(body).Body, ContentLength: int64(len(body))}, nil
	}
	return openapi.GetDraftPage200TexthtmlResponse{PageTexthtmlResponse: page(body)}, nil
}

// simulate fills the page with both sides, or with what the form got wrong beside
// the offer as it is.
func (s *server) simulate(ctx context.Context, d *web.NegotiationData, offer json.RawMessage) (status int, err error) {
	snap := current(ctx).snapshot
	status = http.StatusOK
	both, err := snap.Simulate(ctx, d.ID, offer)
	if errors.As(err, &d.Refused) {
		status = http.StatusBadRequest
		if d.ID == "" {
			return status, s.judge(ctx, d, offer)
		}
		offer = nil
		both, err = snap.Simulate(ctx, d.ID, nil)
	}
	d.Both = &both
	if err != nil {
		return status, err
	}
	return status, s.judge(ctx, d, offer)
}

// judge fills the page with the quality of the offer's writing, where its record is kept.
func (s *server) judge(ctx context.Context, d *web.NegotiationData, offer json.RawMessage) (err error) {
	var a quality.Answer
	if d.ID == "" {
		a, err = analytics.DraftQuality(offer)
	} else {
		a, err = current(ctx).snapshot.Quality(ctx, d.ID, offer)
	}
	switch {
	case errors.Is(err, analytics.ErrUnknownOffer): // a partner's: its text is not kept
		return nil
	case err == nil:
		d.Quality = &a
	}
	return err
}

// termsOf reads the form, as it is written back into it.
func termsOf(p openapi.GetNegotiationPageParams) web.Terms {
	return web.Terms{
		Salary: decimal(p.Salaire), Period: string(or(p.Periode, openapi.Mois)), Experience: string(or(p.Experience, "")), ExperienceMonths: whole(p.ExperienceMois),
		Contract: string(or(p.Contrat, "")), ContractMonths: decimal(p.Duree), Hours: decimal(p.Heures), Time: string(or(p.Temps, "")), Positions: whole(p.Postes),
	}
}

func decimal(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}

func whole(v *int) string {
	if v == nil {
		return ""
	}
	return strconv.Itoa(*v)
}

// record writes the terms as a producer of offers would, in wire names: what they
// mean is read from it by who reads all offers. What is not in the form stays as it is.
func record(t web.Terms) json.RawMessage {
	offer := map[string]any{}
	set := func(field, value string) {
		if value != "" {
			offer[field] = value
		}
	}
	set("intitule", cmp.Or(t.Title, t.Appellation))
	set("description", t.Description)
	set("romeCode", t.Rome)
	set("appellationlibelle", t.Appellation)
	if t.Postcode != "" {
		offer["lieuTravail"] = map[string]any{"codePostal": t.Postcode}
	}
	if t.Salary != "" {
		offer["salaire"] = map[string]any{"libelle": payPeriod[t.Period] + " de " + t.Salary + " Euros"}
	}
	set("experienceExige", t.Experience)
	if t.Experience == beginner {
		set("experienceLibelle", "Débutant accepté")
	} else if t.ExperienceMonths != "" {
		set("experienceLibelle", t.ExperienceMonths+" Mois")
		if t.Experience == "" {
			set("experienceExige", demanded)
		}
	}
	set("typeContrat", t.Contract)
	if t.ContractMonths != "" {
		set("typeContratLibelle", contractName[t.Contract]+" - "+t.ContractMonths+" Mois")
	} else if t.Contract != "" {
		set("typeContratLibelle", contractName[t.Contract])
	}
	if t.Hours != "" {
		set("dureeTravailLibelle", t.Hours+"H")
		offer["dureeTravailLibelleConverti"] = nil // the hours tell, unless the form does
	}
	set("dureeTravailLibelleConverti", fullOrPart[t.Time])
	if n, err := strconv.Atoi(t.Positions); err == nil {
		offer["nombrePostes"] = n
	}
	text, _ := json.Marshal(offer) // strings and numbers: cannot fail
	return text
}

// Codes of experience on the wire, and the words of the labels.
const (
	beginner = "D"
	demanded = "E"
)

var (
	payPeriod    = map[string]string{"mois": "Mensuel", "an": "Annuel", "heure": "Horaire"}
	contractName = map[string]string{"": "Contrat", "CDI": "Contrat à durée indéterminée", "CDD": "Contrat à durée déterminée", "MIS": "Mission intérimaire", "SAI": "Contrat travail saisonnier"}
	fullOrPart   = map[string]string{"plein": "Temps plein", "partiel": "Temps partiel"}
)
