package ingest

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestEveryRuleHasItsRows reads in the sources' files which rules they hold their
// fields to, and wants two rows of ruleCases for each: one that breaks the rule and
// one with that field that keeps every rule.
func TestEveryRuleHasItsRows(t *testing.T) {
	checked := rulesOfSources(t)
	if len(checked) < 80 {
		t.Fatalf("only %d rules are found in the sources' files", len(checked))
	}
	used := map[string]bool{}
	for _, c := range checked {
		used[c.rule] = true
		breaks := slices.ContainsFunc(ruleCases, func(r ruleCase) bool {
			return r.source == c.source && r.want == c.rule+" "+c.field
		})
		keeps := tells(valid[c.source], c.field) || slices.ContainsFunc(ruleCases, func(r ruleCase) bool {
			return r.source == c.source && r.want == "" && tells(r.of(), c.field)
		})
		if !breaks {
			t.Errorf("no row of ruleCases breaks %s of %s.%s", c.rule, c.source, c.field)
		}
		if !keeps {
			t.Errorf("no row of ruleCases keeps %s of %s.%s", c.rule, c.source, c.field)
		}
	}
	for _, r := range Rules() { // those of any record are in TestRulesOfAnyRecord
		if !used[r.Code] && !slices.Contains([]string{"json_invalid", "csv_invalid", "encoding_invalid", "record_too_long"}, r.Code) {
			t.Errorf("no source checks %s", r.Code)
		}
	}
}

// tells says whether a record has a field: its own value, or that of the object or
// list around it; a vintage may follow the name.
func tells(r record, field string) bool {
	outer, _, _ := strings.Cut(field, ".")
	for name, value := range r {
		if value != nil && value != "" && slices.Contains([]string{field, outer}, strings.TrimRight(name, "0123456789")) {
			return true
		}
	}
	return r[field] != nil && r[field] != ""
}

// TestRulesOfAnyRecord: what every source refuses whatever its fields, and beside it
// what it takes.
func TestRulesOfAnyRecord(t *testing.T) {
	for _, s := range Sources() {
		name := s.Info().Name
		good := lines(t, valid[name])
		for _, c := range []struct {
			want string
			text []byte
		}{
			{"json_invalid", []byte("{\n")},
			{"json_invalid", []byte("[]\n")},
			{"encoding_invalid", []byte("{\"nouveau\":\"\xff\"}\n")},
			{"record_too_long", append(append([]byte(`{"nouveau":"`), bytes.Repeat([]byte("x"), maxRecord)...), "\"}\n"...)},
		} {
			refused := check(t, name, append(bytes.Clone(good), c.text...))
			if len(refused) != 1 || refused[0].Rule != c.want || refused[0].Line != 2 {
				t.Errorf("%s: %+v, want %s on line 2", name, refused, c.want)
			}
		}
		f := newFixture(t)
		broken := strings.Repeat(";", len(valid[name])) + "\n" // a cell too many
		f.put(name+"/a.csv", append(csvOf(t, valid[name]), broken...))
		r := f.run(Options{}).Files[0]
		if r.Read != 2 || r.Loaded != 1 || r.Rules["csv_invalid"] != 1 || len(r.Drift) > 0 {
			t.Errorf("%s as CSV: %+v", name, r)
		}
	}
}

