package reference

import "strings"

// cities are the communes that have arrondissements, and how the codes of those
// begin.
var cities = map[string]string{"75056": "751", "69123": "6938", "13055": "132"}

// IsWholeCity says whether a commune is Paris, Lyon or Marseille as a whole,
// which its arrondissements also cover.
func IsWholeCity(commune string) bool {
	_, whole := cities[commune]
	return whole
}

// withCityPoints gives Paris, Lyon and Marseille as a whole the mean point of
// their arrondissements where they have none of their own.
func withCityPoints(communes []Commune) []Commune {
	for i := range communes {
		city := &communes[i]
		prefix, whole := cities[city.Code]
		if !whole || city.HasPoint {
			continue
		}
		var n float64
		for _, c := range communes {
			if c.HasPoint && len(c.Code) == 5 && strings.HasPrefix(c.Code, prefix) {
				city.Latitude += c.Latitude
				city.Longitude += c.Longitude
				n++
			}
		}
		if n > 0 {
			city.Latitude /= n
			city.Longitude /= n
			city.HasPoint = true
		}
	}
	return communes
}

// section gives the NAF section of a class or of a section code. The sections
// are runs of divisions, fixed by the NAF rev. 2.
func section(code string) string {
	if len(code) == 1 {
		return code
	}
	if len(code) < 2 || code[0] < '0' || code[0] > '9' || code[1] < '0' || code[1] > '9' {
		return ""
	}
	division := int(code[0]-'0')*10 + int(code[1]-'0')
	for _, s := range []struct {
		last    int
		section string
	}{
		{3, "A"}, {9, "B"}, {33, "C"}, {35, "D"}, {39, "E"}, {43, "F"}, {47, "G"}, {53, "H"}, {56, "I"}, {63, "J"}, {66, "K"},
		{68, "L"}, {75, "M"}, {82, "N"}, {84, "O"}, {85, "P"}, {88, "Q"}, {93, "R"}, {96, "S"}, {98, "T"}, {99, "U"},
	} {
		if division <= s.last {
			return s.section
		}
	}
	return ""
}
