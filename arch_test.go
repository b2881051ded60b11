package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

// mayImport is which of our packages each of our packages may import: flow goes
// one way, ingest → transform → analytics → api, and stages meet at files.
var mayImport = map[string][]string{
	"data":                      {},
	"data/rules":                {},
	"data/calendar":             {"data/rules"},
	"data/labels":               {"data/rules"},
	"data/pattern":              {},
	"data/glossary":             {},
	"data/verbatims":            {"data/labels"},
	"data/wording":              {"data/labels", "data/pattern", "data/rules"},
	"data/realdata":             {},
	"data/scorepage":            {"data/realdata"},
	"data/reference":            {"data", "data/labels"},
	"data/sample":               {"data", "data/labels", "data/reference", "data/rules"},
	"ingest":                    {"data", "data/labels", "data/reference", "data/rules"},
	"transform/model":           {"data/rules", "data/verbatims", "data/wording", "transform/duplicate"},
	"transform/model/modeltest": {"transform/model"},
	"transform/transformtest":   {"transform/model"},
	"transform/duplicate":       {"data/labels"},
	"transform":                 {"data/rules", "transform/duplicate", "transform/model"},
	"analytics/attractivity":    {"data/rules", "transform/model"},
	"analytics/pools":           {"data/labels", "data/rules", "transform/model"},
	"analytics/prospects":       {"analytics/pools", "data/rules", "transform/model"},
	"analytics/shelf":           {},
	"analytics/performance":     {"analytics/disclosure", "analytics/shelf", "data/rules", "transform/model"},
	"analytics/market":          {"analytics/disclosure", "transform/model"},
	"analytics/diagnosis":       {"analytics/attractivity", "analytics/pools", "analytics/prospects", "analytics/quality", "data/rules", "transform/model"},
	"analytics/columns":         {},
	"analytics/disclosure":      {"data/rules"},
	"analytics/quality":         {"data/labels", "data/rules", "data/wording"},
	"analytics/draft":           {"ingest", "transform/model"},
	"analytics/diff":            {"analytics/performance", "data", "transform/model"},
	"analytics":                 {"analytics/attractivity", "analytics/columns", "analytics/diagnosis", "analytics/diff", "analytics/disclosure", "analytics/draft", "analytics/market", "analytics/performance", "analytics/pools", "analytics/prospects", "analytics/quality", "analytics/shelf", "data", "data/calendar", "data/glossary", "data/rules", "data/verbatims", "transform", "transform/model"},
	"api/openapi":               {"api/export", "analytics", "analytics/attractivity", "analytics/diagnosis", "analytics/diff", "analytics/market", "analytics/performance", "analytics/pools", "analytics/prospects", "analytics/quality", "data/verbatims"},
	"api/web":                   {"api/openapi", "analytics", "analytics/attractivity", "analytics/diagnosis", "analytics/market", "analytics/performance", "analytics/pools", "analytics/quality", "data/rules"},
	"api/export":                {},
	"api":                       {"api/export", "analytics", "analytics/attractivity", "analytics/diagnosis", "analytics/diff", "analytics/disclosure", "analytics/market", "analytics/performance", "analytics/pools", "analytics/prospects", "analytics/quality", "api/openapi", "api/web", "data", "data/glossary", "data/rules", "data/verbatims"},
}

// onlyIn is where alone a library may be imported, with the reason.
var onlyIn = map[string]struct {
	packages []string
	why      string
}{
	"github.com/duckdb/duckdb-go/v2":           {[]string{"transform/model"}, "one place opens DuckDB, with the settings that make answers the same everywhere"},
	"github.com/labstack/echo/v4":              {[]string{"api", "api/openapi"}, "handlers do not depend on the HTTP library"},
	"github.com/parquet-go/parquet-go":         {[]string{"ingest", "data/reference", "analytics/columns", "api/export"}, "past ingest, Parquet is written by DuckDB and read by it, but for what a server holds in memory and the answers that it gives"},
	"github.com/apache/arrow-go/v18/arrow/ipc": {[]string{"api/export"}, "one door gives Arrow streams"},
	"github.com/xuri/excelize/v2":              {[]string{"api/export"}, "one door gives workbooks"},
	"github.com/alecthomas/kong":               {[]string{""}, "only the command line reads flags and the environment"},
	"github.com/rickar/cal/v2":                 {[]string{"data/calendar"}, "working days are a table, made in one place"},
	"github.com/schollz/progressbar/v3":        {[]string{""}, "only the command line draws"},
}

func TestImportDirections(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, "vigie"), "/")
		allowed, listed := mayImport[name]
		for _, imported := range p.Imports {
			if ours, ok := strings.CutPrefix(imported, "vigie/"); ok && name != "" {
				if !listed {
					t.Errorf("package %s: add it to mayImport", name)
				} else if !slices.Contains(allowed, ours) {
					t.Errorf("%s imports %s: not in its direction (see mayImport)", name, ours)
				}
			}
			if imported == "vigie" {
				t.Errorf("%s imports main", name)
			}
			if rule, ok := onlyIn[imported]; ok && !slices.Contains(rule.packages, name) {
				t.Errorf("%s imports %s, allowed in %v: %s", name, imported, rule.packages, rule.why)
			}
		}
	}
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	for _, p := range packages(t) {
		if strings.TrimSpace(p.Doc) == "" {
			t.Errorf("package %s has no comment that says what it does", path.Base(p.ImportPath))
		}
	}
}

type goPackage struct {
	ImportPath, Doc string
	Imports         []string
}

func packages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports,Doc", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []goPackage
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(p.ImportPath, "node_modules") { // fetched, not ours
			continue
		}
		all = append(all, p)
	}
}
