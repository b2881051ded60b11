package ingest

import (
	"strings"

	"vigie/data/labels"
)

// checker holds what the checks of a record need. It belongs to one goroutine.
type checker struct {
	known  known
	slabs  *slabs
	reject *reject
	keys   keyCache
	counts map[string]int64

	isDraft bool // a draft may lack any field
}

// known are the references that codes are checked against.
type known struct {
	rome     func(code string) bool // nil: only the pattern is checked
	agencies map[string]bool        // empty: nothing is known, so nothing is refused
}

// fail notes the first rule that the record breaks, and what would be accepted where
// the rule does not say it.
func (c *checker) fail(rule rule, field, value string, want ...string) {
	if c.reject.rule == "" {
		*c.reject = reject{rule: rule, field: field, value: value, want: strings.Join(want, ", ")}
	}
}

// required refuses an absent text.
func (c *checker) required(field, value string) {
	if value == "" && !c.isDraft {
		c.fail(ruleRequired, field, "")
	}
}

// requiredDate refuses an absent date.
func (c *checker) requiredDate(field string, value Instant) {
	if value == 0 && !c.isDraft {
		c.fail(ruleRequired, field, "")
	}
}

// oneOf refuses a code out of its closed list; an absent one passes.
func (c *checker) oneOf(field, value string, codes ...string) {
	if value == "" {
		return
	}
	for _, code := range codes {
		if value == code {
			return
		}
	}
	c.fail(ruleCodeUnknown, field, value, codes...)
}

// inRange refuses a number out of its bounds; an absent one passes.
func (c *checker) inRange(field string, value *int32, low, high int) {
	if value != nil && (int(*value) < low || int(*value) > high) {
		c.fail(ruleRangeInvalid, field, itoa(int64(*value)), "un entier de "+itoa(int64(low))+" à "+itoa(int64(high)))
	}
}

// atLeast refuses a number that is too small; an absent one passes.
func (c *checker) atLeast(field string, value *int32, low int) {
	if value != nil && int(*value) < low {
		c.fail(ruleRangeInvalid, field, itoa(int64(*value)), "un entier, "+itoa(int64(low))+" au moins")
	}
}

// count notes that a value was filled in or could not be read; it refuses nothing.
func (c *checker) count(field, why string) {
	c.counts = add(c.counts, field+" "+why, 1)
}

// floatInRange is inRange for decimal numbers.
func (c *checker) floatInRange(field string, value *float64, low, high float64) {
	if value != nil && (*value < low || *value > high) {
		c.fail(ruleRangeInvalid, field, ftoa(*value), "un nombre de "+ftoa(low)+" à "+ftoa(high))
	}
}

// maxLength refuses a text of more than n characters.
func (c *checker) maxLength(field, value string, n int) {
	if len(value) > n && len(cut(value, n)) < len(value) {
		c.fail(ruleLengthInvalid, field, value)
	}
}

// notBefore refuses a date that is before another when both are there.
func (c *checker) notBefore(field string, value, earlier Instant) {
	if value != 0 && earlier != 0 && value < earlier {
		c.fail(ruleDateOrder, field, value.String())
	}
}

// rome refuses a ROME code that is unknown: out of the imported reference, or of
// the pattern letter + 4 digits where none is imported. An absent one passes.
func (c *checker) rome(field, code string) {
	if code == "" || romePattern(code) && (c.known.rome == nil || c.known.rome(code)) {
		return
	}
	c.fail(ruleRomeUnknown, field, code)
}

func romePattern(s string) bool {
	return len(s) == 5 && 'A' <= s[0] && s[0] <= 'Z' && allDigits(s[1:])
}

// agency refuses an agency that is not in the reference; an absent one passes.
func (c *checker) agency(field, code string) {
	if code != "" && len(c.known.agencies) > 0 && !c.known.agencies[code] {
		c.fail(ruleAgencyUnknown, field, code)
	}
}

// department brings a department's code to its published form and refuses one that
// is absent or is none.
func (c *checker) department(field string, code *string) {
	c.required(field, *code)
	published := labels.DepartmentCode(*code)
	if published == "" {
		c.fail(rulePlaceUnknown, field, *code)
	}
	*code = published
}

// siret refuses a wrong number and takes the spaces out of a right one. One whose
// company is all zeros masks the number, as anonymised files do: it is absent, and
// counted.
func (c *checker) siret(field string, value *string) {
	if *value == "" {
		return
	}
	if strings.ContainsAny(*value, " \u00a0") {
		*value = strings.NewReplacer(" ", "", "\u00a0", "").Replace(*value)
	}
	if len(*value) == 14 && strings.HasPrefix(*value, "000000000") && allDigits(*value) {
		*value = ""
		c.count(field, "masqué")
		return
	}
	if !labels.ValidSIRET(*value) {
		c.fail(ruleSIRETInvalid, field, *value)
	}
}

// naf brings a sector code to its undotted form and refuses one of another shape.
func (c *checker) naf(field string, value *string) {
	s := *value
	if s == "" {
		return
	}
	if len(s) == 6 && s[2] == '.' {
		s = s[:2] + s[3:]
	}
	if len(s) != 5 || !allDigits(s[:4]) || s[4] < 'A' || s[4] > 'Z' {
		c.fail(ruleNAFInvalid, field, *value)
		return
	}
	*value = s
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// keyCache remembers the keys of labels: few labels make most of a file.
type keyCache struct {
	normal, licence, language map[string]string
}

// maxKeys bounds each of the caches.
const maxKeys = 20_000

func cached(m *map[string]string, label string, read func(string) string) string {
	if label == "" {
		return ""
	}
	if key, ok := (*m)[label]; ok {
		return key
	}
	if *m == nil || len(*m) >= maxKeys {
		*m = map[string]string{}
	}
	label = strings.Clone(label) // the record's text is not kept
	key := read(label)
	(*m)[label] = key
	return key
}

func (k *keyCache) normalize(label string) string {
	return cached(&k.normal, label, labels.Normalize)
}

func (k *keyCache) licenceKey(label string) string {
	return cached(&k.licence, label, labels.LicenceKey)
}

func (k *keyCache) languageKey(label string) string {
	return cached(&k.language, label, labels.LanguageKey)
}
