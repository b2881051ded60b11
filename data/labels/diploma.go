package labels

import "strings"

// diplomaWords are the levels of the national framework that a word of a label, or
// a code of the public API, names; under 3, those of school.
var diplomaWords = map[string]int{
	"doctorat": 8, "nv1": 7, "master": 7, "ingenieur": 7, "nv2": 6, "licence": 6, "nv3": 5, "bts": 5, "dut": 5, "deug": 5,
	"nv4": 4, "baccalaureat": 4, "nv5": 3, "cap": 3, "bep": 3,
	"c12": 2, "c3a": 2, "brevet": 2, "bepc": 2, "3eme": 2, "2nd": 2, "1ere": 2, "cfg": 1, "afs": 0, "aucune": 0, "cp4": 0, "primaire": 0,
}

// afterBac are the levels of so many years after the baccalauréat.
var afterBac = map[string]int{"2": 5, "3": 6, "4": 6, "5": 7, "6": 7, "7": 7, "8": 8}

// DiplomaLevel reads the level of a diploma: 3 for "CAP, BEP et équivalents", 4 for
// "Bac ou équivalent", 5 for "Bac+2", 6 for "Bac+3, Bac+4", 7 for "Bac+5 et plus", 0
// for "Aucune formation scolaire". A label that names several has the lowest.
func DiplomaLevel(label string) (level int, ok bool) {
	words := strings.Fields(Normalize(label))
	for i, w := range words {
		found, known := diplomaWords[w]
		if w == "bac" {
			found, known = 4, true
			if i+1 < len(words) && afterBac[words[i+1]] > 0 {
				found = afterBac[words[i+1]]
			}
		}
		if known && (!ok || found < level) {
			level, ok = found, true
		}
	}
	return level, ok
}
