package ingest

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "rewrite README.md from the sources")

// TestReadme keeps README.md true: it is made of the structs, their tags and the
// comments of their fields. After a change: go test ./ingest -run Readme -update.
func TestReadme(t *testing.T) {
	comments := fieldComments(t)
	var out strings.Builder
	out.WriteString(readmeHead)
	out.WriteString("| source | enregistrements | producteur | fraîcheur attendue | champs | personnes |\n| --- | --- | --- | --- | --- | --- |\n")
	for _, s := range Sources() {
		info, persons := s.Info(), ""
		if info.Persons {
			persons = "oui"
		}
		fmt.Fprintf(&out, "| [`%[1]s`](#%[1]s) | %[2]s | %[3]s | %[4]s | %[5]d | %[6]s |\n", info.Name, info.Title, info.Owner, every(info.Every), len(info.Fields), persons)
	}
	out.WriteString("\n")
	for _, s := range Sources() {
		writeSource(&out, s.Info(), comments[typeName(s)])
	}
	out.WriteString("## Règles\n\nLe code sous lequel un enregistrement est mis en quarantaine.\n\n| code | sens |\n| --- | --- |\n")
	for _, r := range Rules() {
		fmt.Fprintf(&out, "| `%s` | %s |\n", r.Code, r.Meaning)
	}
	if *update {
		if err := os.WriteFile("README.md", []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != out.String() {
		t.Error("README.md is not what the sources say; run: go test ./ingest -run Readme -update")
	}
}

const readmeHead = `# Sources

Ce fichier est produit à partir des structures de ce dossier (` + "`go test ./ingest -run Readme -update`" + `).

Un fichier se dépose dans ` + "`<boîte>/<source>/…`" + `, à n'importe quelle profondeur, en NDJSON (` + "`.ndjson` `.jsonl` `.json`" + `), tableau JSON ou
réponse v2 ` + "`{\"resultats\":[…]}`" + ` (` + "`.json`" + `), CSV (` + "`;`" + ` ou ` + "`,`" + `, UTF-8 ou Windows-1252, colonnes pointées) ou Parquet, tel quel, en ` + "`.gz`" + ` ou en ` + "`.zst`" + `.
Seuls les champs listés ici sont écrits dans le lac ; un champ inconnu est compté, jamais une erreur. Un champ marqué « pseudonyme »
est remplacé à l'entrée par une empreinte à clé. Un enregistrement qui rompt son contrat va en quarantaine ; au-delà de 5 % le
fichier entier est refusé. Une suppression (` + "`supprime`" + `) n'exige que la clé et une date.

Ajouter une source, c'est ajouter un fichier Go ici (structure, contrôles, valeur ` + "`define`" + `) et son nom dans ` + "`Sources`" + `.

`

func writeSource(out *strings.Builder, info SourceInfo, comments map[string]string) {
	fmt.Fprintf(out, "## %s\n\n%s. Producteur : %s. Fraîcheur attendue : %s.", info.Name, info.Title, info.Owner, every(info.Every))
	if info.Persons {
		out.WriteString(" Source de personnes : la quarantaine ne garde ni texte ni valeur, seulement le fichier, la ligne, la règle et le champ.")
	}
	out.WriteString("\n\n| champ | type | sens et contrôles |\n| --- | --- | --- |\n")
	for _, f := range info.Fields {
		meaning := comments[f.Name]
		if f.Pseudonym {
			meaning = "pseudonyme ; " + meaning
		}
		fmt.Fprintf(out, "| `%s` | %s | %s |\n", f.Name, f.Type, meaning)
	}
	if len(info.Dropped) > 0 {
		fmt.Fprintf(out, "\nConnus et abandonnés à l'entrée : `%s`.\n", strings.Join(info.Dropped, "`, `"))
	}
	out.WriteString("\n")
}

func every(d time.Duration) string {
	switch days := int(d / (24 * time.Hour)); days {
	case 0:
		return "quand elle change"
	case 1:
		return "chaque jour"
	case 7:
		return "chaque semaine"
	case 31:
		return "chaque mois"
	case 366:
		return "chaque année"
	default:
		return fmt.Sprintf("tous les %d jours", days)
	}
}

// typeName is the name of a source's row struct.
func typeName(s Source) string {
	name := reflect.TypeOf(s).Elem().Name() // source[vigie/ingest.offre]
	return strings.TrimSuffix(name[strings.LastIndexByte(name, '.')+1:], "]")
}

// fieldComments reads the comments of the structs' fields: by struct, then by
// wire name. A field without one fails the test.
func fieldComments(t *testing.T) map[string]map[string]string {
	t.Helper()
	files := token.NewFileSet()
	all := map[string]map[string]string{}
	for _, s := range Sources() {
		name := typeName(s)
		file, err := parser.ParseFile(files, name+".go", nil, parser.ParseComments)
		if err != nil {
			t.Fatalf("a source is one file, named after its struct: %v", err)
		}
		all[name] = map[string]string{}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok || spec.Name.Name != name {
				return true
			}
			for _, f := range spec.Type.(*ast.StructType).Fields.List {
				if f.Tag == nil {
					continue
				}
				tag := reflect.StructTag(strings.Trim(f.Tag.Value, "`"))
				wire, _, _ := strings.Cut(tag.Get("parquet"), ",")
				comment := strings.TrimSpace(f.Comment.Text())
				if comment == "" && tag.Get("in") != "-" {
					t.Errorf("%s.go: field %s says nothing", name, wire)
				}
				all[name][wire] = comment
			}
			return false
		})
	}
	return all
}
