package model

import (
	"context"
	"fmt"
	"math/big"
	"path/filepath"
	"slices"
	"strings"
)

// partsOf is the table that the model's parts go by, "" for none:
//
//	-- parts-of: unit.offer    each part is made of the part of the same name of that table, and of
//	                           nothing that changes from night to night: where tonight carries that
//	                           one on, it carries this one on too
//	-- parts-of: unit.offer, unit.service_kind    and of the whole of the second one, which seldom
//	                           changes: when it does, every part is made again
//	-- ageing: open            parts that the as-of date moves, or what changes every night: they are
//	                           made again every night, whether the table has parts of that name or not
func (m Model) partsOf() string { return m.partTables()[0] }

// partTables are the table that the model's parts go by, then those of which each is made as a whole.
func (m Model) partTables() []string {
	if tables := splitList(m.Header["parts-of"]); len(tables) > 0 {
		return tables
	}
	return []string{""}
}

// builtDDL makes built.part, which tells models what the parts hold of a table by which
// others go: a part of the same content has the same rows.
const builtDDL = "create schema if not exists built; create or replace table built.part (name varchar, part varchar, content varchar)"

// tellParts adds a table to built.part.
func (db *DB) tellParts(ctx context.Context, t Table) error {
	contents, err := partContents(t.Files)
	if err != nil {
		return fmt.Errorf("tell the parts of %s: %w", t.Name, err)
	}
	for part, content := range contents {
		if err := db.Exec(ctx, "insert into built.part values (?, ?, ?)", t.Name, part, content); err != nil {
			return fmt.Errorf("tell the parts of %s: %w", t.Name, err)
		}
	}
	return nil
}

// partContents are the contents of the parts of a table, however many files each is in.
func partContents(files []File) (map[string]string, error) {
	sums := map[string]*big.Int{}
	for _, f := range files {
		n, ok := new(big.Int).SetString(f.Content, 16)
		if !ok {
			return nil, fmt.Errorf("content %q of %s is no number", f.Content, f.Path)
		}
		if sum := sums[partOf(f.Path)]; sum != nil {
			n.Add(n, sum)
		}
		sums[partOf(f.Path)] = n
	}
	contents := make(map[string]string, len(sums))
	for part, sum := range sums {
		contents[part] = sum.Text(16)
	}
	return contents, nil
}

// carryParts writes the parts again of which another table's content is not that of the
// night before, and makes links to the files of the others. It is given tonight's tables.
func (db *DB) carryParts(ctx context.Context, m Model, made map[string]Table, dir string, before *Before) (Table, error) {
	if before == nil || slices.ContainsFunc(m.partTables()[1:], func(t string) bool { return made[t].Content != before.Tables[t].Content }) {
		return db.write(ctx, m, dir)
	}
	of := made[m.partsOf()]
	now, err := partContents(of.Files)
	if err != nil {
		return Table{}, err
	}
	was, err := partContents(before.Tables[of.Name].Files)
	if err != nil {
		return Table{}, err
	}
	moved := splitList(m.Header["ageing"])
	for part, content := range now {
		if content != was[part] && !slices.Contains(moved, part) {
			moved = append(moved, part)
		}
	}
	carried := map[string]File{}
	for _, f := range before.Tables[m.Table].Files {
		part := partOf(f.Path)
		if _, isThere := now[part]; part == "" && len(moved) > 0 || part != "" && (!isThere || slices.Contains(moved, part)) {
			continue
		}
		if err := link(filepath.Join(before.Dir, f.Path), filepath.Join(dir, f.Path)); err != nil {
			return Table{}, err
		}
		carried[f.Path] = f
	}
	if len(moved) > 0 || len(carried) == 0 {
		condition := "false"
		if len(moved) > 0 { // constants, so that other parts are not read
			condition = m.partOf() + " in (" + strings.Trim(quoteList(moved), "[]") + ")"
		}
		query := fmt.Sprintf("select * from (%s\n) where %s", m.SQL, condition)
		if err := db.copyTable(ctx, m, query, dir, moved); err != nil {
			return Table{}, err
		}
	}
	return db.publish(ctx, m.Table, dir, carried)
}