// csvOf writes a record as CSV.
func csvOf(t *testing.T, r record) []byte {
	t.Helper()
	names := slices.Sorted(maps.Keys(r))
	cells := make([]string, len(names))
	for i, name := range names {
		if text, ok := r[name].(string); ok {
			cells[i] = text
			continue
		}
		text, err := json.Marshal(r[name])
		if err != nil {
			t.Fatal(err)
		}
		cells[i] = string(text)
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Comma = ';'
	if err := w.WriteAll([][]string{names, cells}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestTypes gives every field that is no text a value of another type, and one of its own.
func TestTypes(t *testing.T) {
	values := map[kind][2]any{
		kindInstant: {"2025-03-20T10:00:00+01:00", "bientôt"}, kindFloat: {"1,5", "beaucoup"}, kindInt: {"2", 2.5},
		kindBool: {"N", "peut-être"}, kindTexts: {[]any{}, map[string]any{"a": 1}}, kindList: {[]any{}, map[string]any{"a": 1}},
	}
	for _, s := range Sources() {
		info := s.Info()
		for _, f := range info.Fields {
			for k, v := range values {
				if f.Type != k.String() {
					continue
				}
				wrong := "type_invalid " + f.Name
				if got := verdict(t, info.Name, valid[info.Name].with(f.Name, v[0])); got == wrong {
					t.Errorf("%s.%s = %v: %s", info.Name, f.Name, v[0], got)
				}
				if got := verdict(t, info.Name, valid[info.Name].with(f.Name, v[1])); got != wrong {
					t.Errorf("%s.%s = %v: %q, want %q", info.Name, f.Name, v[1], got, wrong)
				}
			}
		}
	}
}

// ruleUse is a rule that a source holds a field to.
type ruleUse struct{ source, field, rule string }

// rulesOfSources finds in the sources' files every check of a field: the calls of
// the checker's methods, and the rules named beside a field.
func rulesOfSources(t *testing.T) []ruleUse {
	t.Helper()
	files := parseIngest(t)
	codes, methods := ruleCodes(t, files), checkerMethods(files)
	uses := map[ruleUse]bool{}
	for _, s := range Sources() {
		name := s.Info().Name
		note := func(list []ast.Expr) {
			for i := range len(list) - 1 {
				rule, isName := list[i].(*ast.Ident)
				if field := textOf(list[i+1]); isName && codes[rule.Name] != "" && field != "" {
					uses[ruleUse{name, field, codes[rule.Name]}] = true
				}
			}
		}
		ast.Inspect(files[typeName(s)+".go"], func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ReturnStmt:
				note(n.Results)
			case *ast.CallExpr:
				note(n.Args)
				method, ok := n.Fun.(*ast.SelectorExpr)
				if !ok || len(n.Args) == 0 {
					return true
				}
				if field := textOf(n.Args[0]); field != "" {
					for rule := range methods[method.Sel.Name] {
						uses[ruleUse{name, field, codes[rule]}] = true
					}
				}
			}
			return true
		})
		if key := keyOf(s); key != "" {
			uses[ruleUse{name, key, "required"}] = true
		}
	}
	return slices.SortedFunc(maps.Keys(uses), func(a, b ruleUse) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
}

// keyOf names the key of a source, "" where it is made of other fields.
func keyOf(s Source) string {
	key := s.(interface{ keyName() string }).keyName()
	if strings.HasPrefix(key, "_") {
		return ""
	}
	return key
}

func (s *source[T]) keyName() string { return s.plan.key.name }

func parseIngest(t *testing.T) map[string]*ast.File {
	t.Helper()
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	set, files := token.NewFileSet(), map[string]*ast.File{}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files[path] = file
	}
	return files
}

// ruleCodes reads rules.go: the code of each constant.
func ruleCodes(t *testing.T, files map[string]*ast.File) map[string]string {
	t.Helper()
	codes := map[string]string{}
	ast.Inspect(files["rules.go"], func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Values) == 1 {
			codes[spec.Names[0].Name] = textOf(spec.Values[0])
		}
		return true
	})
	if len(codes) != len(Rules()) {
		t.Fatalf("rules.go defines %d rules and lists %d", len(codes), len(Rules()))
	}
	return codes
}

// checkerMethods gives the rules that each method of checker may find broken, those
// of the methods it calls included.
func checkerMethods(files map[string]*ast.File) map[string]map[string]bool {
	rules, calls := map[string]map[string]bool{}, map[string][]string{}
	for _, file := range files {
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Recv == nil || f.Name.Name == "fail" {
				continue
			}
			if star, ok := f.Recv.List[0].Type.(*ast.StarExpr); !ok || fmt.Sprint(star.X) != "checker" {
				continue
			}
			found := map[string]bool{}
			ast.Inspect(f.Body, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.Ident:
					if strings.HasPrefix(n.Name, "rule") {
						found[n.Name] = true
					}
				case *ast.SelectorExpr:
					calls[f.Name.Name] = append(calls[f.Name.Name], n.Sel.Name)
				}
				return true
			})
			rules[f.Name.Name] = found
		}
	}
	for range len(rules) { // as often as calls may lie in one another
		for name, called := range calls {
			for _, inner := range called {
				maps.Copy(rules[name], rules[inner])
			}
		}
	}
	return rules
}

// textOf is the value of a text literal, else "".
func textOf(e ast.Expr) string {
	literal, ok := e.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return ""
	}
	text, err := strconv.Unquote(literal.Value)
	if err != nil {
		return ""
	}
	return text
}

func TestRulesAreListed(t *testing.T) {
	for _, r := range Rules() {
		if r.Code == "" || r.Meaning == "" {
			t.Errorf("rule %+v says nothing", r)
		}
	}
}
