package export

import (
	"archive/zip"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// Bounds of a workbook: rows of a sheet, its header among them, and what a cell holds.
const (
	sheetRows = excelize.TotalRows
	cellUnits = excelize.TotalCellChars
)

// workbook is a file being written: sheets of rows, then one that says what they are.
type workbook struct {
	*excelize.File
	table  Table
	sheet  *excelize.StreamWriter
	sheets int
	rows   int // in the current sheet
	most   int
	header int // styles
	styles map[Type]int
}

// writeXLSX writes a workbook. Texts are cells of format Text, which stay texts when
// they are edited; what a sheet can't hold goes on in the next.
func writeXLSX(w io.Writer, t Table) error { return writeSheets(w, t, sheetRows) }

func writeSheets(w io.Writer, t Table, most int) (err error) {
	b := &workbook{File: excelize.NewFile(), table: t, most: most, styles: map[Type]int{}}
	defer func() { err = errors.Join(err, b.Close()) }()
	if err := b.style(); err != nil {
		return err
	}
	if err := b.next(); err != nil {
		return err
	}
	if err := t.each(b.add); err != nil {
		return err
	}
	if err := b.sheet.Flush(); err != nil {
		return err
	}
	if err := b.about(); err != nil {
		return err
	}
	b.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(w) }) // straight to w: theirs is the whole file in memory
	return b.Write(io.Discard)
}

func (b *workbook) style() (err error) {
	if b.header, err = b.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E3E3FD"}}, NumFmt: 49}); err != nil {
		return err
	}
	day, instant := "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"
	if b.table.Lang == "fr" {
		day, instant = "dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss"
	}
	for t, s := range map[Type]*excelize.Style{Text: {NumFmt: 49}, List: {NumFmt: 49}, Day: {CustomNumFmt: &day}, Instant: {CustomNumFmt: &instant}} {
		if b.styles[t], err = b.NewStyle(s); err != nil {
			return err
		}
	}
	return nil
}

// next begins a sheet: its columns' names stay in sight.
func (b *workbook) next() error {
	b.sheets++
	name := b.table.word("data")
	if b.sheets == 1 {
		if err := b.SetSheetName(b.GetSheetName(0), name); err != nil {
			return err
		}
	} else {
		if err := b.sheet.Flush(); err != nil {
			return err
		}
		name += " " + strconv.Itoa(b.sheets)
		if _, err := b.NewSheet(name); err != nil {
			return err
		}
	}
	sheet, err := b.NewStreamWriter(name)
	if err != nil {
		return err
	}
	b.sheet, b.rows = sheet, 0
	head := make([]any, len(b.table.Columns))
	for i, c := range b.table.Columns {
		head[i] = excelize.Cell{StyleID: b.header, Value: c.Name}
		width := 12.0
		if c.Type == Text || c.Type == List {
			width = 24
		}
		if err := sheet.SetColWidth(i+1, i+1, max(width, float64(len(c.Name)+2))); err != nil {
			return err
		}
	}
	if err := sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	return b.write(head)
}

func (b *workbook) write(cells []any) error {
	b.rows++
	return b.sheet.SetRow("A"+strconv.Itoa(b.rows), cells)
}

func (b *workbook) add(row []any) error {
	if b.rows == b.most {
		if err := b.next(); err != nil {
			return err
		}
	}
	cells := make([]any, len(row))
	for i, v := range row {
		c := b.table.Columns[i]
		switch v := v.(type) {
		case nil:
			continue
		case string:
			cells[i] = excelize.Cell{StyleID: b.styles[Text], Value: v}
		case []string:
			cells[i] = excelize.Cell{StyleID: b.styles[Text], Value: strings.Join(v, " | ")}
		case time.Time:
			cells[i] = b.date(c, v.UTC())
		default:
			cells[i] = v
		}
		if cell, ok := cells[i].(excelize.Cell); ok {
			if s, isText := cell.Value.(string); isText && len(s) > cellUnits && len(utf16.Encode([]rune(s))) > cellUnits {
				return &ValueError{c.Name, "a text is longer than a cell of a workbook"}
			}
		}
	}
	return b.write(cells)
}

// date writes a day or an instant; those before the calendar of workbooks are texts.
func (b *workbook) date(c Column, at time.Time) excelize.Cell {
	if at.Year() < 1901 {
		return excelize.Cell{StyleID: b.styles[Text], Value: at.Format(layout(c.Type))}
	}
	return excelize.Cell{StyleID: b.styles[c.Type], Value: at}
}

// about writes the sheet that says what the others are, and the file's properties.
func (b *workbook) about() error {
	t := b.table
	name := t.word("about")
	if _, err := b.NewSheet(name); err != nil {
		return err
	}
	sheet, err := b.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, width := range []float64{34, 18, 18, 110} {
		if err := sheet.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	b.sheet, b.rows = sheet, 0
	bold := func(text string) excelize.Cell { return excelize.Cell{StyleID: b.header, Value: text} }
	text := func(text string) excelize.Cell { return excelize.Cell{StyleID: b.styles[Text], Value: text} }
	lines := [][]any{}
	for _, n := range t.said() {
		lines = append(lines, []any{bold(n.Label), text(n.Value)})
	}
	lines = append(lines, nil, []any{bold(t.word("name")), bold(t.word("type")), bold(t.word("unit")), bold(t.word("meaning"))})
	for _, c := range t.Columns {
		lines = append(lines, []any{text(c.Name), text(t.word(c.Type.String())), text(c.Unit), text(c.Meaning)})
	}
	for _, line := range lines {
		if err := b.write(line); err != nil {
			return err
		}
	}
	if err := sheet.Flush(); err != nil {
		return err
	}
	made := t.Origin.AsOf + "T00:00:00Z"
	return b.SetDocProps(&excelize.DocProperties{
		Title: t.Title, Creator: "Vigie", LastModifiedBy: "Vigie", Subject: t.Origin.Source, Keywords: t.Origin.Snapshot, Version: t.Origin.Version,
		Description: t.word("as_of") + " " + t.Origin.AsOf + " ; " + t.word("snapshot") + " " + t.Origin.Snapshot + " ; " + t.Origin.Licence,
		Language:    map[string]string{"fr": "fr-FR"}[t.Lang], Created: made, Modified: made,
	})
}
