package pools

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func TestIndexAgreesWithTheOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, q := drawWorld(t), drawQuery(t)
		ix := buildIndex(t, w.offers, w.seekers, w.applied...)
		for _, o := range w.offers {
			want, funnel := oracle(today, o, w.seekers, w.applied, q)
			p := ask(t, ix, o.ID, q)
			if diff := cmp.Diff(funnel, p.Funnel); diff != "" {
				t.Fatalf("funnel of %s (-want +got):\n%s", o.ID, diff)
			}
			if p.Size != len(want) {
				t.Fatalf("size of %s: %d, want %d", o.ID, p.Size, len(want))
			}
			if diff := cmp.Diff(naiveBands(want), p.Distribution); diff != "" {
				t.Fatalf("distribution of %s (-want +got):\n%s", o.ID, diff)
			}
			got := whole(t, ix, o.ID, q)
			if diff := cmp.Diff(candidates(want), got, cmpopts.EquateApprox(0, 1e-9), cmpopts.IgnoreFields(Candidate{}, "Reasons")); diff != "" {
				t.Fatalf("candidates of %s (-want +got):\n%s", o.ID, diff)
			}
		}
	})
}

func candidates(all []judged) (out []Candidate) {
	for _, j := range all {
		out = append(out, Candidate{
			JobSeekerID: j.seeker.ID, Score: j.score, DistanceKm: j.km, Reach: j.reach, MRS: j.mrs,
			Parts: Parts{
				Trade: j.trade, Skills: j.skills, Experience: j.experience,
				Distance: j.distance, Availability: j.availability, Salary: j.salary,
			},
			MatchedSkills: append([]string{}, j.matched...), MissingSkills: append([]string{}, j.missing...), Applied: j.applied,
		})
	}
	return out
}

// A caller sees the persons of his agencies, in the order of all, and of the others
// counts by fives: no answer tells of fewer.
func TestPersonsOutsideAreCountsByFives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, q := drawWorld(t), drawQuery(t)
		ix := buildIndex(t, w.offers, w.seekers)
		agencies := rapid.SampledFrom([][]string{{}, {"AG1"}, {"AG2", "AG1"}, {"elsewhere"}, {""}}).Draw(t, "agencies")
		mine := func(id string) bool {
			i := slices.IndexFunc(w.seekers, func(j JobSeeker) bool { return j.ID == id })
			return w.seekers[i].Agency != "" && slices.Contains(agencies, w.seekers[i].Agency)
		}
		everybody := whole(t, ix, "O0", q)
		inside := slices.DeleteFunc(slices.Clone(w.seekers), func(j JobSeeker) bool { return !mine(j.ID) })
		outside := slices.DeleteFunc(slices.Clone(w.seekers), func(j JobSeeker) bool { return mine(j.ID) })
		in, out := ask(t, buildIndex(t, w.offers, inside), "O0", q), ask(t, buildIndex(t, w.offers, outside), "O0", q)
		q.Agencies = agencies
		p, got := ask(t, ix, "O0", q), whole(t, ix, "O0", q)
		want := slices.DeleteFunc(everybody, func(c Candidate) bool { return !mine(c.JobSeekerID) })
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("persons of %q (-want +got):\n%s", agencies, diff)
		}
		if p.Size != in.Size+out.Size/5*5 {
			t.Fatalf("size %d, of %d inside and %d outside", p.Size, in.Size, out.Size)
		}
		for i, s := range p.Funnel {
			if s.Remaining != in.Funnel[i].Remaining+out.Funnel[i].Remaining/5*5 {
				t.Fatalf("step %+v, of %+v inside and %+v outside", s, in.Funnel[i], out.Funnel[i])
			}
		}
		for i, b := range p.Distribution {
			if b.Count != in.Distribution[i].Count+out.Distribution[i].Count/5*5 {
				t.Fatalf("band %+v, of %+v inside and %+v outside", b, in.Distribution[i], out.Distribution[i])
			}
		}
	})
}

func TestPartsSumToTheScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		ix := buildIndex(t, w.offers, w.seekers)
		for _, c := range whole(t, ix, "O0", drawQuery(t)) {
			p := c.Parts
			sum := p.Trade + p.Skills + p.Experience + p.Distance + p.Availability + p.Salary
			if math.Abs(sum-c.Score) > 1e-9 || c.Score < 0 || c.Score > 100 {
				t.Fatalf("%s: parts sum to %v, score %v", c.JobSeekerID, sum, c.Score)
			}
			if len(c.Reasons) != 6 {
				t.Fatalf("%s: %d reasons, want one a part: %q", c.JobSeekerID, len(c.Reasons), c.Reasons)
			}
		}
	})
}

func TestOneMoreSkillNeverLowersAScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o, j := drawOffer(t, "O"), drawSeeker(t, "P")
		more := j
		more.Skills = append(slices.Clone(j.Skills), rapid.SampledFrom(skills).Draw(t, "one more"))
		neverLower(t, o, j, more)
	})
}

func TestAGreaterDistanceNeverRaisesAScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o, j := drawOffer(t, "O"), drawSeeker(t, "P")
		o.Point = &Point{48.85, 2.35}
		near := rapid.Float64Range(0, 5).Draw(t, "near")
		far := near + rapid.Float64Range(0, 5).Draw(t, "farther")
		heading := rapid.SampledFrom([]Point{{1, 0}, {-1, 0}, {0, 1}, {0, -1}}).Draw(t, "heading")
		at := func(degrees float64) JobSeeker {
			moved := j
			moved.Commune = "away"
			moved.Point = &Point{48.85 + degrees*heading.Latitude, 2.35 + degrees*heading.Longitude}
			return moved
		}
		neverLower(t, o, at(far), at(near))
	})
}

// neverLower checks that whoever is eligible as less is so as more, with no lower score.
func neverLower(t *rapid.T, o OpenOffer, less, more JobSeeker) {
	q := Query{NearTrades: true}
	before := ask(t, buildIndex(t, []OpenOffer{o}, []JobSeeker{less}), "O", q).Candidates
	after := ask(t, buildIndex(t, []OpenOffer{o}, []JobSeeker{more}), "O", q).Candidates
	if len(before) == 1 && (len(after) == 0 || after[0].Score < before[0].Score) {
		t.Fatalf("was %+v, is %+v", before, after)
	}
}

func TestARelaxationNeverShrinksAPool(t *testing.T) {
	drop := func(t *rapid.T, list []string) []string {
		if len(list) == 0 {
			return nil
		}
		i := rapid.IntRange(0, len(list)-1).Draw(t, "dropped")
		return slices.Delete(slices.Clone(list), i, i+1)
	}
	relaxations := map[string]func(t *rapid.T, o *OpenOffer, w []JobSeeker, q *Query){
		"drop a required licence": func(t *rapid.T, o *OpenOffer, _ []JobSeeker, _ *Query) {
			o.RequiredLicences = drop(t, o.RequiredLicences)
		},
		"drop a required language": func(t *rapid.T, o *OpenOffer, _ []JobSeeker, _ *Query) {
			o.RequiredLanguages = drop(t, o.RequiredLanguages)
		},
		"drop a required skill": func(t *rapid.T, o *OpenOffer, _ []JobSeeker, _ *Query) { o.RequiredSkills = drop(t, o.RequiredSkills) },
		"drop the experience":   func(_ *rapid.T, o *OpenOffer, _ []JobSeeker, _ *Query) { o.ExperienceMonths = 0 },
		"drop the contract":     func(_ *rapid.T, o *OpenOffer, _ []JobSeeker, _ *Query) { o.Contract = "" },
		"allow near trades":     func(_ *rapid.T, _ *OpenOffer, _ []JobSeeker, q *Query) { q.NearTrades = true },
		"one more near trade": func(t *rapid.T, o *OpenOffer, _ []JobSeeker, _ *Query) {
			o.NearRomes = append(slices.Clone(o.NearRomes), rapid.SampledFrom(romes).Draw(t, "near"))
		},
		"widen the cap": func(t *rapid.T, _ *OpenOffer, _ []JobSeeker, q *Query) {
			if q.RadiusKm != nil {
				km := *q.RadiusKm + rapid.Float64Range(0, 50).Draw(t, "wider")
				q.RadiusKm = &km
			}
		},
		"lift the cap": func(_ *rapid.T, _ *OpenOffer, _ []JobSeeker, q *Query) { q.RadiusKm = nil },
		"widen the radius": func(t *rapid.T, _ *OpenOffer, w []JobSeeker, _ *Query) {
			wider := rapid.IntRange(0, 50).Draw(t, "wider")
			for i := range w {
				w[i].RadiusKm += wider
			}
		},
	}
	for name, relax := range relaxations {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				w, q := drawWorld(t), drawQuery(t)
				q.Limit = 500
				o := w.offers[0]
				before := ask(t, buildIndex(t, []OpenOffer{o}, w.seekers), "O0", q)
				relax(t, &o, w.seekers, &q)
				after := ask(t, buildIndex(t, []OpenOffer{o}, w.seekers), "O0", q)
				for _, c := range before.Candidates {
					if !slices.ContainsFunc(after.Candidates, func(d Candidate) bool { return d.JobSeekerID == c.JobSeekerID }) {
						t.Fatalf("%s left the pool: %d before, %d after", c.JobSeekerID, before.Size, after.Size)
					}
				}
			})
		})
	}
}

func TestACapMovesNoScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		ix := buildIndex(t, w.offers, w.seekers)
		all := whole(t, ix, "O0", Query{NearTrades: true})
		km := rapid.Float64Range(0, 40).Draw(t, "cap")
		capped := whole(t, ix, "O0", Query{NearTrades: true, RadiusKm: &km})
		want := slices.DeleteFunc(slices.Clone(all), func(c Candidate) bool { return c.DistanceKm != nil && *c.DistanceKm > km })
		if diff := cmp.Diff(want, capped, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("capped at %v km (-want +got):\n%s", km, diff)
		}
	})
}

func TestOrderDoesNotDependOnTheOrderOfArrival(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, q := drawWorld(t), drawQuery(t)
		q.Limit = rapid.IntRange(1, 9).Draw(t, "limit")
		shuffled := rapid.Permutation(w.seekers).Draw(t, "shuffled")
		first := ask(t, buildIndex(t, w.offers, w.seekers), "O0", q)
		second := ask(t, buildIndex(t, w.offers, shuffled), "O0", q)
		if diff := cmp.Diff(first, second); diff != "" {
			t.Fatalf("the same portfolio in another order (-first +second):\n%s", diff)
		}
	})
}

func TestPagesFollowEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, q := drawWorld(t), drawQuery(t)
		ix := buildIndex(t, w.offers, w.seekers)
		q.Limit = 500
		once := ask(t, ix, "O0", q)
		var paged []Candidate
		for pages := 0; ; pages++ {
			q.Limit = rapid.IntRange(1, 9).Draw(t, "limit") // may change on the way
			p := ask(t, ix, "O0", q)
			paged = append(paged, p.Candidates...)
			if p.Size != once.Size || !slices.Equal(p.Funnel, once.Funnel) {
				t.Fatalf("page %d has another funnel: %v, want %v", pages, p.Funnel, once.Funnel)
			}
			if p.Next == nil {
				break
			}
			if len(p.Candidates) != q.Limit {
				t.Fatalf("page %d has %d candidates and a next page, limit %d", pages, len(p.Candidates), q.Limit)
			}
			q.After = *p.Next
		}
		if diff := cmp.Diff(once.Candidates, paged, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("pages together (-once +paged):\n%s", diff)
		}
		for i, c := range once.Candidates[min(1, len(once.Candidates)):] {
			if c.Score > once.Candidates[i].Score {
				t.Fatalf("rank %d scores %v after %v", i+1, c.Score, once.Candidates[i].Score)
			}
		}
	})
}

func TestEqualCandidatesHaveOneOrder(t *testing.T) {
	var seekers []JobSeeker
	for i := range 300 {
		seekers = append(seekers, JobSeeker{ID: fmt.Sprintf("P%d", i), RadiusKm: 30, Trades: []Trade{{Rome: "R1"}}})
	}
	ix := buildIndex(t, []OpenOffer{{Offer: Offer{ID: "O", Rome: "R1"}}}, seekers)
	got := whole(t, ix, "O", Query{Limit: 7})
	if !slices.IsSortedFunc(got, func(a, b Candidate) int {
		if naiveHash(a.JobSeekerID) < naiveHash(b.JobSeekerID) {
			return -1
		}
		return 1
	}) || len(got) != 300 {
		t.Fatalf("%d equal candidates, not by the hash of their identifier", len(got))
	}
}
