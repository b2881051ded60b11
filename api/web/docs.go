package web

import (
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"vigie/api/openapi"
)

// docsData is the document, as the page tells it.
type docsData struct {
	Intro   []string
	Groups  []docsGroup
	Schemas []docsSchema
	Errors  []docsError
}

type docsGroup struct {
	Name, Text string
	Operations []docsOperation
}

type docsOperation struct {
	ID, Method, Path, Summary, Text, Answer string
	Parameters                              []docsParameter
}

type docsParameter struct {
	Name, In, Accepts, Default, Text string
	Required                         bool
}

type docsSchema struct {
	Name, Text string
	Fields     []docsField
}

type docsField struct{ Name, Type, Link, Text string }

type docsError struct {
	Anchor, Title, Detail string
	Status                int
}

// Docs draws the document as a page, with the kinds of errors.
func Docs(doc *openapi3.T, kinds []openapi.Problem) ([]byte, error) {
	d := docsData{Intro: strings.Split(doc.Info.Description, "\n\n")}
	for _, tag := range doc.Tags {
		d.Groups = append(d.Groups, docsGroup{Name: upperFirst(tag.Name), Text: tag.Description, Operations: docsOperations(doc, tag.Name)})
	}
	for _, name := range slices.Sorted(maps.Keys(doc.Components.Schemas)) {
		s := doc.Components.Schemas[name].Value
		out := docsSchema{Name: name, Text: s.Description}
		for _, field := range slices.Sorted(maps.Keys(s.Properties)) {
			out.Fields = append(out.Fields, describeField(field, s.Properties[field]))
		}
		if len(out.Fields) == 0 {
			out.Text = strings.TrimSpace(out.Text + " " + accepts(s))
		}
		d.Schemas = append(d.Schemas, out)
	}
	for _, k := range kinds {
		d.Errors = append(d.Errors, docsError{Anchor: strings.TrimPrefix(k.Type, "/docs#"), Title: k.Title, Detail: k.Detail, Status: k.Status})
	}
	return render(french, "docs", view{Title: "Interface", Section: "docs", Data: d})
}

// docsOperations lists the operations whose first tag is this one, by path.
func docsOperations(doc *openapi3.T, tag string) []docsOperation {
	var list []docsOperation
	for _, path := range slices.Sorted(maps.Keys(doc.Paths.Map())) {
		for method, o := range doc.Paths.Value(path).Operations() {
			if o.Tags[0] != tag {
				continue
			}
			op := docsOperation{ID: o.OperationID, Method: method, Path: path, Summary: o.Summary, Text: o.Description, Answer: answerOf(o)}
			for _, p := range o.Parameters {
				s := p.Value.Schema.Value
				param := docsParameter{Name: p.Value.Name, In: map[string]string{"path": "adresse", "query": "requête"}[p.Value.In],
					Accepts: accepts(s), Text: p.Value.Description, Required: p.Value.Required}
				if s.Default != nil {
					param.Default = fmt.Sprint(s.Default)
				}
				op.Parameters = append(op.Parameters, param)
			}
			list = append(list, op)
		}
	}
	return list
}

// answerOf names the schema of an operation's answer.
func answerOf(o *openapi3.Operation) string {
	ok := o.Responses.Value("200")
	if ok == nil || ok.Value.Content.Get("application/json") == nil {
		return ""
	}
	return refName(ok.Value.Content.Get("application/json").Schema)
}

func describeField(name string, ref *openapi3.SchemaRef) docsField {
	s := ref.Value
	f := docsField{Name: name, Link: refName(ref), Text: s.Description}
	switch {
	case f.Link != "":
	case len(s.AllOf) == 1:
		f.Link = refName(s.AllOf[0])
	case s.Items != nil && refName(s.Items) != "":
		f.Link, f.Type = refName(s.Items), "[ ]"
	default:
		f.Type = accepts(s)
	}
	if s.Nullable {
		f.Type = strings.TrimSpace(f.Type + " ou null")
	}
	return f
}

func refName(ref *openapi3.SchemaRef) string {
	return strings.TrimPrefix(ref.Ref, "#/components/schemas/")
}

// accepts says what a schema takes, shortly.
func accepts(s *openapi3.Schema) string {
	var words []string
	for _, v := range s.Enum {
		if v != nil {
			words = append(words, fmt.Sprint(v))
		}
	}
	if len(words) > 0 {
		return strings.Join(words, ", ")
	}
	text := strings.Join(s.Type.Slice(), ", ")
	if s.Items != nil {
		text += " de " + accepts(s.Items.Value)
	}
	if s.Min != nil && s.Max != nil {
		text += fmt.Sprintf(" de %v à %v", *s.Min, *s.Max)
	}
	if s.Pattern != "" {
		text += " " + s.Pattern
	}
	return text
}

func upperFirst(s string) string {
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// prose writes a text of the document: what is between backquotes is code.
func prose(text string) template.HTML {
	parts := strings.Split(template.HTMLEscapeString(text), "`")
	for i := 1; i < len(parts)-1; i += 2 {
		parts[i] = "<code>" + parts[i] + "</code>"
	}
	return template.HTML(strings.Join(parts, "")) //nolint:gosec // escaped above
}
