package disclosure

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The attacker's bounds are those of glpsol, on random systems of sums.
func TestBoundsAgreeWithGLPK(t *testing.T) {
	glpsol, err := exec.LookPath("glpsol")
	if err != nil {
		t.Skip("glpsol is not installed (apt: glpk-utils): the attacker's bounds are not compared with its own")
	}
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 1))
		cells := make([]int64, 4+r.IntN(12))
		for i := range cells {
			cells[i] = max(0, int64(r.IntN(12)-3))
		}
		var shown [][]int32
		for range 2 + r.IntN(8) {
			var sum []int32
			for c := range int32(len(cells)) {
				if r.IntN(3) == 0 {
					sum = append(sum, c)
				}
			}
			if len(sum) > 1 {
				shown = append(shown, sum)
			}
		}
		target := []int32{int32(r.IntN(len(cells)))}
		if r.IntN(2) == 0 {
			target = append(target, (target[0]+1)%int32(len(cells)))
		}
		got, err := NewSystem(cells, shown).Attacker().Bounds(target)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		want := Interval{roundUp(glpk(t, glpsol, "minimize", cells, shown, target)), roundDown(glpk(t, glpsol, "maximize", cells, shown, target))}
		if got != want {
			t.Errorf("seed %d: %v, glpsol %v: cells %v, shown %v, target %v", seed, got, want, cells, shown, target)
		}
	}
}

var objective = regexp.MustCompile(`(?m)^(Status|Objective): +(.*)$`)

// glpk solves the program by glpsol; an empty answer is unbounded.
func glpk(t *testing.T, glpsol, sense string, cells []int64, shown [][]int32, target []int32) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n o: %s\nsubject to\n", sense, terms(target))
	for i, sum := range shown {
		var value int64
		for _, c := range sum {
			value += cells[c]
		}
		fmt.Fprintf(&b, " s%d: %s = %d\n", i, terms(sum), value)
	}
	b.WriteString("end\n")
	file, out := filepath.Join(t.TempDir(), "program.lp"), filepath.Join(t.TempDir(), "out.txt")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if said, err := exec.CommandContext(t.Context(), glpsol, "--lp", file, "--nopresol", "-o", out).CombinedOutput(); err != nil {
		t.Fatalf("glpsol: %v\n%s", err, said)
	}
	answer, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	said := objective.FindAllStringSubmatch(string(answer), -1)
	if len(said) < 2 || strings.TrimSpace(said[0][2]) != "OPTIMAL" {
		return ""
	}
	return strings.Fields(said[1][2])[2]
}

func terms(cells []int32) string {
	var names []string
	for _, c := range cells {
		names = append(names, fmt.Sprintf("x%d", c))
	}
	return strings.Join(names, " + ")
}

func roundUp(s string) int64 {
	v, _ := strconv.ParseFloat(s, 64)
	n := int64(v)
	if v > float64(n)+1e-6 {
		n++
	}
	return n
}

func roundDown(s string) int64 {
	if s == "" {
		return Unbounded
	}
	v, _ := strconv.ParseFloat(s, 64)
	return int64(v + 1e-6)
}
