package performance

import (
	"cmp"
	"slices"
)

// waiting is units alike of a file whose rows come in any order.
type waiting struct {
	group                                  int
	stratum, count, numerator, denominator int64
}

// Hold is Add for a file whose rows come in any order: they wait until Sort.
func (u *Units) Hold(agency, month []byte, count, numerator, denominator int64, values [][]byte) error {
	if err := u.at(agency, month); err != nil || u.group < 0 {
		return err
	}
	u.waiting = append(u.waiting, waiting{u.group, u.stratumOfRow(values), count, numerator, denominator})
	for i := range u.builders {
		u.texts = append(u.texts, u.number(i, u.text(i, values)))
	}
	return nil
}

// Sort adds what waits, and is called at the end of each file whose rows are held.
func (u *Units) Sort() error {
	order := u.inOrder()
	for builder := range u.builders {
		for _, at := range order {
			w := u.waiting[at]
			for _, id := range u.said[builder][u.texts[int(at)*len(u.builders)+builder]] {
				if err := u.add(builder, w.group, id, w.stratum, w.numerator, w.denominator, w.count); err != nil {
					return err
				}
			}
		}
	}
	u.endRun()
	return nil
}

// inOrder are those that wait, by number, in the order of their groups.
func (u *Units) inOrder() []int32 {
	order := make([]int32, len(u.waiting))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Compare(u.waiting[a].group, u.waiting[b].group) })
	return order
}

// endRun ends what waits of a file.
func (u *Units) endRun() {
	groups := len(u.index.tree[levelAgency].places) * len(u.index.calendar.months)
	for _, b := range u.builders {
		b.endRun(groups)
	}
	u.waiting, u.texts = u.waiting[:0], u.texts[:0]
}
