package pools

// rows is a column of lists: the values of row n are values[start[n]:start[n+1]].
type rows[T any] struct {
	start  []uint32
	values []T
}

func (r rows[T]) of(n uint32) []T { return r.values[r.start[n]:r.start[n+1]] }

// reorder gives the column whose row i is the row order[i] of col.
func reorder[T any](col []T, order []uint32) []T {
	out := make([]T, len(order))
	for i, n := range order {
		out[i] = col[n]
	}
	return out
}

// reorderRows does the same to a column of lists.
func reorderRows[T any](col rows[T], order []uint32) rows[T] {
	out := rows[T]{start: make([]uint32, 1, len(order)+1), values: make([]T, 0, len(col.values))}
	for _, n := range order {
		out.values = append(out.values, col.of(n)...)
		out.start = append(out.start, uint32(len(out.values)))
	}
	return out
}

// having gives the rows that hold a symbol, which may be a draft's: none then.
func having(inverted rows[uint32], symbol uint32) []uint32 {
	if int(symbol)+1 >= len(inverted.start) {
		return nil
	}
	return inverted.of(symbol)
}

// invert gives, for each of the symbols 0 to count-1, the numbers of the rows
// that hold it, ascending (twice if a row holds it twice). Symbol 0 means none
// and has no rows.
func invert(col rows[uint32], count int) rows[uint32] {
	start := make([]uint32, count+1)
	for _, v := range col.values {
		if v != 0 {
			start[v+1]++
		}
	}
	for i := range count {
		start[i+1] += start[i]
	}
	values := make([]uint32, start[count])
	next := append([]uint32(nil), start...)
	for n := range uint32(len(col.start) - 1) {
		for _, v := range col.of(n) {
			if v != 0 {
				values[next[v]] = n
				next[v]++
			}
		}
	}
	return rows[uint32]{start: start, values: values}
}
