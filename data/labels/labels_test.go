package labels

import (
	"math"
	"testing"
)

func TestNormalize(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"Serveur / Serveuse de restaurant", "serveur serveuse de restaurant"},
		{"Serveur/Serveuse de restaurant (H/F)", "serveur serveuse de restaurant"},
		{"SERVEUR / SERVEUSE DE RESTAURANT F/H", "serveur serveuse de restaurant"},
		{"Plombier H / F chauffagiste", "plombier chauffagiste"},
		{"(h/f) Aide-soignant", "aide soignant"},
		{"Chef de rang  (f/h) - saison", "chef de rang saison"},
		{"Éducateur / Éducatrice de jeunes enfants", "educateur educatrice de jeunes enfants"},
		{"E\u0301ducateur", "educateur"}, // the accent as its own character
		{"Maître d’œuvre", "maitre d oeuvre"},
		{"Agent(e) d'accueil", "agent e d accueil"},
		{"Technicien h/for", "technicien h for"}, // not a gender mark
		{"Bash/F", "bash f"},
		{"\u00a0Vendeur\u202f\tconseil ", "vendeur conseil"},
		{"Ingénieur N°3", "ingenieur n 3"},
		{"// --", ""},
	} {
		if got := Normalize(c.in); got != c.want {
			t.Errorf("Normalize(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestReadSalary(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Salary
		ok   bool
	}{
		{"Horaire de 11.88 Euros", Salary{Hour, 11.88, 11.88, 0}, true},
		{"Horaire de 11.88 Euros à 11.88 Euros sur 12.0 mois", Salary{Hour, 11.88, 11.88, 12}, true},
		{"Mensuel de 1911.18 Euros à 1978.69 Euros sur 13.0 mois", Salary{Month, 1911.18, 1978.69, 13}, true},
		{"Mensuel de 850.00 Euros à 1217.00 Euros sur 12 mois", Salary{Month, 850, 1217, 12}, true},
		{"Annuel de 25000,00 Euros à 30000,00 Euros", Salary{Year, 25000, 30000, 0}, true},
		{"Annuel de 34000.0 Euros sur 12.0 mois", Salary{Year, 34000, 34000, 12}, true},
		{"Mensuel de 1 923,00 Euros sur 12 mois", Salary{Month, 1923, 1923, 12}, true},
		{"Mensuel de 1\u00a0923,00\u202fEuros sur 12\u00a0mois", Salary{Month, 1923, 1923, 12}, true},
		{"Annuel de 25\u202f000 € à 30\u202f000 €", Salary{Year, 25000, 30000, 0}, true},
		{"Mensuel de 45000.0 Euros à 60000.0 Euros sur 12.0 mois", Salary{Month, 45000, 60000, 12}, true},
		{"Mensuel de 210.0 Euros sur 12.0 mois", Salary{Month, 210, 210, 12}, true},
		{"Mensuel de 1802.0 Euros ï¿½ 2000.0 Euros sur 12.0 mois", Salary{Month, 1802, 2000, 12}, true},
		{"Mensuel de 1802.0 Euros \xef\xbf\xbd 2000.0 Euros", Salary{Month, 1802, 2000, 0}, true},
		{"Mensuel de 1802.0 Euros sur 0.0 mois", Salary{Month, 1802, 1802, 0}, true},
		{"MENSUEL DE 1802 EUROS A 1900 EUROS SUR 13 MOIS", Salary{Month, 1802, 1900, 13}, true},
		{"Mensuel de 1500 à 1800 Euros", Salary{Month, 1500, 1800, 0}, true},
		{"Mensuel de 1800 Euros à 1500 Euros", Salary{Month, 1500, 1800, 0}, true},
		{"Mensuel de 1800 Euros à 0 Euros", Salary{Month, 1800, 1800, 0}, true},
		{"Mensuel de 1800 Euros + prime de 13 mois", Salary{Month, 1800, 1800, 0}, true},
		{"Mensuel de 2.000,00 Euros à 2.250,50 Euros sur 12 mois", Salary{Month, 2000, 2250.5, 12}, true},
		{"Mensuel de 1.911,38 Euros", Salary{Month, 1911.38, 1911.38, 0}, true},
		{"Annuel de 25.000,00 Euros", Salary{Year, 25000, 25000, 0}, true},
		{"Annuel de 1.025.000 Euros", Salary{Year, 1025000, 1025000, 0}, true},
		{"Annuel de 25,000.00 Euros", Salary{Year, 25000, 25000, 0}, true},
		{"Mensuel de 2.000 Euros à 2.300 Euros", Salary{Month, 2000, 2300, 0}, true},
		{"Mensuel de 2,000 Euros", Salary{Month, 2000, 2000, 0}, true},
		{"Annuel de 25.000 Euros à 30.000 Euros", Salary{Year, 25000, 30000, 0}, true},
		{"Mensuel de 210.000 Euros", Salary{Month, 210, 210, 0}, true}, // could be either
		{"Annuel de 250.000 Euros", Salary{Year, 250, 250, 0}, true},
		{"Horaire de 11.885 Euros", Salary{Hour, 11.885, 11.885, 0}, true},
		{"Horaire de 1.200,00 Euros", Salary{Hour, 1200, 1200, 0}, true},
		{"Mensuel de 1911.185 Euros", Salary{Month, 1911.185, 1911.185, 0}, true},
		{"Mensuel de 0.000 Euros", Salary{}, false},
		{"Mensuel de 1800", Salary{}, false},
		{"Mensuel de 0.0 Euros", Salary{}, false},
		{"Mensuel de 999999999999 Euros", Salary{}, false},
		{"Mensuel de 9999999999999999 Euros", Salary{}, false},
		{"Autre", Salary{}, false},
		{"A négocier", Salary{}, false},
		{"Cachet de 120.0 Euros", Salary{}, false},
		{"A partir de 28 k€ brut annuel", Salary{}, false},
		{"", Salary{}, false},
	} {
		got, ok := ReadSalary(c.in)
		if ok != c.ok || (ok && got != c.want) {
			t.Errorf("ReadSalary(%q) = %+v, %v; want %+v, %v", c.in, got, ok, c.want, c.ok)
		}
	}
}

func TestExperienceMonths(t *testing.T) {
	for _, c := range []struct {
		exige, in string
		want      int
		ok        bool
	}{
		{"D", "Débutant accepté", 0, true},
		{"D", "", 0, true},
		{"D", "Débutant accepté - 2 ans souhaités", 0, true},
		{"", "Débutant OK", 0, true},
		{"", "De\u0301butant accepte\u0301", 0, true},
		{"E", "1 an - Débutant accepté domaine similaire", 12, true},
		{"E", "1 An(s)", 12, true},
		{"E", "6 mois", 6, true},
		{"E", "6 Mois - Minimum", 6, true},
		{"S", "Expérience exigée de 3 An(s)", 36, true},
		{"E", "1 An(s) - diplome du milieu social", 12, true},
		{"E", "3 An(s) - 3 à 5 ans ne logistique", 36, true},
		{"E", "de 1 à 3 ans", 12, true},
		{"E", "2 ou 3 ans", 24, true},
		{"E", "1 an et 6 mois", 18, true},
		{"E", "1 an et demi", 18, true},
		{"E", "2 Ans et demi minimum", 30, true},
		{"E", "1 an et demie", 18, true},
		{"E", "1 an et démarches", 12, true},
		{"E", "1,5 an", 18, true},
		{"E", "15 Jour(s)", 0, true},
		{"E", "2 années", 24, true},
		{"E", "2 ANNÉES", 24, true},
		{"E", "Expérience exigée", 0, false},
		{"E", "3 animateurs", 0, false},
		{"E", "900 ans", 0, false},
		{"", "", 0, false},
	} {
		got, ok := ExperienceMonths(c.exige, c.in)
		if got != c.want || ok != c.ok {
			t.Errorf("ExperienceMonths(%q, %q) = %d, %v; want %d, %v", c.exige, c.in, got, ok, c.want, c.ok)
		}
	}
}

func TestContractMonths(t *testing.T) {
	for _, c := range []struct {
		in   string
		want float64
		ok   bool
	}{
		{"Contrat à durée déterminée - 3 Mois", 3, true},
		{"CDD - 24 Mois", 24, true},
		{"CDD - 1 An(s)", 12, true},
		{"CDD - 15 Jour(s)", 0.493, true},
		{"CDD - 1 An et demi", 18, true},
		{"CDD - 3 mois et demi", 3.5, true},
		{"Mission intérimaire - 2 Semaine(s)", 0.460, true},
		{"CDI", 0, false},
		{"Contrat à durée indéterminée", 0, false},
		{"CDD - 0 Mois", 0, false},
		{"CDD - 999 Mois", 0, false},
		{"", 0, false},
	} {
		got, ok := ContractMonths(c.in)
		if math.Abs(got-c.want) > 0.001 || ok != c.ok {
			t.Errorf("ContractMonths(%q) = %v, %v; want %v, %v", c.in, got, ok, c.want, c.ok)
		}
	}
}

func TestWeeklyHours(t *testing.T) {
	for _, c := range []struct {
		in   string
		want float64
		ok   bool
	}{
		{"35H Horaires normaux", 35, true},
		{"35 H  Horaires normaux", 35, true},
		{"24H/semaine", 24, true},
		{"35H/semaine\nTravail en journée", 35, true},
		{"Temps partiel - 20H30 Horaires variables", 20.5, true},
		{"temps partiel - 7H25 Travail en journée", 7 + 25.0/60, true},
		{"temps partiel - 3H45 Autre", 3.75, true},
		{"36H15", 36.25, true},
		{"36H45 Autre", 36.75, true},
		{"35h00", 35, true},
		{"35,5 heures par semaine", 35.5, true},
		{"151,67 H/mois", 35, true},
		{"Travail en journée 35H", 35, true},
		{"8H-12H et 14H-18H", 0, false}, // times of day, not a length
		{"de 8H à 12H", 0, false},
		{"temps partiel", 0, false},
		{"7H/jour", 0, false},
		{"7H / Jour", 0, false},
		{"7h par jour", 0, false},
		{"7H/j", 0, false},
		{"7 heures par jour", 0, false},
		{"7H30 quotidiennes", 0, false},
		{"temps partiel - 4H/jour", 0, false},
		{"35H/semaine, 7H/jour", 35, true},
		{"7H/jour, 35H/semaine", 35, true},
		{"35H par semaine et par jour de semaine", 35, true},
		{"35H Journée", 35, true},
		{"Travail le samedi", 0, false},
		{"3 hommes", 0, false},
		{"151H67", 0, false},
		{"0H", 0, false},
		{"", 0, false},
	} {
		got, ok := WeeklyHours(c.in)
		if math.Abs(got-c.want) > 0.001 || ok != c.ok {
			t.Errorf("WeeklyHours(%q) = %v, %v; want %v, %v", c.in, got, ok, c.want, c.ok)
		}
	}
}

func TestPartTime(t *testing.T) {
	for _, c := range []struct {
		converti, libelle string
		hours             float64
		partTime, known   bool
	}{
		{"Temps plein", "temps partiel - 20H", 20, false, true},
		{"Temps partiel", "35H", 35, true, true},
		{"", "Temps partiel - 20H30", 20.5, true, true},
		{"", "24H/semaine", 24, true, true},
		{"", "35H Horaires normaux", 35, false, true},
		{"Autre", "", 0, false, false},
		{"", "", 0, false, false},
	} {
		p, known := PartTime(c.converti, c.libelle, c.hours)
		if p != c.partTime || known != c.known {
			t.Errorf("PartTime(%q, %q, %v) = %v, %v", c.converti, c.libelle, c.hours, p, known)
		}
	}
}

func TestDepartment(t *testing.T) {
	for _, c := range []struct{ commune, postcode, label, want string }{
		{"07102", "07500", "07 - GUILHERAND GRANGES", "07"},
		{"75117", "", "", "75"},
		{"69383", "69003", "", "69"},
		{"13208", "", "", "13"},
		{"2A004", "20000", "", "2A"},
		{"2B033", "20200", "", "2B"},
		{"", "20167", "", "2A"},
		{"", "20600", "", "2B"},
		{"97411", "97400", "", "974"},
		{"97611", "", "", "976"},
		{"98818", "", "", "988"},
		{"", "97133", "", "971"},
		{"", "", "75 - Paris 17e", "75"},
		{"", "", "2a - AJACCIO", "2A"},
		{"", "", "974 - SAINT DENIS", "974"},
		{"", "", "07 - Ardèche, Isère & Drôme", "07"},
		{"", "", "07\u00a0-\u00a0Ardèche", "07"},
		{"99138", "98000", "Monaco", ""},
		{"", "", "99 - Étranger", ""},
		{"", "", "France", ""},
		{"", "", "Genève - Suisse", ""},
		{"20004", "", "", ""},
		{"7102", "7500", "", ""},
		{"00000", "00000", "00 - Nulle part", ""},
		{"XX102", "07500", "", "07"},
		{"", "", "", ""},
	} {
		if got := Department(c.commune, c.postcode, c.label); got != c.want {
			t.Errorf("Department(%q, %q, %q) = %q, want %q", c.commune, c.postcode, c.label, got, c.want)
		}
	}
}

func TestLicenceKey(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"B - Véhicule léger", "B"}, {"B - Véhicule léger Exigé", "B"}, {"Permis B", "B"}, {"b", "B"},
		{"Permis de conduire B", "B"}, {"DE - Transport de personnes + remorque (= ED)", "DE"}, {"ED", "DE"},
		{"BE - Véhicule léger + remorque (PTAC > 4,25 T)", "BE"}, {"C - Poids lourd", "C"},
		{"B mention 79.06 (= EB)", "B79.06"}, {"A2 - Moto", "A2"}, {"CACES 3", "caces 3"}, {"", ""}, {" ( ) ", ""},
		{"Permis", "permis"}, {"Permis B exigé", "B"}, {"Véhicule léger", "B"}, {"permis VL", "B"}, {"Permis poids lourd", "C"}, {"SPL", "CE"},
		{"C+E", "CE"}, {"Permis EC", "CE"}, {"Transport en commun", "D"}, {"Permis B (véhicule léger)", "B"}, {"Catégorie D1", "D1"},
		{"B ou C", "b ou c"}, {"Permis B et C", "permis b et c"}, {"bateau", "bateau"}, {"exigé", "exige"},
	} {
		if got := LicenceKey(c.in); got != c.want {
			t.Errorf("LicenceKey(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestLanguageKey(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Anglais", "anglais"}, {"ANGLAIS - B2", "anglais"}, {"Anglais (courant)", "anglais"}, {"Néerlandais", "neerlandais"},
		{"Langue des signes", "langue des signes"}, {"", ""}, {"Anglais courant", "anglais"}, {"Anglais technique exigé", "anglais"},
		{"anglais lu, parlé, écrit", "anglais"}, {"Langue anglaise", "anglais"}, {"LSF", "langue des signes"}, {"Langue des signes française (LSF)", "langue des signes"},
		{"Chinois (mandarin)", "chinois"}, {"Mandarin", "chinois"}, {"Courant", "courant"}, {"Créole réunionnais", "creole reunionnais"},
	} {
		if got := LanguageKey(c.in); got != c.want {
			t.Errorf("LanguageKey(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestDiplomaLevel(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int
		ok   bool
	}{
		{"Aucune formation scolaire", 0, true}, {"AFS", 0, true}, {"CP4 - Primaire à 4eme", 0, true}, {"CFG", 1, true},
		{"3ème achevée ou Brevet", 2, true}, {"2nd ou 1ère achevée", 2, true}, {"CAP, BEP et équivalents", 3, true}, {"CAP", 3, true}, {"NV5", 3, true},
		{"Bac ou équivalent", 4, true}, {"Bac pro", 4, true}, {"Baccalauréat", 4, true}, {"NV4", 4, true}, {"Bac+2 ou équivalents", 5, true}, {"BTS", 5, true},
		{"Bac+3, Bac+4 ou équivalents", 6, true}, {"bac + 3", 6, true}, {"Bac+5 et plus ou équivalents", 7, true}, {"Doctorat", 8, true},
		{"Bac à Bac+2", 4, true}, {"Titre professionnel", 0, false}, {"", 0, false},
	} {
		if got, ok := DiplomaLevel(c.in); got != c.want || ok != c.ok {
			t.Errorf("DiplomaLevel(%q) = %d, %v, want %d, %v", c.in, got, ok, c.want, c.ok)
		}
	}
}

func TestValidSIRET(t *testing.T) {
	for _, c := range []struct {
		in   string
		want bool
	}{
		{"73282932000074", true},
		{"73282932000075", false},
		{"35600000000048", true},  // La Poste's seat: an ordinary key
		{"35600000009075", true},  // La Poste: digits add up to a multiple of five
		{"35600000009076", false}, // neither
		{"7328293200007", false}, {"732829320000741", false}, {"7328293200007A", false}, {"", false},
		{"00000000000000", false},
	} {
		if got := ValidSIRET(c.in); got != c.want {
			t.Errorf("ValidSIRET(%q) = %v, want %v", c.in, got, c.want)
		}
	}
}
