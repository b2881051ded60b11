package export

// words are what a workbook says in each language.
var words = map[string]map[string]string{
	"fr": {
		"data": "Données", "about": "À propos", "title": "Titre", "source": "Source", "licence": "Licence", "as_of": "Arrêté au", "snapshot": "Photographie",
		"version": "Version", "columns": "Colonnes", "name": "Nom", "type": "Type", "unit": "Unité", "meaning": "Sens",
		"text": "texte", "integer": "entier", "number": "nombre", "boolean": "oui ou non", "date": "date", "instant": "instant (temps universel)", "list": "liste",
	},
	"en": {
		"data": "Data", "about": "About", "title": "Title", "source": "Source", "licence": "Licence", "as_of": "As of", "snapshot": "Snapshot",
		"version": "Version", "columns": "Columns", "name": "Name", "type": "Type", "unit": "Unit", "meaning": "Meaning",
		"text": "text", "integer": "integer", "number": "number", "boolean": "yes or no", "date": "date", "instant": "instant (UTC)", "list": "list",
	},
}

func (t Table) word(key string) string {
	if w := words[t.Lang][key]; w != "" {
		return w
	}
	return words["en"][key]
}

// said is all that a file says of itself, its title and origin first.
func (t Table) said() []Note {
	notes := []Note{
		{"title", t.word("title"), t.Title}, {"source", t.word("source"), t.Origin.Source}, {"licence", t.word("licence"), t.Origin.Licence},
		{"as_of", t.word("as_of"), t.Origin.AsOf}, {"snapshot", t.word("snapshot"), t.Origin.Snapshot}, {"version", t.word("version"), t.Origin.Version},
	}
	for _, n := range t.Notes {
		notes = append(notes, Note{n.Name, n.Label, plainText(n.Value)})
	}
	return notes
}
