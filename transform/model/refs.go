package model

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// RulePrefix starts the name of the macro of a business rule.
const RulePrefix = "rule_"

// Inspect reads off DuckDB's parse tree what each model reads and which rules
// it uses, through the prelude's functions too, and checks the house rules of
// SQL: tables named with their schema, columns named in what is written, no
// clock, no chance, and in analytics no business threshold in figures.
func Inspect(ctx context.Context, db *DB, models []Model) ([]Model, error) {
	macros, err := db.macroRules(ctx)
	if err != nil {
		return nil, err
	}
	session, err := db.Session(ctx)
	if err != nil {
		return nil, err
	}
	defer session.Close()
	out := make([]Model, len(models))
	for i, m := range models {
		tree, err := session.parseTree(ctx, m.SQL)
		if err != nil {
			return nil, fmt.Errorf("model %s: %w", m.File, err)
		}
		f := facts{model: m, macros: macros, refs: map[string]bool{}, rules: map[string]bool{}, ctes: map[string]bool{}}
		f.findCTEs(tree)
		f.walk(tree)
		if hasStar(tree) && !m.IsView() {
			f.faults = append(f.faults, "its last SELECT names no columns: list them, so that a new column upstream is not published unseen")
		}
		if len(f.faults) > 0 {
			return nil, fmt.Errorf("model %s: %s", m.File, strings.Join(f.faults, "; "))
		}
		if err := session.auditRules(ctx, m, f); err != nil {
			return nil, err
		}
		if m.IsCarried() && m.partsOf() == "" { // carry.go reads it
			f.refs[wonTable] = true
		}
		for _, table := range append([]string{m.Header["follows"], m.Header["touched"]}, m.partTables()...) {
			if table != "" {
				f.refs[table] = true
			}
		}
		for _, table := range m.With() {
			f.refs[table] = true
		}
		m.Refs, m.Rules = sortedKeys(f.refs), sortedKeys(f.rules)
		out[i] = m
	}
	return out, nil
}

// auditRules adds the rules that the audits of a model use to those of its SELECT.
// Nothing else is asked of an audit: its figures bound what may be published.
func (s *Session) auditRules(ctx context.Context, m Model, f facts) error {
	if len(m.Audits) == 0 {
		return nil
	}
	tree, err := s.parseTree(ctx, "select ("+strings.Join(m.Audits, "), (")+")")
	if err != nil {
		return fmt.Errorf("model %s, one of its audits: %w", m.File, err)
	}
	f.walk(tree)
	return nil
}

var ruleCall = regexp.MustCompile(RulePrefix + `(\w+)\(`)

// macroRules says for each function of the prelude which rules it rests on,
// through other functions of the prelude too.
func (db *DB) macroRules(ctx context.Context) (map[string][]string, error) {
	rows, err := db.Query(ctx, "select function_name, macro_definition from duckdb_functions() where function_type = 'macro' and not internal")
	if err != nil {
		return nil, fmt.Errorf("list macros: %w", err)
	}
	defer rows.Close()
	definitions := map[string]string{}
	for rows.Next() {
		var name, definition string
		if err := rows.Scan(&name, &definition); err != nil {
			return nil, err
		}
		definitions[name] = definition
	}
	rulesOf := map[string][]string{}
	for name := range definitions {
		found := map[string]bool{}
		collect(name, definitions, found)
		rulesOf[name] = sortedKeys(found)
	}
	return rulesOf, rows.Err()
}

func collect(name string, definitions map[string]string, found map[string]bool) {
	if rule, isRule := strings.CutPrefix(name, RulePrefix); isRule {
		found[rule] = true
		return
	}
	for _, call := range ruleCall.FindAllStringSubmatch(definitions[name], -1) {
		found[call[1]] = true
	}
	for other := range definitions {
		if other != name && !strings.HasPrefix(other, RulePrefix) && strings.Contains(definitions[name], other+"(") {
			collect(other, definitions, found)
		}
	}
}

