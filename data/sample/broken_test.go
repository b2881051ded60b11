package sample

import (
	"bytes"
	"testing"
)

// TestBroken: the share asked for breaks its contract, and no other record changes.
func TestBroken(t *testing.T) {
	const share = 0.05
	dir, report := generate(t, Options{Scale: 0.002, Seed: 3, BrokenShare: share})
	sound, _ := generate(t, Options{Scale: 0.002, Seed: 3, BrokenShare: -1})
	for _, source := range []string{"offres", "candidatures", "services", "enquetes", "demandeurs", "etablissements", "contacts", "evenements"} {
		var want [][]byte
		lines(t, sound, source, func(line []byte) { want = append(want, bytes.Clone(line)) })
		i, broken := 0, 0
		lines(t, dir, source, func(line []byte) {
			if !bytes.Equal(line, want[i]) {
				broken++
			}
			i++
		})
		if got := float64(broken) / float64(report.Rows[source]); got < share*0.7 || got > share*1.2 {
			t.Errorf("%s: %.3f of the records are broken", source, got)
		}
	}
}
