package sample

import (
	"bytes"
	"math"
)

// flaw is a mistake put into a record: a field given a value that breaks its
// contract. Without a field, the record is cut in its middle.
type flaw struct{ field, value string }

// flaws are those of each source written as JSON.
var flaws = [...][]flaw{
	offers: {{"experienceExige", `"X"`}, {"nombrePostes", "0"}, {"dateActualisation", `"2019-01-01T00:00:00Z"`}, {"romeCode", `"12345"`},
		{"id", `"IDENTIFIANT-BEAUCOUP-TROP-LONG"`}, {"codeAgence", `"INCONNUE"`}, {"dateCreation", `"31/02 à 10h"`}, {}},
	applications:   {{"issue", `"PERDUE"`}, {"date", `"hier"`}, {"offreId", `""`}, {}},
	services:       {{"date", `"2025-13-45"`}, {"code", `""`}, {"codeAgence", `"INCONNUE"`}},
	contacts:       {{"canal", `"PIGEON"`}, {"dateDemande", `"hier"`}, {"codeAgence", `"INCONNUE"`}, {}},
	establishments: {{"siret", `"12345678901234"`}, {"trancheEffectif", `"99"`}, {"codeAgence", `"INCONNUE"`}, {}},
	accounts:       {{"statut", `"PERDU"`}, {"siret", `"0"`}, {"codeAgence", `"INCONNUE"`}, {}},
	events:         {{"type", `"FETE"`}, {"inscrits", "-1"}, {"date", `"bientôt"`}, {}},
	jobSeekers:     {{"rayonKm", "900"}, {"dateMaj", `"demain"`}, {"codeAgence", `"INCONNUE"`}, {"commune", `"Paris"`}, {}},
}

// surveyFlaws are columns of the survey file and wrong values for them.
var surveyFlaws = []struct {
	column int
	value  string
}{{1, "AUTRE"}, {4, "7"}, {10, "INCONNUE"}, {2, "32/01/2025"}}

// spoiler decides which records are broken, and breaks them. A record is broken in
// all its states or in none, so that neither the sources asked for nor the days
// delivered change what can be loaded of it.
type spoiler struct {
	below, seed uint64
}

func newSpoiler(share float64, seed uint64) *spoiler {
	return &spoiler{below: uint64(math.Round(share * math.MaxUint32)), seed: seed}
}

// spares says that a record stays as it is; chance draws its flaw when not.
func (s *spoiler) spares(source int, number uint64) (chance uint64, yes bool) {
	if s.below == 0 {
		return 0, true
	}
	x := mix(mix(s.seed^uint64(source+1)<<32) ^ number)
	return x >> 32, x&math.MaxUint32 >= s.below
}

// record breaks the record that starts at a position of b, once in a while. Its
// number is its own among those of its source.
func (s *spoiler) record(b []byte, start, source int, number uint64) []byte {
	chance, spared := s.spares(source, number)
	if spared {
		return b
	}
	f := flaws[source][chance%uint64(len(flaws[source]))]
	if f.field != "" {
		if spoiled, found := setField(b[start:], f.field, f.value); found {
			return append(b[:start], spoiled...)
		}
	}
	return b[:start+(len(b)-start)/2]
}

// row breaks a row of the survey file, once in a while.
func (s *spoiler) row(b []byte, start int, number uint64) []byte {
	chance, spared := s.spares(surveys, number)
	if spared {
		return b
	}
	f := surveyFlaws[chance%uint64(len(surveyFlaws))]
	columns := bytes.Split(bytes.Clone(b[start:]), []byte(";"))
	columns[f.column] = []byte(f.value)
	return append(b[:start], bytes.Join(columns, []byte(";"))...)
}

// setField gives the first field of a name another value, in a new record.
func setField(record []byte, name, value string) (spoiled []byte, found bool) {
	key := []byte(`"` + name + `":`)
	at := bytes.Index(record, key)
	if at < 0 {
		return nil, false
	}
	from := at + len(key)
	end := from + 1
	if record[from] == '"' {
		end += bytes.IndexByte(record[end:], '"') + 1
	} else {
		end += bytes.IndexAny(record[end:], ",}")
	}
	spoiled = append(spoiled, record[:from]...)
	spoiled = append(spoiled, value...)
	return append(spoiled, record[end:]...), true
}
