package sample

// goneEvery is how many records there are for one that is deleted in the end.
const goneEvery = 2500

// goneWithin is how many days after its last state a record is deleted.
const goneWithin = 40

// gone tells on which day a record is deleted after its last state, most never. Its
// number is its own among those of its source.
func (d *drawer) gone(source int, number uint64, last int) int {
	x := mix(mix(d.seed^uint64(source+101)<<24) ^ number)
	if x%goneEvery > 0 || last >= d.w.end {
		return never
	}
	return last + 1 + int(x>>32%goneWithin)
}

// lastOf is the last of some days that come.
func lastOf(days ...int) (last int) {
	for _, day := range days {
		if day != never {
			last = max(last, day)
		}
	}
	return last
}

// endDeletion ends what deletes a record, after its key: the date that stamps it.
func (w *world) endDeletion(b []byte, stamp string, day int) []byte {
	b = append(append(append(b, `","`...), stamp...), `":"`...)
	return append(append(b, w.date(day)...), `","supprime":true}`...)
}
