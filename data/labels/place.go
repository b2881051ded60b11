package labels

import "strings"

// Department gives the department of a place: from the INSEE code of its commune,
// else from its postcode, else from its label's prefix ("75 - Paris 17e"); "" when
// none tells. Corsica is 2A or 2B, overseas has three digits, arrondissements belong
// to their department; a foreign place has none.
func Department(commune, postcode, label string) string {
	if d := communeDepartment(strings.TrimSpace(commune)); d != "" {
		return d
	}
	if d := postcodeDepartment(strings.TrimSpace(postcode)); d != "" {
		return d
	}
	prefix, _, found := strings.Cut(label, "-")
	if !found {
		return ""
	}
	return department(strings.TrimFunc(prefix, isSpace))
}

func communeDepartment(code string) string {
	if len(code) != 5 || !allDigits(code[2:]) {
		return ""
	}
	if code[:2] == "97" || code[:2] == "98" {
		return department(code[:3])
	}
	return department(code[:2])
}

func postcodeDepartment(code string) string {
	if len(code) != 5 || !allDigits(code) {
		return ""
	}
	switch code[:3] {
	case "200", "201":
		return "2A"
	case "202", "203", "204", "205", "206":
		return "2B"
	}
	return communeDepartment(code)
}

// DepartmentCode gives the code of a department as it is published: "1" and "2a" are
// 01 and 2A; "" when it is none.
func DepartmentCode(code string) string {
	code = strings.TrimSpace(code)
	if len(code) == 1 {
		code = "0" + code
	}
	return department(code)
}

// department gives the code as published when it is one, else "".
func department(code string) string {
	switch len(code) {
	case 2:
		if code[0] == '2' {
			switch code[1] {
			case 'A', 'a':
				return "2A"
			case 'B', 'b':
				return "2B"
			}
		}
		if allDigits(code) && code >= "01" && code <= "95" && code != "20" {
			return code
		}
	case 3:
		switch {
		case code >= "971" && code <= "978" && allDigits(code):
			return code
		case code == "984", code == "986", code == "987", code == "988", code == "989":
			return code
		}
	}
	return ""
}

func allDigits(s string) bool {
	for i := range len(s) {
		if !digit(s[i]) {
			return false
		}
	}
	return s != ""
}

// ValidSIRET says whether s is a SIRET number: 14 digits with a right Luhn key, or
// one of La Poste's establishments, whose digits add up to a multiple of five.
func ValidSIRET(s string) bool {
	if len(s) != 14 || !allDigits(s) || s == "00000000000000" {
		return false
	}
	luhn, sum := 0, 0
	for i := range 14 {
		d := int(s[i] - '0')
		sum += d
		if i%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		luhn += d
	}
	return luhn%10 == 0 || (s[:9] == laPoste && sum%5 == 0)
}

// laPoste is the SIREN whose establishments outnumber the Luhn key.
const laPoste = "356000000"
