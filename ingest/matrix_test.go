package ingest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// export is what a producer sends: a header and a hundred rows.
type export struct {
	header []string
	rows   [][]string
	line   string // what ends a row
	comma  string
}

func goodExport() export {
	e := export{
		header: []string{"id", "dateCreation", "intitule", "description", "romeCode", "appellationlibelle", "typeContrat", "lieuTravail.commune",
			"lieuTravail.latitude", "nombrePostes", "alternance"},
		line: "\n", comma: ";",
	}
	for i := range 100 {
		e.rows = append(e.rows, []string{fmt.Sprint(i + 1), "2025-03-10", "Pâtissier", "", "D1104", "Pâtissier / Pâtissière", "CDI", "07010", "44.93", "2", "N"})
	}
	return e
}

func (e export) text() string {
	var b strings.Builder
	for _, row := range append([][]string{e.header}, e.rows...) {
		b.WriteString(strings.Join(row, e.comma) + e.line)
	}
	return b.String()
}

func (e export) column(name string) int { return slices.Index(e.header, name) }

// all gives a column a value in every row, one in the first row only.
func (e export) all(name, value string) export {
	for i := range e.rows {
		e.rows[i][e.column(name)] = value
	}
	return e
}

func (e export) one(name, value string) export {
	e.rows[0][e.column(name)] = value
	return e
}

func (e export) renamed(name, other string) export {
	e.header[e.column(name)] = other
	return e
}

func (e export) without(name string) export {
	at := e.column(name)
	e.header = slices.Delete(e.header, at, at+1)
	for i := range e.rows {
		e.rows[i] = slices.Delete(e.rows[i], at, at+1)
	}
	return e
}

// TestChangedExports is the verdict on each way in which an export changes: accept
// it, warn of it, put records in quarantine, or stop the night.
func TestChangedExports(t *testing.T) {
	reversed := goodExport()
	slices.Reverse(reversed.header)
	for i := range reversed.rows {
		slices.Reverse(reversed.rows[i])
	}
	added := goodExport()
	added.header = append(added.header, "teletravail")
	for i := range added.rows {
		added.rows[i] = append(added.rows[i], "2 jours")
	}
	twice := goodExport()
	twice.header[1] = "id"
	windows := goodExport()
	windows.line = "\r\n"
	latin, err := charmap.Windows1252.NewEncoder().String(goodExport().text())
	if err != nil {
		t.Fatal(err)
	}
	commas, tabs := goodExport(), goodExport()
	commas.comma, tabs.comma = ",", "\t"
	long := strings.Repeat("é", 5000)

	for name, c := range map[string]struct{ text, want string }{
		"nothing changed":               {goodExport().text(), "accept"},
		"columns in another order":      {reversed.text(), "accept"},
		"optional column gone":          {goodExport().without("alternance").text(), "accept"},
		"column added":                  {added.text(), "accept, warn of teletravail"},
		"optional column renamed":       {goodExport().renamed("alternance", "apprentissage").text(), "accept, warn of apprentissage"},
		"required column gone":          {goodExport().without("intitule").text(), "stop, required"},
		"required column renamed":       {goodExport().renamed("intitule", "titre").text(), "stop, required, warn of titre"},
		"key column gone":               {goodExport().without("id").text(), "stop, required"},
		"column named twice":            {twice.text(), "stop, unreadable"},
		"no header":                     {strings.SplitN(goodExport().text(), "\n", 2)[1], "stop, unreadable"},
		"other delimiter, comma":        {commas.text(), "accept"},
		"other delimiter, tab":          {tabs.text(), "stop, unreadable"},
		"Windows-1252":                  {latin, "accept"},
		"UTF-8 with a mark":             {"\xEF\xBB\xBF" + goodExport().text(), "accept"},
		"line ends of Windows":          {windows.text(), "accept"},
		"decimal comma":                 {goodExport().all("lieuTravail.latitude", "44,93").text(), "accept"},
		"whole number with decimals":    {goodExport().all("nombrePostes", "2.0").text(), "accept"},
		"booleans in words":             {goodExport().all("alternance", "non").text(), "stop, type_invalid"},
		"one key missing":               {goodExport().one("id", "").text(), "quarantine, required"},
		"one number in words":           {goodExport().one("nombrePostes", "deux").text(), "quarantine, type_invalid"},
		"one date day first":            {goodExport().one("dateCreation", "10/03/2025").text(), "quarantine, type_invalid"},
		"every date day first":          {goodExport().all("dateCreation", "10/03/2025").text(), "stop, type_invalid"},
		"one code out of its list":      {goodExport().one("romeCode", "pâtissier").text(), "quarantine, rome_unknown"},
		"one cell too many":             {goodExport().one("intitule", "Pâtissier;ière").text(), "quarantine, csv_invalid"},
		"one quote that nothing closes": {goodExport().one("intitule", `"Pâtissier`).text(), "quarantine, csv_invalid"},
		"description of 5 000":          {goodExport().one("description", long).text(), "accept"}, // judged by channel, later
		"record over 1 MiB":             {goodExport().one("description", strings.Repeat("x", maxRecord)).text(), "quarantine, record_too_long"},
		"empty but for its header":      {strings.SplitAfterN(goodExport().text(), "\n", 2)[0], "accept"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			f.put("offres/a.csv", []byte(c.text))
			r := f.run(Options{}).Files[0]
			if got := verdictOf(r); got != c.want {
				t.Errorf("%s, want %s: %+v", got, c.want, r)
			}
			if loaded := int64(len(rows[offre](f, "offres"))); r.State == Loaded && loaded != r.Read-r.Quarantined || r.State != Loaded && loaded != 0 {
				t.Errorf("%d offers are in the lake: %+v", loaded, r)
			}
		})
	}
}

func verdictOf(r Receipt) string {
	words := []string{"accept"}
	switch {
	case r.State == Unreadable:
		words = []string{"stop", "unreadable"}
	case r.State == Refused:
		words = append([]string{"stop"}, slices.Sorted(maps.Keys(r.Rules))...)
	case r.Quarantined > 0:
		words = append([]string{"quarantine"}, slices.Sorted(maps.Keys(r.Rules))...)
	}
	for _, field := range slices.Sorted(maps.Keys(r.Drift)) {
		words = append(words, "warn of "+field)
	}
	return strings.Join(words, ", ")
}
