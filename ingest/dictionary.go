package ingest

import (
	"hash/maphash"
)

// A dictionary numbers distinct texts in the order in which they come. It keeps
// them end to end: no text is an allocation, and nothing has to be traced.
type dictionary struct {
	slots  []uint32 // 1 + the number of a text, by its hash; 0: free
	hashes []uint32
	texts  []byte
	ends   []uint32
}

// Where a text lies among the slots differs from run to run; its number does not.
var dictionarySeed = maphash.MakeSeed()

const firstSlots = 64

func (d *dictionary) len() int { return len(d.ends) }

func (d *dictionary) reset() {
	if len(d.ends) > 0 {
		clear(d.slots)
	}
	d.hashes, d.texts, d.ends = d.hashes[:0], d.texts[:0], d.ends[:0]
}

// text is the one of number i.
func (d *dictionary) text(i int) []byte {
	if i == 0 {
		return d.texts[:d.ends[0]]
	}
	return d.texts[d.ends[i-1]:d.ends[i]]
}

// number is that of a text, a new one when it comes for the first time.
func (d *dictionary) number(text string) uint32 {
	return d.find(text, uint32(maphash.String(dictionarySeed, text)))
}

// numberOf is the number here of text i of another dictionary.
func (d *dictionary) numberOf(other *dictionary, i int) uint32 {
	return d.find(alias(other.text(i)), other.hashes[i])
}

func (d *dictionary) find(text string, hash uint32) uint32 {
	if 2*len(d.ends) >= len(d.slots) {
		d.grow()
	}
	mask := uint32(len(d.slots) - 1)
	for at := hash & mask; ; at = (at + 1) & mask {
		i := d.slots[at]
		if i == 0 {
			d.slots[at] = uint32(len(d.ends) + 1)
			d.hashes = append(d.hashes, hash)
			d.texts = append(d.texts, text...)
			d.ends = append(d.ends, uint32(len(d.texts)))
			return uint32(len(d.ends) - 1)
		}
		if d.hashes[i-1] == hash && string(d.text(int(i-1))) == text {
			return i - 1
		}
	}
}

func (d *dictionary) grow() {
	d.slots = make([]uint32, max(firstSlots, 2*len(d.slots)))
	mask := uint32(len(d.slots) - 1)
	for i, hash := range d.hashes {
		at := hash & mask
		for d.slots[at] != 0 {
			at = (at + 1) & mask
		}
		d.slots[at] = uint32(i + 1)
	}
}
