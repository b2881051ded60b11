package rules

import (
	_ "embed"
	"strings"
)

// users.csv says which packages read each rule in Go: columns rule, package. A
// test writes it from the sources.
//
//go:embed users.csv
var users string

// Rule is one business constant.
type Rule struct {
	Name    string  // snake_case; the SQL macro is rule_<Name>()
	Value   float64 // in Unit
	Unit    string
	Meaning string
	Seed    string // section of the seed document or of the method
}

// Int returns the value of a rule that counts something.
func (r *Rule) Int() int { return int(r.Value) }

// Users are the packages that read the rule in Go, sorted.
func (r *Rule) Users() []string {
	var packages []string
	for line := range strings.Lines(users) {
		rule, user, _ := strings.Cut(strings.TrimSpace(line), ",")
		if rule == r.Name {
			packages = append(packages, user)
		}
	}
	return packages
}

// Float returns the value.
func (r *Rule) Float() float64 { return r.Value }

var all []*Rule

// All returns the rules in the order of rules.go.
func All() []*Rule { return all }

// Find returns the rules whose name or meaning holds word, in any case.
func Find(word string) []*Rule {
	word = strings.ToLower(word)
	var found []*Rule
	for _, r := range all {
		if strings.Contains(strings.ToLower(r.Name+" "+r.Meaning+" "+r.Seed), word) {
			found = append(found, r)
		}
	}
	return found
}

func define(name string, value float64, unit, meaning, seed string) *Rule {
	r := &Rule{Name: name, Value: value, Unit: unit, Meaning: meaning, Seed: seed}
	all = append(all, r)
	return r
}
