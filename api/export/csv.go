package export

import (
	"bufio"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Columns that every CSV ends with: a file without a head of comments is read by
// all programs, and a row that is copied elsewhere still says where it comes from.
var originColumns = []string{"vigie_source", "vigie_licence", "vigie_as_of", "vigie_snapshot", "vigie_version"}

func (o Origin) values() []string {
	return []string{o.Source, o.Licence, o.AsOf, o.Snapshot, o.Version}
}

// dialect is how a CSV is written for whom.
type dialect struct {
	comma   byte
	decimal byte
	mark    string // of UTF-8, without which a French spreadsheet takes the file for Windows-1252
}

var (
	frenchCSV  = dialect{comma: ';', decimal: ',', mark: "\ufeff"}
	neutralCSV = dialect{comma: ',', decimal: '.'}
)

// writeCSV writes a CSV for French spreadsheets, or the neutral one for any other
// language. A null is nothing, an empty text is "".
func writeCSV(w io.Writer, t Table) error {
	d := neutralCSV
	if t.Lang == "fr" {
		d = frenchCSV
	}
	b := bufio.NewWriterSize(w, 64<<10)
	line := []byte(d.mark)
	for _, c := range t.Columns {
		line = append(d.text(line, c.Name), d.comma)
	}
	for i, name := range originColumns {
		if i > 0 {
			line = append(line, d.comma)
		}
		line = append(line, name...)
	}
	if _, err := b.Write(append(line, '\r', '\n')); err != nil {
		return err
	}
	var end []byte
	for i, v := range t.Origin.values() {
		if i > 0 {
			end = append(end, d.comma)
		}
		end = d.text(end, plainText(v))
	}
	end = append(end, '\r', '\n')
	err := t.each(func(row []any) error {
		line = line[:0]
		for i, v := range row {
			line = append(d.value(line, t.Columns[i], v), d.comma)
		}
		_, err := b.Write(append(line, end...))
		return err
	})
	if err != nil {
		return err
	}
	return b.Flush()
}

// value appends a value; figures are never taken for formulas, since they are figures.
func (d dialect) value(line []byte, c Column, v any) []byte {
	switch v := v.(type) {
	case nil:
		return line
	case int64:
		return strconv.AppendInt(line, v, 10)
	case float64:
		at := len(line)
		line = appendNumber(line, v)
		if d.decimal != '.' {
			for i := at; i < len(line); i++ {
				if line[i] == '.' {
					line[i] = d.decimal
				}
			}
		}
		return line
	case bool:
		return strconv.AppendBool(line, v)
	case time.Time:
		return v.UTC().AppendFormat(line, layout(c.Type))
	case []string:
		return d.text(line, strings.Join(v, " | "))
	}
	return d.text(line, v.(string))
}

// appendNumber writes a figure as JSON does, to its last digit.
func appendNumber(line []byte, v float64) []byte {
	if a := max(v, -v); a != 0 && (a < 1e-6 || a >= 1e21) {
		return strconv.AppendFloat(line, v, 'e', -1, 64)
	}
	return strconv.AppendFloat(line, v, 'f', -1, 64)
}

func layout(t Type) string {
	if t == Day {
		return time.DateOnly
	}
	return "2006-01-02T15:04:05.999999Z07:00"
}

// text appends a text, in quotes where it holds a mark of any dialect: a file that is
// read in the other one must not begin a cell inside it.
func (d dialect) text(line []byte, s string) []byte {
	s = Guard(s)
	if s != "" && !strings.ContainsAny(s, "\";,\t\n ") {
		return append(line, s...)
	}
	line = append(line, '"')
	line = append(line, strings.ReplaceAll(s, `"`, `""`)...)
	return append(line, '"')
}

// triggers begin what a spreadsheet takes for a formula, in letters of any width;
// the apostrophe is among them so that what Guard does can be undone.
const triggers = "=+-@\t\r\n＝＋－＠'"

// Guard keeps a spreadsheet from taking a text for a formula, by an apostrophe.
func Guard(text string) string {
	if first, _ := utf8.DecodeRuneInString(text); text != "" && strings.ContainsRune(triggers, first) {
		return "'" + text
	}
	return text
}
