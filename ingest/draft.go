package ingest

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unsafe"
)

// Broken is what is wrong with a draft: the field, the rule of the contract that it
// breaks, and what would be accepted where the rule alone does not say it.
type Broken struct {
	Field string // wire name; "" for the record as a whole
	Rule  string // as in Rules, or one of those below
	Want  string // French; may be ""
}

func (b *Broken) Error() string { return fmt.Sprintf("read draft: %s: %s", b.Field, b.Rule) }

// Rules that only a draft breaks: in a file they are counted.
const (
	BrokenUnknownField = "unknown_field" // a field that no contract lists
	BrokenUnread       = "unread"        // a label in which nothing can be read
)

// Draft is an offer of no file that was read.
type Draft struct {
	// Columns are the values of its row by the names of the raw columns, those read
	// from labels included, absent ones left out. It has no version and no file.
	Columns map[string]any
	// Unread are the labels in which nothing can be read. A file may hold some; who
	// writes one and waits for the answer is told.
	Unread []*Broken
}

// ReadDraft reads an offer of no file as the engine reads those of files: the same
// reader, the same checks, the same labels. An absent field refuses nothing but a
// place and a trade with its title, without which there is no market. A nil
// knownRome checks the pattern of the trade's code only. An error is a *Broken.
// Nothing of the draft is held.
func ReadDraft(record []byte, knownRome func(code string) bool) (Draft, error) {
	if len(record) > maxRecord {
		return Draft{}, &Broken{Rule: string(ruleRecordTooLong)}
	}
	var row offre
	d := newDecoder(offres.plan)
	d.json(record, unsafe.Pointer(&row))
	if unknown := d.drifts.take(); len(unknown) > 0 && d.reject.rule == "" {
		return Draft{}, &Broken{Field: slices.Sorted(maps.Keys(unknown))[0], Rule: BrokenUnknownField}
	}
	if d.reject.rule == "" {
		checkOffre(&checker{known: known{rome: knownRome}, slabs: &d.slabs, reject: &d.reject, isDraft: true}, &row)
	}
	if r := d.reject; r.rule != "" {
		b := &Broken{Field: r.field, Rule: string(r.rule), Want: r.want}
		if r.rule == ruleTypeInvalid {
			b.Want = offres.plan.typeOf(r.field)
		}
		return Draft{}, b
	}
	if absent := absentInDraft(&row); absent != "" {
		return Draft{}, &Broken{Field: absent, Rule: string(ruleRequired)}
	}
	return Draft{columnsOf(reflect.ValueOf(row)), unreadLabels(&row)}, nil
}

// absentInDraft names what is missing to find the market of a draft.
func absentInDraft(o *offre) string {
	switch {
	case o.RomeCode == "":
		return "romeCode"
	case o.AppellationLibelle == "" && o.AppellationCode == nil:
		return "appellationlibelle"
	}
	return ""
}

// typeOf says in French what a field holds, "" of a field of a list's elements.
func (p *plan) typeOf(name string) string {
	if i := slices.IndexFunc(p.fields, func(f *field) bool { return f.name == name }); i >= 0 {
		return "une valeur de type « " + p.fields[i].kind.String() + " »"
	}
	return ""
}

// unreadLabels are the labels that are there and say nothing, or less than nothing.
func unreadLabels(o *offre) (unread []*Broken) {
	add := func(field, want string) { unread = append(unread, &Broken{field, BrokenUnread, want}) }
	if o.SalaireLibelle != "" && o.SalaryPeriod == "" {
		add("salaire.libelle", "un libellé comme « Mensuel de 2000 Euros à 2200 Euros sur 12 mois »")
	}
	if o.ExperienceLibelle != "" && (o.ExperienceMonths == nil || strings.HasPrefix(o.ExperienceLibelle, "-")) {
		add("experienceLibelle", "un libellé comme « 2 An(s) », « 6 Mois » ou « Débutant accepté »")
	}
	if o.DureeTravailLibelle != "" && (o.WeeklyHours == nil && o.PartTime == nil || strings.HasPrefix(o.DureeTravailLibelle, "-")) {
		add("dureeTravailLibelle", "un libellé comme « 35H Horaires normaux » ou « 24H30 Travail en journée »")
	}
	return unread
}
