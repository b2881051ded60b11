package market_test

import (
	"encoding/csv"
	"os"
	"testing"

	"vigie/data/realdata"
	"vigie/transform/model"
)

// TestPublishedClasses: the fixed cuts give back every class that the Dares published
// for 2019, of all families, places and levels, from the composite beside it.
func TestPublishedClasses(t *testing.T) {
	f, err := os.Open(realdata.Path(t, "market", "dares_tensions_2019.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	composite, class := column(t, rows[0], "tension"), column(t, rows[0], "classe_tension")
	db, err := model.Open(t.Context(), modelDay, model.Settings{Threads: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Exec(t.Context(), "create table published (composite double, class integer)"); err != nil {
		t.Fatal(err)
	}
	insert, published := "insert into published values ", 0
	for _, r := range rows[1:] {
		if r[composite] == "" || r[class] == "" {
			continue
		}
		if published > 0 {
			insert += ", "
		}
		insert += "(" + r[composite] + ", " + r[class] + ")"
		published++
	}
	if err := db.Exec(t.Context(), insert); err != nil {
		t.Fatal(err)
	}
	var wrong int
	if err := db.QueryRow(t.Context(), "select count(*) from published where tension_class(composite) is distinct from class").Scan(&wrong); err != nil {
		t.Fatal(err)
	}
	if published != 17143 || wrong != 0 {
		t.Errorf("%d published classes, %d not given back", published, wrong)
	}
}

func column(t *testing.T, header []string, name string) int {
	t.Helper()
	for i, h := range header {
		if h == name {
			return i
		}
	}
	t.Fatalf("no column %s", name)
	return 0
}
