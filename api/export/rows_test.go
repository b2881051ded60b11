package export

import (
	"math/big"
	"testing"
)

// What has no type of its own in a file travels as the text that a reader knows it by.
func TestValuesThatTravelAsText(t *testing.T) {
	uuid := []byte{0x00, 0x05, 0x44, 0x0c, 0x71, 0x0c, 0x3f, 0xc2, 0x0c, 0xf0, 0xab, 0x41, 0xf5, 0x31, 0x20, 0xa4}
	for want, v := range map[string]any{
		"0005440c-710c-3fc2-0cf0-ab41f53120a4":     uuid,
		"0aff":                                     []byte{0x0a, 0xff},
		"18188155379533465812":                     uint64(18188155379533465812),
		"-170141183460469231731687303715884105728": new(big.Int).Neg(new(big.Int).Lsh(big.NewInt(1), 127)),
	} {
		if got, err := (Column{Name: "version", Type: Text}).of(v); err != nil || got != want {
			t.Errorf("%v: %v, want %q: %v", v, got, want, err)
		}
	}
}
