package sample

import (
	"math/rand/v2"
	"strconv"
)

var (
	entrustedChannels = []choice[string]{{35, "DEPOT_EN_LIGNE"}, {94, "SERVICE_ENTREPRISE"}, {98, "JTMO"}, {100, ""}}
	partnerChannels   = []choice[string]{{66, "AGREGATION_DIRECTE"}, {82, "PARTENAIRE_NATIONAL"}, {96, "MULTIPOSTEUR"}, {98, "PASSERELLE"}, {100, ""}}
)

// appendOffer writes one version of an offer: the first one, before it was updated
// or closed, or the last. r draws what only the format needs; drawn alike, two
// versions differ only in what an update changes.
func (w *world) appendOffer(r *rand.Rand, b []byte, o *offer, last bool) []byte {
	official := o.isOfficial()
	b = append(b, `{"id":"`...)
	b = appendOfferID(b, o)
	b = append(append(b, `","intitule":"`...), o.title.label...)
	if r.IntN(10) < 7 {
		b = append(b, " (H/F)"...)
	}
	b = appendText(r, append(b, `","description":"`...), o)
	b = w.appendTime(append(b, `","dateCreation":"`...), o.created)
	updated := o.created
	if last {
		updated = o.updated
	}
	b = w.appendTime(append(b, `","dateActualisation":"`...), updated)
	b = append(b, '"')
	b = appendPlace(r, b, o)
	b = append(append(b, `,"romeCode":"`...), o.rome...)
	b = append(append(b, `","romeLibelle":"`...), o.romeTag...)
	b = append(append(append(b, `","appellationlibelle":"`...), o.title.label...), '"')
	if o.title.ogr != "" && r.IntN(10) < 6 {
		b = append(append(b, `,"appellationCode":`...), o.title.ogr...)
	}
	b = appendEmployer(r, b, o)
	b = append(append(b, `,"typeContrat":"`...), o.contract...)
	b = w.appendContract(append(b, `","typeContratLibelle":"`...), o)
	if o.apprentice {
		b = append(b, `","natureContrat":"Contrat apprentissage","alternance":true`...)
	} else {
		b = append(b, `","natureContrat":"Contrat travail","alternance":false`...)
	}
	b = append(append(b, `,"experienceExige":"`...), o.experience)
	b = appendExperience(r, append(b, `","experienceLibelle":"`...), o)
	b = append(b, '"')
	if o.salaryShown {
		b = appendSalary(r, append(b, `,"salaire":{"libelle":"`...), o)
		b = append(b, '"')
		if r.IntN(3) == 0 {
			b = append(append(append(b, `,"complement1":"`...), complements[r.IntN(len(complements))]...), '"')
		}
		b = append(b, '}')
	} else if r.IntN(20) == 0 {
		b = append(b, `,"salaire":{"commentaire":"Selon profil"}`...)
	}
	if official || r.IntN(10) < 4 {
		b = appendHours(r, append(b, `,"dureeTravailLibelle":"`...), o)
		b = append(b, `","dureeTravailLibelleConverti":"Temps `...)
		b = append(append(b, [...]string{"plein", "partiel"}[truth(o.partTime)]...), '"')
	}
	if official {
		b = appendRequirements(r, b, o)
	}
	b = strconv.AppendInt(append(b, `,"nombrePostes":`...), int64(o.positions), 10)
	b = append(b, `,"contact":{"nom":"Service recrutement","coordonnees1":"1 place de la Mairie","courriel":"recrutement@exemple.invalid","telephone":"01 99 00 12 34"}`...)
	if official {
		b = append(b, `,"agence":{"courriel":"agence@exemple.invalid"},"origineOffre":{"origine":"1"}`...)
		b = appendChannel(b, o, pick(r, entrustedChannels))
		b = append(append(append(b, `,"codeAgence":"`...), o.agency.code...), '"')
		b = strconv.AppendBool(append(b, `,"offresManqueCandidats":`...), r.IntN(100) < 11)
		if last && o.closed {
			b = w.appendClosing(b, o)
		}
	} else {
		b = append(append(b, `,"origineOffre":{"origine":"2","partenaires":[{"nom":"`...), partners[r.IntN(len(partners))]...)
		b = append(b, `"}]}`...)
		b = appendChannel(b, o, pick(r, partnerChannels))
	}
	return append(b, '}')
}

