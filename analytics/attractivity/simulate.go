package attractivity

// Simulate gives an offer as it is beside what it would be, in its department. What
// is drafted says what the offer offers and asks, and where; its life (creation,
// closing, applications) stays, and it is left out of its market as it is counted
// there. Without before it is an offer that is created today and that no market holds.
func (ix *Index) Simulate(before *Row, drafted Row) Simulation {
	s := Simulation{Snapshot: ix.snapshot, AsOf: ix.asOf, Moves: []Move{}}
	if before == nil {
		s.After = ix.answer(held{row: drafted.createdToday(ix.today), at: -1}, ScopeDepartment)
	} else {
		at := ix.place(*before)
		was := ix.answer(held{row: *before, at: at}, ScopeDepartment)
		s.Before = &was
		s.After = ix.answer(held{row: drafted.livingAs(*before), at: at, counted: before}, ScopeDepartment)
	}
	s.Moves = moves(s.Before, &s.After)
	return s
}

// createdToday is a draft without a past.
func (r Row) createdToday(today int32) Row {
	return Row{Created: today, IsOpen: true}.offering(r)
}

// livingAs is a draft with the past of an offer.
func (r Row) livingAs(before Row) Row {
	if before.Elsewhere != "" { // there is nothing to compare it with
		return before
	}
	return before.offering(r)
}

// offering is the offer with what another one offers, asks and is called: the rest of
// a row is its life and its place in the market.
func (r Row) offering(o Row) Row {
	life := r
	r = o
	r.ID, r.Agency, r.Employer = life.ID, life.Agency, life.Employer
	r.Created, r.Closed, r.IsOpen = life.Created, life.Closed, life.IsOpen
	r.IsMature, r.IsFilled, r.DaysToFill = life.IsMature, life.IsFilled, life.DaysToFill
	r.Applications, r.Applications30, r.ByOrigin, r.Ages = life.Applications, life.Applications30, life.ByOrigin, life.Ages
	return r
}

// moves lists the criteria of two answers, in the order of the widget.
func moves(before, after *Answer) []Move {
	list := []Move{}
	add := func(criterion string) *Move {
		for i := range list {
			if list[i].Criterion == criterion {
				return &list[i]
			}
		}
		list = append(list, Move{Criterion: criterion})
		return &list[len(list)-1]
	}
	if before != nil {
		for _, c := range before.Criteria {
			add(c.Criterion).Before = stand(c)
		}
	}
	for _, c := range after.Criteria {
		add(c.Criterion).After = stand(c)
	}
	return list
}

func stand(c Criterion) *Stand {
	return &Stand{Status: c.Status, Value: c.Value, ValueLabel: c.ValueLabel, Percentile: c.Percentile, Alert: c.Alert}
}
