package main

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"vigie/analytics"
	"vigie/data/rules"
	"vigie/transform/model"
)

var updateRules = flag.Bool("update-rules", false, "write which packages read each rule")

const rulesFile = "data/rules/rules.go"

// TestRuleUsers keeps data/rules/users.csv true, and no rule idle: each is read
// by Go or by SQL.
func TestRuleUsers(t *testing.T) {
	readers := goReaders(t, ruleVariables(t))
	var text bytes.Buffer
	fmt.Fprintln(&text, "rule,package")
	for _, r := range rules.All() {
		for _, p := range readers[r.Name] {
			fmt.Fprintf(&text, "%s,%s\n", r.Name, p)
		}
	}
	const file = "data/rules/users.csv"
	if *updateRules {
		if err := os.WriteFile(file, text.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if kept, err := os.ReadFile(file); err != nil || !bytes.Equal(kept, text.Bytes()) {
		t.Errorf("%s is stale: go test . -run RuleUsers -update-rules", file)
	}
	db, err := model.Open(t.Context(), testDay, model.Settings{Threads: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	models, err := analytics.Models(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rules.All() {
		inSQL := slices.ContainsFunc(models, func(m model.Model) bool { return slices.Contains(m.Rules, r.Name) })
		if !inSQL && len(readers[r.Name]) == 0 {
			t.Errorf("rule %s is read by nothing: delete it", r.Name)
		}
	}
}

// ruleVariables maps the Go name of each rule to its name.
func ruleVariables(t *testing.T) map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), rulesFile, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		if call, ok := spec.Values[0].(*ast.CallExpr); ok && len(call.Args) > 0 {
			if name, ok := call.Args[0].(*ast.BasicLit); ok {
				names[spec.Names[0].Name] = strings.Trim(name.Value, `"`)
			}
		}
		return true
	})
	if len(names) != len(rules.All()) {
		t.Fatalf("%d rules in %s, %d defined", len(names), rulesFile, len(rules.All()))
	}
	return names
}

// goReaders finds rules.Name in the sources, tests apart.
func goReaders(t *testing.T, names map[string]string) map[string][]string {
	t.Helper()
	readers := map[string][]string{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || (strings.HasPrefix(d.Name(), ".") && path != ".")) {
			return filepath.SkipDir
		}
		if filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if pkg, ok := sel.X.(*ast.Ident); ok && pkg.Name == "rules" {
				rule, user := names[sel.Sel.Name], filepath.ToSlash(filepath.Dir(path))
				if rule != "" && !slices.Contains(readers[rule], user) {
					readers[rule] = append(readers[rule], user)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return readers
}