func truth(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// appendOfferID writes the identifier of an offer.
func appendOfferID(b []byte, o *offer) []byte {
	return appendID(b, "21"[truth(o.isOfficial())], o.number)
}

// appendPlace writes the place; a few offers only tell their department, some no
// coordinates.
func appendPlace(r *rand.Rand, b []byte, o *offer) []byte {
	c := o.at
	b = append(append(append(b, `,"lieuTravail":{"libelle":"`...), c.department...), " - "...)
	b = append(append(b, c.label...), '"')
	x := r.IntN(100)
	if x < 2 && o.plant == "" {
		return append(b, '}')
	}
	if x >= 10 && c.hasPoint {
		b = strconv.AppendFloat(append(b, `,"latitude":`...), c.latitude, 'f', -1, 64)
		b = strconv.AppendFloat(append(b, `,"longitude":`...), c.longitude, 'f', -1, 64)
	}
	b = append(append(b, `,"codePostal":"`...), c.postcode...)
	return append(append(append(b, `","commune":"`...), c.code...), `"}`...)
}

// appendEmployer names the employer: most entrusted offers do, fewer partners'.
func appendEmployer(r *rand.Rand, b []byte, o *offer) []byte {
	named := 85
	if !o.isEntrusted() {
		named = 60
	}
	if r.IntN(100) >= named && o.plant != OtherEmployer {
		return b
	}
	b = append(b, `,"entreprise":{"nom":"`...)
	b = appendCompany(b, o.employer)
	if r.IntN(2) == 0 {
		b = append(b, `","description":"Entreprise implantée dans la région, attentive à ses équipes.`...)
	}
	b = append(b, `"}`...)
	if o.isEntrusted() {
		b = appendSIRET(append(b, `,"siret":"`...), o.employer)
		b = append(b, '"')
	}
	return b
}

// appendRequirements writes what an entrusted offer asks for.
func appendRequirements(r *rand.Rand, b []byte, o *offer) []byte {
	if n := len(o.trade.skills); n > 0 && r.IntN(100) >= 22 {
		b = append(b, `,"competences":[`...)
		first, count := r.IntN(n), min(n, 2+r.IntN(5))
		for i := range count {
			s := o.trade.skills[(first+i)%n]
			if i > 0 {
				b = append(b, ',')
			}
			b = append(b, '{')
			if r.IntN(100) >= 3 { // a few have no code
				b = append(append(append(b, `"code":"`...), s.code...), `",`...)
			}
			b = append(append(b, `"libelle":"`...), s.label...)
			b = append(append(b, `","exigence":"`...), "SSE"[r.IntN(3)])
			b = append(b, `"}`...)
		}
		b = append(b, ']')
	}
	if l := o.trade.licence; l != "" && (r.IntN(3) == 0 || l != "B") {
		b = append(append(b, `,"permis":[{"libelle":"`...), licences[l]...)
		b = append(append(append(b, `","exigence":"`...), "SE"[r.IntN(2)]), `"}]`...)
	}
	if r.IntN(100) < 6 {
		b = append(append(append(b, `,"langues":[{"libelle":"Anglais","exigence":"`...), "SSE"[r.IntN(3)]), `"}]`...)
	}
	if r.IntN(100) < 30 {
		b = append(append(b, `,"formations":[{"niveauLibelle":"`...), pick(r, studies)...)
		b = append(append(append(b, `","exigence":"`...), "SE"[r.IntN(2)]), `"}]`...)
	}
	if r.IntN(100) < 35 {
		b = append(append(append(b, `,"qualitesProfessionnelles":[{"libelle":"`...), qualities[r.IntN(len(qualities))]...), `"}]`...)
	}
	b = append(append(append(b, `,"qualificationCode":"`...), o.trade.grade...), '"')
	b = appendSector(append(b, `,"codeNAF":"`...), o.employer, o.trade.profile)
	return append(b, '"')
}

// appendChannel writes the channel drawn, another for what repeats an offer.
func appendChannel(b []byte, o *offer, channel string) []byte {
	if o.kind == planted {
		switch channel {
		case "DEPOT_EN_LIGNE":
			channel = "SERVICE_ENTREPRISE"
		case "SERVICE_ENTREPRISE", "JTMO":
			channel = "DEPOT_EN_LIGNE"
		case "MULTIPOSTEUR", "PARTENAIRE_NATIONAL":
			channel = "AGREGATION_DIRECTE"
		case "AGREGATION_DIRECTE", "PASSERELLE":
			channel = "MULTIPOSTEUR"
		}
	}
	if channel == "" {
		return b
	}
	return append(append(append(b, `,"canal":"`...), channel...), '"')
}

func (w *world) appendClosing(b []byte, o *offer) []byte {
	b = w.appendTime(append(b, `,"dateCloture":"`...), o.closing)
	b = append(append(append(b, `","motifCloture":"`...), o.reason...), '"')
	if o.filled > 0 {
		b = strconv.AppendInt(append(b, `,"postesPourvus":`...), int64(o.filled), 10)
		b = w.appendTime(append(b, `,"datePourvoi":"`...), o.filledAt)
		b = append(b, '"')
	}
	return b
}