// parseTree gives DuckDB's own parse of one SELECT.
func (s *Session) parseTree(ctx context.Context, query string) (any, error) {
	var text string
	if err := s.QueryRow(ctx, "select json_serialize_sql(?::varchar)::varchar", []any{query}, []any{&text}); err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	var tree struct {
		Error      bool   `json:"error"`
		Message    string `json:"error_message"`
		Statements []any  `json:"statements"`
	}
	if err := json.Unmarshal([]byte(text), &tree); err != nil {
		return nil, fmt.Errorf("parse tree: %w", err)
	}
	if tree.Error {
		return nil, fmt.Errorf("parse: %s", tree.Message)
	}
	if len(tree.Statements) != 1 {
		return nil, fmt.Errorf("want one SELECT, found %d statements", len(tree.Statements))
	}
	return tree.Statements[0], nil
}

type facts struct {
	model       Model
	macros      map[string][]string
	refs, rules map[string]bool
	ctes        map[string]bool
	faults      []string
}

// hasStar says whether the statement's own columns are not all named.
func hasStar(tree any) bool {
	statement, _ := tree.(map[string]any)
	node, _ := statement["node"].(map[string]any)
	columns, _ := node["select_list"].([]any)
	for _, c := range columns {
		if column, _ := c.(map[string]any); column["class"] == "STAR" {
			return true
		}
	}
	return false
}

func (f *facts) findCTEs(node any) {
	switch n := node.(type) {
	case []any:
		for _, child := range n {
			f.findCTEs(child)
		}
	case map[string]any:
		if ctes, ok := n["cte_map"].(map[string]any); ok {
			entries, _ := ctes["map"].([]any)
			for _, e := range entries {
				if entry, ok := e.(map[string]any); ok {
					name, _ := entry["key"].(string)
					f.ctes[name] = true
				}
			}
		}
		for _, child := range n {
			f.findCTEs(child)
		}
	}
}

// volatile functions would make a table depend on when or where it was built.
var volatile = []string{
	"now", "today", "current_date", "current_timestamp", "get_current_timestamp", "current_localtimestamp",
	"random", "uuid", "gen_random_uuid", "setseed", "transaction_timestamp",
}

func (f *facts) walk(node any) {
	switch n := node.(type) {
	case []any:
		for _, child := range n {
			f.walk(child)
		}
	case map[string]any:
		f.visit(n)
		for _, child := range n {
			f.walk(child)
		}
	}
}

func (f *facts) visit(n map[string]any) {
	switch n["type"] {
	case "BASE_TABLE":
		schema, _ := n["schema_name"].(string)
		table, _ := n["table_name"].(string)
		if schema != "" {
			f.refs[schema+"."+table] = true
		} else if !f.ctes[table] {
			f.faults = append(f.faults, "reads "+table+" without its schema")
		}
	case "FUNCTION", "WINDOW_AGGREGATE":
		name, _ := n["function_name"].(string)
		for _, rule := range f.macros[name] {
			f.rules[rule] = true
		}
		if slices.Contains(volatile, name) {
			f.faults = append(f.faults, "calls "+name+"(): a table depends on as_of() only")
		}
	case "VALUE_CONSTANT":
		f.checkLiteral(n)
	}
}

// plain numbers carry no business meaning.
var plain = []string{"0", "1", "100"}

// checkLiteral refuses a number in analytics that a rule should hold. Quantiles
// and unit arithmetic are named by a header line: `-- literal: 0.5 the median`.
func (f *facts) checkLiteral(n map[string]any) {
	if !slices.Contains([]string{"attractivity", "pools", "prospects", "performance", "unit"}, f.model.Schema()) {
		return
	}
	value, _ := n["value"].(map[string]any)
	kind, _ := value["type"].(map[string]any)
	id, _ := kind["id"].(string)
	if !slices.Contains([]string{"INTEGER", "BIGINT", "DECIMAL", "DOUBLE"}, id) {
		return
	}
	text := literalText(value["value"], kind)
	if slices.Contains(plain, text) || slices.Contains(f.model.Literals, text) {
		return
	}
	f.faults = append(f.faults, "holds the number "+text+": make it a rule, or say what it is by `-- literal: "+text+" …`")
}

// literalText writes a constant of the parse tree as it stands in the SQL.
func literalText(value any, kind map[string]any) string {
	number, ok := value.(float64)
	if !ok {
		return fmt.Sprint(value)
	}
	if info, ok := kind["type_info"].(map[string]any); ok {
		if scale, ok := info["scale"].(float64); ok {
			number /= math.Pow10(int(scale))
		}
	}
	return strconv.FormatFloat(number, 'g', -1, 64)
}

func sortedKeys(set map[string]bool) []string {
	keys := make([]string, 0, len(set))
	for k := range set {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
