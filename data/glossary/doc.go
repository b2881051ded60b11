// Package glossary reads what the glossaries say of tables and columns: GLOSSARY.md
// in English, GLOSSAIRE.md in French. It reads text that the program embeds, and
// never decides what is published. Start with Read.
package glossary
