package web

import "testing"

// The element is one small file: the pages that show it load nothing else of ours
// but two sheets.
func TestTheScriptIsSmall(t *testing.T) {
	const limit = 20 << 10
	file, ok := static().files["vigie.js"]
	if !ok {
		t.Fatal("no vigie.js")
	}
	size := len(file.zipped())
	t.Logf("vigie.js: %d bytes, %d compressed", len(file.raw), size)
	if size == 0 || size > limit {
		t.Errorf("vigie.js is %d bytes compressed, want at most %d", size, limit)
	}
}
