package pattern

import (
	"cmp"
	"regexp/syntax"
	"slices"
)

// most bounds the literals of one list: beyond, longer ones cost more than they spare.
const most = 128

// rare is in how many bytes of ordinary text one literal of a list may be found, for it to be
// worth looking for beside the one found.
const rare = 200

// branch is one way in which a pattern matches, and lists of literals: a match of it
// holds one of each list.
type branch struct {
	tree   *syntax.Regexp
	first  list // the one found least in ordinary text, for by it the branch is looked for
	others []near
}

// list is literals of which every match holds one that lies, in a pattern, between two of its
// parts: it ends at most so many bytes behind the beginning of the former, and before the end of the latter.
type list struct {
	literals      []string
	from, to      int // parts
	before, after int
}

// near is another list: one of its literals ends at most so many bytes before, or behind, the end
// of one of the first.
type near struct {
	list          list
	before, after int
}

// branchesOf gives the branches of a pattern; none when one holds no literal.
func branchesOf(re *syntax.Regexp, ordinary *ordinary) (all []branch) {
	for _, way := range ways(re) {
		parts := partsOf(way)
		lists := required(parts)
		if len(lists) == 0 {
			return nil
		}
		slices.SortStableFunc(lists, func(a, b list) int {
			return cmp.Or(cmp.Compare(ordinary.count(a.literals), ordinary.count(b.literals)), cmp.Compare(shortest(b.literals), shortest(a.literals)))
		})
		b := branch{tree: way, first: lists[0].in(parts)}
		for _, l := range lists[1:] {
			if ordinary.count(l.literals)*rare <= len(ordinary.text) {
				b.others = append(b.others, lists[0].near(l, parts))
			}
		}
		all = append(all, b)
	}
	return all
}

// in gives the list as of all the parts.
func (l list) in(parts []*syntax.Regexp) list {
	return list{l.literals, 0, len(parts), plus(longest(parts[:l.from]...), l.before), plus(l.after, longest(parts[l.to:]...))}
}

// near says how far another list is.
func (l list) near(other list, parts []*syntax.Regexp) near {
	switch {
	case other.from >= l.to:
		return near{other, 0, plus(plus(l.after, longest(parts[l.to:other.from]...)), other.before)}
	case other.to <= l.from:
		return near{other, plus(plus(other.after, longest(parts[other.to:l.from]...)), l.before), 0}
	}
	all := l.in(parts)
	return near{other, all.before, all.after}
}

// partsOf gives what a pattern matches one behind the other.
func partsOf(re *syntax.Regexp) (parts []*syntax.Regexp) {
	switch re.Op {
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range re.Sub {
			parts = append(parts, partsOf(sub)...)
		}
		return parts
	}
	return []*syntax.Regexp{re}
}

// ways gives the alternatives of a pattern, those behind a common \b too.
func ways(re *syntax.Regexp) (all []*syntax.Regexp) {
	switch re.Op {
	case syntax.OpCapture:
		return ways(re.Sub[0])
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			all = append(all, ways(sub)...)
		}
		return all
	case syntax.OpConcat:
		if len(re.Sub) == 2 && re.Sub[0].Op == syntax.OpWordBoundary {
			for _, sub := range ways(re.Sub[1]) {
				all = append(all, &syntax.Regexp{Op: syntax.OpConcat, Flags: re.Flags, Sub: []*syntax.Regexp{re.Sub[0], sub}})
			}
			return all
		}
	}
	return []*syntax.Regexp{re}
}

// ordinary is a text of the kind that will be read, and how often literals are in it.
type ordinary struct {
	text   string
	counts map[string]int
}

// count is how often the literals of a list are found.
func (o *ordinary) count(list []string) (sum int) {
	for _, l := range list {
		n, known := o.counts[l]
		if !known {
			n = occurrences(o.text, l, -1)
			o.counts[l] = n
		}
		sum += n
	}
	return sum
}

// required gives lists of literals, of each of which every match of the parts holds one.
func required(parts []*syntax.Regexp) (lists []list) {
	add := func(all []string, from, to, before, after int) {
		kept := shorten(all)
		if len(kept) < len(all) || size(kept) < size(all) { // one that is left out ends behind what is kept of it
			after = plus(after, size(all))
		}
		if shortest(kept) > 0 {
			lists = append(lists, list{kept, from, to, before, after})
		}
	}
	run, from := []string{""}, 0 // neighbours that are spelt out are taken together
	for i, part := range parts {
		literals, ok := exact(part)
		if ok {
			if joined, fits := join(run, literals); fits {
				run = joined
				continue
			}
		}
		add(run, from, i, size(run), 0)
		if run, from = literals, i; ok {
			continue
		}
		run, from = []string{""}, i+1
		switch part.Op {
		case syntax.OpPlus, syntax.OpRepeat: // the first time
			if part.Op == syntax.OpPlus || part.Min > 0 {
				inner := partsOf(part.Sub[0])
				for _, l := range required(inner) {
					l = l.in(inner)
					add(l.literals, i, i+1, l.before, plus(l.after, longest(part)))
				}
			}
		case syntax.OpAlternate: // one list of the best of each
			var all list
			for _, sub := range part.Sub {
				inner := partsOf(sub)
				lists := required(inner)
				if len(lists) == 0 {
					all.literals = nil
					break
				}
				best := slices.MaxFunc(lists, func(a, b list) int { return shortest(a.literals) - shortest(b.literals) }).in(inner)
				all.literals = append(all.literals, best.literals...)
				all.before, all.after = max(all.before, best.before), max(all.after, best.after)
			}
			if all.literals != nil {
				add(all.literals, i, i+1, all.before, all.after)
			}
		}
	}
	add(run, from, len(parts), size(run), 0)
	return lists
}

// exact gives every string that a pattern matches, if they are few.
func exact(re *syntax.Regexp) (all []string, ok bool) {
	switch re.Op {
	case syntax.OpEmptyMatch:
		return []string{""}, true
	case syntax.OpWordBoundary:
		return []string{edge}, true
	case syntax.OpLiteral:
		return []string{string(re.Rune)}, true
	case syntax.OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if all = append(all, string(r)); len(all) > 10 { // digits are spelt out, letters not
					return nil, false
				}
			}
		}
		return all, true
	case syntax.OpCapture:
		return exact(re.Sub[0])
	case syntax.OpQuest:
		all, ok = exact(re.Sub[0])
		return append([]string{""}, all...), ok
	case syntax.OpConcat:
		all = []string{""}
		for _, sub := range re.Sub {
			list, ok := exact(sub)
			if !ok {
				return nil, false
			}
			if all, ok = join(all, list); !ok {
				return nil, false
			}
		}
		return all, true
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			list, ok := exact(sub)
			if all = append(all, list...); !ok || len(all) > most {
				return nil, false
			}
		}
		return all, true
	}
	return nil, false
}

// join writes each of the ends behind each of the starts.
func join(starts, ends []string) (all []string, fits bool) {
	if len(starts)*len(ends) > most {
		return nil, false
	}
	for _, s := range starts {
		for _, e := range ends {
			all = append(all, beside(s, e))
		}
	}
	return all, true
}
