package draft

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"

	"vigie/ingest"
)

// Refused says what is wrong with a draft.
type Refused = ingest.Broken

// Rules that a draft breaks before it is read.
const (
	notAnObject = "not_an_object" // it is not a JSON object
	givenTwice  = "given_twice"   // a field is there under two of its names
)

// Changes are the fields of a draft by their wire names, dotted where they are nested;
// nil removes a field. A list is one field.
type Changes struct {
	values  map[string]any
	removed []string // objects that are null as a whole
}

// Read reads the fields of an `offres` record, nested or flat, in any order. An error
// is a *Refused.
func Read(record json.RawMessage) (Changes, error) {
	c := Changes{values: map[string]any{}}
	if len(bytes.TrimSpace(record)) == 0 {
		return c, nil
	}
	d := json.NewDecoder(bytes.NewReader(record))
	d.UseNumber()
	var object map[string]any
	if err := d.Decode(&object); err != nil || object == nil {
		return Changes{}, &Refused{Rule: notAnObject}
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Changes{}, &Refused{Rule: notAnObject}
	}
	return c, c.add("", object)
}

// add takes the members of an object, in the order of their names.
func (c *Changes) add(prefix string, object map[string]any) error {
	for _, name := range slices.Sorted(maps.Keys(object)) {
		path, value := prefix+name, object[name]
		if path == "entreprise.siret" {
			path = "siret"
		}
		if slices.Contains(life, path) {
			continue
		}
		if slices.Contains(objects, path) {
			nested, isObject := value.(map[string]any)
			switch {
			case isObject:
				if err := c.add(path+".", nested); err != nil {
					return err
				}
			case value == nil:
				c.removed = append(c.removed, path+".")
			default:
				return &Refused{Field: path, Rule: notAnObject, Want: "un objet, ou null"}
			}
			continue
		}
		if _, twice := c.values[path]; twice {
			return &Refused{Field: path, Rule: givenTwice}
		}
		c.values[path] = value
	}
	return nil
}

// nested writes flat names as the source does: of an object that is dropped at the door,
// the reader knows the name.
func nested(flat map[string]any) map[string]any {
	record := map[string]any{}
	for path, value := range flat {
		name, member, found := strings.Cut(path, ".")
		if !found || !slices.Contains(objects, name) {
			record[path] = value
			continue
		}
		object, _ := record[name].(map[string]any)
		if object == nil {
			object = map[string]any{}
			record[name] = object
		}
		object[member] = value
	}
	return record
}

// Fields of the life of an offer, which a draft does not change: its identity, its
// origin, when it was created and how it ended.
var life = []string{
	"id", "dateCreation", "dateActualisation", "origineOffre", "origineOffre.origine", "origineOffre.partenaires", "canal",
	"dateCloture", "motifCloture", "postesPourvus", "datePourvoi", "supprime",
}

// objects are the fields that hold fields; they may be null as a whole.
var objects = []string{"lieuTravail", "entreprise", "salaire"}

// follows says which fields go with another one that changes, unless they are given
// too: a place is one place, a code and a label one title, and a label that speaks of
// the old contract, hours or experience would be read again.
var follows = map[string][]string{
	"lieuTravail.commune":         {"lieuTravail.codePostal", "lieuTravail.libelle", "lieuTravail.latitude", "lieuTravail.longitude"},
	"lieuTravail.codePostal":      {"lieuTravail.commune", "lieuTravail.libelle", "lieuTravail.latitude", "lieuTravail.longitude"},
	"lieuTravail.libelle":         {"lieuTravail.commune", "lieuTravail.codePostal", "lieuTravail.latitude", "lieuTravail.longitude"},
	"appellationlibelle":          {"appellationCode"},
	"appellationCode":             {"appellationlibelle"},
	"typeContrat":                 {"typeContratLibelle"},
	"experienceLibelle":           {"experienceExige"},
	"dureeTravailLibelle":         {"dureeTravailLibelleConverti"},
	"dureeTravailLibelleConverti": {"dureeTravailLibelle"},
}

// On gives the record of an offer, by flat wire names, with the changes; what is removed
// is not in it.
func (c Changes) On(before map[string]any) map[string]any {
	after := c.on(before)
	maps.DeleteFunc(after, func(_ string, value any) bool { return value == nil })
	return after
}

// on gives the record of an offer with the changes, by flat wire names.
func (c Changes) on(before map[string]any) map[string]any {
	after := maps.Clone(before)
	if after == nil {
		after = map[string]any{}
	}
	for _, prefix := range c.removed {
		maps.DeleteFunc(after, func(name string, _ any) bool { return strings.HasPrefix(name, prefix) })
	}
	for name, value := range c.values {
		if value == nil || isSame(before[name], value) {
			continue
		}
		for _, other := range follows[name] {
			if _, given := c.values[other]; !given {
				delete(after, other)
			}
		}
	}
	maps.Copy(after, c.values)
	return after
}

// isSame tells a field that is given with the value it has.
func isSame(before, value any) bool {
	if reflect.DeepEqual(before, value) {
		return true
	}
	return before != nil && value != nil && strings.TrimSpace(fmt.Sprint(before)) == strings.TrimSpace(fmt.Sprint(value))
}

// names says whether the draft itself gives a field.
func (c Changes) names(field string) bool { return c.values[field] != nil }
