package main

import (
	_ "embed"
	"fmt"

	"vigie/data/glossary"
)

var (
	//go:embed GLOSSARY.md
	glossaryEnglish string
	//go:embed GLOSSAIRE.md
	glossaryFrench string
)

// words are the glossaries, by language.
func words() (map[string]*glossary.Glossary, error) {
	all := map[string]*glossary.Glossary{}
	for lang, text := range map[string]string{"fr": glossaryFrench, "en": glossaryEnglish} {
		g, err := glossary.Read(text)
		if err != nil {
			return nil, fmt.Errorf("words in %s: %w", lang, err)
		}
		all[lang] = g
	}
	return all, nil
}
