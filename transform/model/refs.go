package model

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// RulePrefix starts the name of the macro of a business rule.
const RulePrefix = "rule_"

// Inspect reads off DuckDB's parse tree what each model reads and which rules
// it uses, and checks the house rules of SQL: tables named with their schema,
// no clock, no chance, no star at the top.
func Inspect(ctx context.Context, db *DB, models []Model) ([]Model, error) {
	out := make([]Model, len(models))
	for i, m := range models {
		tree, err := db.parseTree(ctx, m.SQL)
		if err != nil {
			return nil, fmt.Errorf("model %s: %w", m.File, err)
		}
		f := facts{refs: map[string]bool{}, rules: map[string]bool{}}
		f.walk(tree)
		if len(f.faults) > 0 {
			return nil, fmt.Errorf("model %s: %s", m.File, strings.Join(f.faults, "; "))
		}
		m.Refs, m.Rules = sortedKeys(f.refs), sortedKeys(f.rules)
		out[i] = m
	}
	return out, nil
}

// parseTree gives DuckDB's own parse of one SELECT.
func (db *DB) parseTree(ctx context.Context, sql string) (any, error) {
	var text string
	if err := db.sql.QueryRowContext(ctx, "select json_serialize_sql(?::varchar)::varchar", sql).Scan(&text); err != nil {
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
	refs, rules map[string]bool
	ctes        map[string]bool
	faults      []string
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
		}
	case "FUNCTION", "WINDOW_AGGREGATE":
		name, _ := n["function_name"].(string)
		if rule, isRule := strings.CutPrefix(name, RulePrefix); isRule {
			f.rules[rule] = true
		}
		if slices.Contains(volatile, name) {
			f.faults = append(f.faults, "calls "+name+"(): a table depends on as_of() only")
		}
	}
}

func sortedKeys(set map[string]bool) []string {
	keys := make([]string, 0, len(set))
	for k := range set {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
