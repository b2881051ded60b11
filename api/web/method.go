package web

import (
	"bytes"
	"fmt"
	"html/template"
	"regexp"
	"slices"

	"vigie/data/rules"
)

// methodData is what the methodology page lists below its text.
type methodData struct{ Rules []*rules.Rule }

// Method draws the page that defines the widget's figures. Its constants are those of
// the rules that its text cites; they are listed with their sources in the same order.
func Method() ([]byte, error) {
	cited, err := citedRules()
	if err != nil {
		return nil, err
	}
	return render(french, "method", view{Title: "Méthode du widget", Section: "method", Data: methodData{cited}})
}

// citation finds the rules that the text cites.
var citation = regexp.MustCompile(`\{\{rule "([a-z0-9_]+)"\}\}`)

func citedRules() ([]*rules.Rule, error) {
	text, err := files.ReadFile("html/method.html")
	if err != nil {
		return nil, fmt.Errorf("read methodology: %w", err)
	}
	var cited []*rules.Rule
	for _, found := range citation.FindAllSubmatch(text, -1) {
		r, err := ruleNamed(string(found[1]))
		if err != nil {
			return nil, err
		}
		if !slices.Contains(cited, r) {
			cited = append(cited, r)
		}
	}
	return cited, nil
}

func ruleNamed(name string) (*rules.Rule, error) {
	all := rules.All()
	i := slices.IndexFunc(all, func(r *rules.Rule) bool { return r.Name == name })
	if i < 0 {
		return nil, fmt.Errorf("write methodology: no rule %q", name)
	}
	return all[i], nil
}

// ruleText writes a rule's value with its unit.
func ruleText(name string) (string, error) {
	r, err := ruleNamed(name)
	if err != nil {
		return "", err
	}
	return constant(r), nil
}

// ruleLink writes a rule's value as a link to its source.
func ruleLink(name string) (template.HTML, error) {
	text, err := ruleText(name)
	var b bytes.Buffer
	fmt.Fprintf(&b, `<a class="constant" href="#regle-%s">%s</a>`, name, template.HTMLEscapeString(text))
	return template.HTML(b.String()), err //nolint:gosec // a rule's name, and a text escaped above
}

// constant writes a rule's value: a share as a percentage, others with their unit.
func constant(r *rules.Rule) string {
	switch r.Unit {
	case "part":
		return french.percentage(r.Value)
	case "rang centile":
		return french.number(r.Value, 2)
	case "écarts-types":
		return french.number(r.Value, 2) + nbsp + r.Unit
	}
	return french.short(r.Value) + nbsp + r.Unit
}
