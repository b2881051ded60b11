package diagnosis

import (
	"strings"
	"testing"

	"vigie/data/rules"
)

// TestTheTableIsRead: as it is it is sound, and each mistake in it is refused.
func TestTheTableIsRead(t *testing.T) {
	table, services := string(rules.Diagnosis), string(rules.Services)
	if _, err := readCatalogue(rules.Diagnosis, rules.Services); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name           string
		table, service [2]string // what is replaced
		want           string
	}{
		{name: "another column", table: [2]string{"difficulty,title", "difficulty,name"}, want: "columns"},
		{name: "an unknown condition", table: [2]string{",salary_low,", ",salary_high,"}, want: "salary_high"},
		{name: "a condition twice", table: [2]string{",salary_low,", ",salary_absent,"}, want: "salary_absent"},
		{name: "an unknown rule", table: [2]string{"{diagnosis_waiting}", "{diagnosis_weighting}"}, want: "diagnosis_weighting"},
		{name: "an unknown service", table: [2]string{"preselection eccp pmsmp", "preselection ECCP pmsmp"}, want: "ECCP"},
		{name: "no service that suits every contract", table: [2]string{"pmsmp afpr poei tutoring", "afpr poei"}, want: "skill_to_learn"},
		{name: "two titles", table: [2]string{"Le poste est mal défini,missions", "Le poste est flou,missions"}, want: "unclear_position"},
		{name: "nothing said", table: [2]string{"Proposer plus d'heures", ""}, want: "hours_few"},
		{name: "a service that nothing needs", table: [2]string{"transferable_skills event", "transferable_skills"}, want: "event"},
		{name: "a service twice", service: [2]string{"\nevent,", "\nmrs,"}, want: "mrs"},
		{name: "a service without a label", service: [2]string{"Former avant l'embauche (AFPR)", ""}, want: "afpr"},
		{name: "a length that is no rule", service: [2]string{"training_short_months", "training_months"}, want: "training_months"},
	} {
		t.Run(c.name, func(t *testing.T) {
			changed, other := replaced(t, table, c.table), replaced(t, services, c.service)
			if _, err := readCatalogue([]byte(changed), []byte(other)); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v does not name %s", err, c.want)
			}
		})
	}
	without := strings.Replace(table, lineOf(table, "hours_few"), "", 1)
	if _, err := readCatalogue([]byte(without), rules.Services); err == nil || !strings.Contains(err.Error(), "hours_few") {
		t.Errorf("a condition without a line: %v", err)
	}
}

func replaced(t *testing.T, text string, by [2]string) string {
	t.Helper()
	if by[0] != "" && !strings.Contains(text, by[0]) {
		t.Fatalf("nothing to replace: %s", by[0])
	}
	return strings.Replace(text, by[0], by[1], 1)
}

func lineOf(table, condition string) string {
	for line := range strings.Lines(table) {
		if strings.Contains(line, ","+condition+",") {
			return line
		}
	}
	return ""
}
