package pattern

import (
	"cmp"
	"regexp/syntax"
	"slices"
	"strings"
)

// most bounds the literals of one list: beyond, longer ones cost more than they spare.
const most = 128

// least is the length from which a literal is worth looking for beside the one found.
const least = 3

// branch is one way in which a pattern matches, and lists of literals: a match of it
// holds one of each list.
type branch struct {
	tree  *syntax.Regexp
	lists [][]string
}

// branchesOf gives the branches of a pattern; none when one holds no literal. The first
// list of each is the one found least in ordinary text, for by it the branch is looked for.
func branchesOf(re *syntax.Regexp, ordinary *ordinary) (all []branch) {
	for _, way := range ways(re) {
		lists := required(way)
		if len(lists) == 0 {
			return nil
		}
		slices.SortStableFunc(lists, func(a, b []string) int {
			return cmp.Or(cmp.Compare(ordinary.count(a), ordinary.count(b)), cmp.Compare(shortest(b), shortest(a)))
		})
		first := lists[0]
		lists = slices.DeleteFunc(lists[1:], func(l []string) bool { return shortest(l) < least })
		all = append(all, branch{way, append([][]string{first}, lists...)})
	}
	return all
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
			n = strings.Count(o.text, l)
			o.counts[l] = n
		}
		sum += n
	}
	return sum
}

// required gives lists of literals, of each of which every match holds one.
func required(re *syntax.Regexp) (lists [][]string) {
	add := func(list []string) {
		if list = shorten(list); shortest(list) > 0 {
			lists = append(lists, list)
		}
	}
	if all, ok := exact(re); ok {
		add(all)
		return lists
	}
	switch re.Op {
	case syntax.OpCapture, syntax.OpPlus:
		return required(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return required(re.Sub[0])
		}
	case syntax.OpAlternate: // one list of the best of each
		var all []string
		for _, sub := range re.Sub {
			lists := required(sub)
			if len(lists) == 0 {
				return nil
			}
			all = append(all, slices.MaxFunc(lists, func(a, b []string) int { return shortest(a) - shortest(b) })...)
		}
		add(all)
	case syntax.OpConcat: // neighbours that are spelt out are taken together
		run := []string{""}
		for _, part := range re.Sub {
			list, ok := exact(part)
			if !ok {
				add(run)
				lists = append(lists, required(part)...)
				run = []string{""}
				continue
			}
			joined, fits := join(run, list)
			if !fits {
				add(run)
				joined = list
			}
			run = joined
		}
		add(run)
	}
	return lists
}

// exact gives every string that a pattern matches, if they are few.
func exact(re *syntax.Regexp) (all []string, ok bool) {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpWordBoundary:
		return []string{""}, true
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
			all = append(all, s+e)
		}
	}
	return all, true
}

// shorten leaves out the literals that hold another one.
func shorten(all []string) []string {
	slices.Sort(all)
	all = slices.Compact(all)
	least := shortest(all)
	var kept []string
	for _, a := range all {
		holds := func(b string) bool { return len(b) < len(a) && strings.Contains(a, b) }
		if len(a) == least || !slices.ContainsFunc(all, holds) { // most are as short as the shortest
			kept = append(kept, a)
		}
	}
	return kept
}

func shortest(list []string) int {
	if len(list) == 0 {
		return 0
	}
	return len(slices.MinFunc(list, func(a, b string) int { return len(a) - len(b) }))
}
