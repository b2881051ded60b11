package diagnosis

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"vigie/data/rules"
)

// Rule is one line of the table: a difficulty, one of the conditions by which it is
// found, and the services that answer it.
type Rule struct {
	Difficulty string // code; the lines of one follow each other
	Title      string
	Condition  string // code of what is examined
	When       string // the condition for a reader; {name} is the rule of that name
	Services   []string
	Why        string
	Source     string
}

// Service is one of the catalogue.
type Service struct {
	Code        string
	Label       string
	DeliveredAs string      // its code in the source of services delivered; "" = none
	From, Below *rules.Rule // months of contract that it is for; nil = any
	Source      string
}

// suits tells whether a service is for a contract of so many months: nil is unknown,
// infinite a permanent one.
func (s Service) suits(months *float64) bool {
	if s.From == nil && s.Below == nil {
		return true
	}
	return months != nil && (s.From == nil || *months >= s.From.Float()) && (s.Below == nil || *months < s.Below.Float())
}

// catalogue is the table of rules and the services that it names.
type catalogue struct {
	rules    []Rule
	services map[string]Service
	order    []Service
}

// embedded is the catalogue of the program: a mistake in it is one of the program.
var embedded = sync.OnceValue(func() catalogue {
	c, err := readCatalogue(rules.Diagnosis, rules.Services)
	if err != nil {
		panic(err)
	}
	return c
})

// Rules are the lines of the table, in the order in which difficulties are told.
func Rules() []Rule { return embedded().rules }

// Services are those of the catalogue, in its order.
func Services() []Service { return embedded().order }

// ServiceOf is the service of a code that the table names.
func ServiceOf(code string) Service { return embedded().services[code] }

// Cited finds the rules that a condition names.
var Cited = regexp.MustCompile(`\{([a-z0-9_]+)\}`)

// readCatalogue reads both tables and holds them against each other, against the
// rules and against what the program examines.
func readCatalogue(table, services []byte) (c catalogue, err error) {
	c.services = map[string]Service{}
	err = eachLine(services, []string{"service", "label", "delivered_as", "months_from", "months_below", "source"}, func(f []string) error {
		s := Service{Code: f[0], Label: f[1], DeliveredAs: f[2], Source: f[5]}
		if s.From, err = find(lengths, f[3]); err != nil {
			return err
		}
		if s.Below, err = find(lengths, f[4]); err != nil {
			return err
		}
		if _, twice := c.services[s.Code]; twice || s.Code == "" || s.Label == "" || s.Source == "" {
			return fmt.Errorf("service %q: given twice, or without a label or a source", s.Code)
		}
		c.services[s.Code], c.order = s, append(c.order, s)
		return nil
	})
	if err != nil {
		return c, fmt.Errorf("read services.csv: %w", err)
	}
	titles, proposed, examined := map[string]string{}, map[string]bool{}, map[string]bool{}
	err = eachLine(table, []string{"difficulty", "title", "condition", "when", "services", "why", "source"}, func(f []string) error {
		r := Rule{Difficulty: f[0], Title: f[1], Condition: f[2], When: f[3], Services: strings.Fields(f[4]), Why: f[5], Source: f[6]}
		if slices.Contains(f, "") {
			return fmt.Errorf("condition %q: an empty field", r.Condition)
		}
		if conditions[r.Condition] == nil || examined[r.Condition] {
			return fmt.Errorf("condition %q: twice, or nothing that is examined", r.Condition)
		}
		title, known := titles[r.Difficulty]
		if known && (title != r.Title || c.rules[len(c.rules)-1].Difficulty != r.Difficulty) {
			return fmt.Errorf("difficulty %q: two titles, or its lines are apart", r.Difficulty)
		}
		for _, cited := range Cited.FindAllStringSubmatch(r.When, -1) {
			if _, err := find(rules.All(), cited[1]); err != nil {
				return err
			}
		}
		for _, code := range r.Services {
			if _, known := c.services[code]; !known {
				return fmt.Errorf("condition %q: no service %q", r.Condition, code)
			}
			proposed[code] = true
		}
		if !slices.ContainsFunc(r.Services, func(code string) bool { return c.services[code].suits(nil) }) {
			return fmt.Errorf("condition %q: no service for every contract", r.Condition)
		}
		titles[r.Difficulty], examined[r.Condition] = r.Title, true
		c.rules = append(c.rules, r)
		return nil
	})
	if err != nil {
		return c, fmt.Errorf("read diagnosis.csv: %w", err)
	}
	for name := range conditions {
		if !examined[name] {
			return c, fmt.Errorf("read diagnosis.csv: condition %q has no line", name)
		}
	}
	for _, s := range c.order {
		if !proposed[s.Code] {
			return c, fmt.Errorf("read services.csv: service %q answers nothing", s.Code)
		}
	}
	return c, nil
}

// eachLine hands over the lines of a CSV whose header is known.
func eachLine(file []byte, header []string, visit func(fields []string) error) error {
	lines, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		return err
	}
	if len(lines) == 0 || !slices.Equal(lines[0], header) {
		return fmt.Errorf("columns are not %v", header)
	}
	for _, fields := range lines[1:] {
		if err := visit(fields); err != nil {
			return err
		}
	}
	return nil
}

// lengths are the rules that a service may be bound by.
var lengths = []*rules.Rule{rules.TrainingShortMonths, rules.TrainingLongMonths}

// find is the rule of a name; nil for none.
func find(among []*rules.Rule, name string) (*rules.Rule, error) {
	if name == "" {
		return nil, nil
	}
	i := slices.IndexFunc(among, func(r *rules.Rule) bool { return r.Name == name })
	if i < 0 {
		return nil, fmt.Errorf("no rule %q", name)
	}
	return among[i], nil
}
