package api

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"vigie/analytics"
	"vigie/data/glossary"
)

// glossaries are those of the program.
func glossaries(t testing.TB) map[string]*glossary.Glossary {
	t.Helper()
	all := map[string]*glossary.Glossary{}
	for lang, file := range map[string]string{"en": "../GLOSSARY.md", "fr": "../GLOSSAIRE.md"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if all[lang], err = glossary.Read(string(text)); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func catalogOf(t *testing.T, base, lang string) analytics.Catalog {
	t.Helper()
	_, body := get(t, base+"/v1/catalog?lang="+lang)
	var c analytics.Catalog
	if err := json.Unmarshal([]byte(body), &c); err != nil {
		t.Fatalf("%v: %s", err, body)
	}
	return c
}

// The catalogue says of every published table and column what it is.
func TestCatalogSaysEverything(t *testing.T) {
	s := newServer(t, Deps{Source: fixture(t)})
	for _, lang := range []string{"fr", "en"} {
		c := catalogOf(t, s.URL, lang)
		if len(c.Indicators) < 3 || len(c.Tables) < 40 {
			t.Fatalf("%d indicators, %d tables", len(c.Indicators), len(c.Tables))
		}
		for _, i := range c.Indicators {
			if i.Title == "" || i.Unit == "" || i.Sense == "" || i.Definition == "" || i.Version == "" || i.Seed == "" {
				t.Errorf("%s: %s lacks words: %+v", lang, i.ID, i)
			}
		}
		for _, table := range c.Tables {
			if table.Title == "" || len(table.Columns) == 0 || (table.Rows == 0 && strings.HasPrefix(table.Name, "ref.r")) {
				t.Errorf("%s: %s lacks words: %q, %d columns, %d rows", lang, table.Name, table.Title, len(table.Columns), table.Rows)
			}
			for _, column := range table.Columns {
				if column.Meaning == "" || column.Type == "" {
					t.Errorf("%s: %s.%s has no meaning", lang, table.Name, column.Name)
				}
			}
		}
	}
}

// What French says is of tables and columns that exist.
func TestGlossaireIsOfWhatExists(t *testing.T) {
	words := glossaries(t)
	for name := range words["fr"].Columns {
		if _, ok := words["en"].Columns[name]; !ok {
			t.Errorf("GLOSSAIRE.md: no column %s", name)
		}
	}
	var tables []string
	for _, table := range catalogOf(t, newServer(t, Deps{Source: fixture(t)}).URL, "en").Tables {
		tables = append(tables, table.Name)
	}
	for lang := range words {
		for name := range words[lang].Tables {
			if !slices.Contains(tables, name) {
				t.Errorf("%s: no table %s", lang, name)
			}
		}
	}
}

// Tables that may be read are published, not about persons, and their pages put end to end
// are all their rows, each once.
func TestTablesAreReadWhole(t *testing.T) {
	s := newServer(t, Deps{Source: fixture(t)})
	known := map[string]analytics.TableEntry{}
	for _, table := range catalogOf(t, s.URL, "fr").Tables {
		known[table.Name] = table
	}
	for name := range tablePolicies {
		table, published := known[name]
		if !published {
			t.Errorf("%s: a policy for no table", name)
			continue
		}
		if table.Address == nil || *table.Address != "/v1/tables/"+name {
			t.Errorf("%s: address %v for who may see all", name, table.Address)
		}
		for _, column := range table.Columns {
			if slices.Contains([]string{"job_seeker_id", "application_id", "contact_id", "account_id"}, column.Name) {
				t.Errorf("%s is about persons: %s", name, column.Name)
			}
		}
		if table.Rows > 5000 {
			continue
		}
		limit := max(1, int(table.Rows)/3)
		rows := pagesOf(t, s.URL, with("/v1/tables/"+name, "limit="+number(float64(min(limit, 1000)))))
		if int64(len(rows)) != table.Rows {
			t.Errorf("%s: %d rows in pages, %d in the catalogue", name, len(rows), table.Rows)
		}
	}
	for _, c := range known {
		if _, open := tablePolicies[c.Name]; !open && c.Address != nil {
			t.Errorf("%s has an address", c.Name)
		}
	}
	for name, status := range map[string]int{"core.job_seeker": 403, "core.application": 403, "pools.job_seeker": 403, "kept.offer_text": 404, "core.none": 404} {
		if response, body := get(t, s.URL+"/v1/tables/"+name); response.StatusCode != status {
			t.Errorf("%s: %d %s", name, response.StatusCode, body)
		}
	}
}

// Who may not see every cell reads nomenclatures and published statistics only.
func TestTablePolicies(t *testing.T) {
	for _, c := range []struct {
		caller Caller
		table  string
		want   error
	}{
		{Caller{}, "ref.rome", ErrUnauthenticated}, {Caller{ID: "a"}, "ref.rome", nil}, {Caller{ID: "a"}, "core.offer", ErrForbidden},
		{Caller{ID: "a", Persons: true, Agencies: []string{"1"}}, "core.offer", ErrForbidden}, {Caller{ID: "a", Persons: true}, "core.offer", nil},
		{Caller{ID: "a", Persons: true}, "core.job_seeker", ErrForbidden}, {Caller{ID: "a", Persons: true}, "kept.offer_text", ErrForbidden},
	} {
		if err := tableAllowed(c.caller, c.table); err != c.want {
			t.Errorf("%+v: %s: %v, want %v", c.caller, c.table, err, c.want)
		}
	}
}
