package sample

import "strings"

// profile is what is usual in a group of trades: pay, contracts, hours, sectors.
type profile struct {
	prefix   string  // ROME codes that start so; the longest prefix wins
	pay      float64 // median yearly full-time wage, in minimum wages
	partTime int     // offers in a hundred
	beginner int     // offers in a hundred that ask nothing
	contract []choice[string]
	season   *[12]float64 // share of offers kept by month, nil when even
	licence  string       // asked in a third of offers, "" when none is usual
	grade    string       // usual qualification code
	sectors  []string     // NAF codes
	fap      string       // the trade of the survey of hiring needs, another for each
	family   string       // and its family there
}

var (
	usual    = []choice[string]{{52, "CDI"}, {80, "CDD"}, {95, "MIS"}, {96, "SAI"}, {97, "DIN"}, {98, "DDI"}, {99, "LIB"}, {100, "TTI"}}
	stable   = []choice[string]{{72, "CDI"}, {92, "CDD"}, {97, "MIS"}, {99, "DIN"}, {100, "FRA"}}
	manual   = []choice[string]{{34, "CDI"}, {54, "CDD"}, {94, "MIS"}, {95, "SAI"}, {97, "DIN"}, {99, "DDI"}, {100, "TTI"}}
	seasonal = []choice[string]{{8, "CDI"}, {28, "CDD"}, {32, "MIS"}, {100, "SAI"}}
	caring   = []choice[string]{{58, "CDI"}, {90, "CDD"}, {97, "MIS"}, {100, "LIB"}}

	harvest = [12]float64{0.15, 0.15, 0.25, 0.4, 0.7, 1, 1, 1, 1, 0.5, 0.15, 0.1}
	summer  = [12]float64{0.55, 0.7, 0.9, 1, 1, 0.95, 0.7, 0.5, 0.6, 0.6, 0.6, 0.6}
)

var profiles = []profile{
	{prefix: "", pay: 1.20, partTime: 18, beginner: 40, contract: usual, grade: "6", sectors: []string{"9499Z", "8411Z", "7820Z"}, fap: "L4X80", family: "A"},
	{prefix: "A", pay: 1.08, partTime: 10, beginner: 60, contract: manual, licence: "B", grade: "2", sectors: []string{"8130Z", "8411Z"}, fap: "A1X41", family: "Z"},
	{prefix: "A14", pay: 1.05, partTime: 8, beginner: 80, contract: seasonal, season: &harvest, grade: "1", sectors: []string{"0124Z"}, fap: "A1X40", family: "Z"},
	{prefix: "C", pay: 1.45, partTime: 8, beginner: 30, contract: stable, grade: "7", sectors: []string{"6820A", "7022Z"}, fap: "QBX01", family: "V"},
	{prefix: "D", pay: 1.12, partTime: 30, beginner: 50, contract: usual, grade: "5", sectors: []string{"4711D", "4711F", "4771Z", "4690Z"}, fap: "R1X61", family: "V"},
	{prefix: "D11", pay: 1.18, partTime: 15, beginner: 40, contract: usual, grade: "6", sectors: []string{"1071C", "4722Z", "4724Z", "4711D"}, fap: "R1X60", family: "V"},
	{prefix: "D12", pay: 1.12, partTime: 35, beginner: 50, contract: usual, grade: "5", sectors: []string{"4771Z", "4711F"}, fap: "R1X62", family: "V"},
	{prefix: "D14", pay: 1.42, partTime: 6, beginner: 30, contract: stable, licence: "B", grade: "6", sectors: []string{"4690Z", "4669B", "7022Z"}, fap: "R2X80", family: "V"},
	{prefix: "D15", pay: 1.08, partTime: 45, beginner: 65, contract: usual, grade: "5", sectors: []string{"4711D", "4711F"}, fap: "R0X60", family: "V"},
	{prefix: "E", pay: 1.40, partTime: 8, beginner: 30, contract: stable, grade: "7", sectors: []string{"7022Z", "6201Z"}, fap: "U0X80", family: "C"},
	{prefix: "F", pay: 1.25, partTime: 4, beginner: 35, contract: manual, licence: "B", grade: "4", sectors: []string{"4120B", "4399C", "4321A", "4322A", "4334Z"}, fap: "B1X31", family: "O"},
	{prefix: "F1602", pay: 1.28, partTime: 3, beginner: 35, contract: manual, licence: "B", grade: "4", sectors: []string{"4321A", "7820Z"}, fap: "B2X32", family: "O"},
	{prefix: "F1603", pay: 1.30, partTime: 3, beginner: 30, contract: manual, licence: "B", grade: "4", sectors: []string{"4322A", "4322B", "7820Z"}, fap: "B2X33", family: "O"},
	{prefix: "F1606", pay: 1.22, partTime: 4, beginner: 40, contract: manual, licence: "B", grade: "4", sectors: []string{"4334Z", "7820Z"}, fap: "B2X36", family: "O"},
	{prefix: "G", pay: 1.14, partTime: 25, beginner: 50, contract: usual, season: &summer, grade: "5", sectors: []string{"5610A", "5510Z", "5610C", "5530Z"}, fap: "S2X81", family: "V"},
	{prefix: "G12", pay: 1.06, partTime: 50, beginner: 55, contract: usual, season: &summer, grade: "5", sectors: []string{"9329Z", "8411Z"}, fap: "V5X81", family: "S"},
	{prefix: "G15", pay: 1.06, partTime: 40, beginner: 65, contract: usual, season: &summer, grade: "5", sectors: []string{"5510Z", "8121Z"}, fap: "S2X60", family: "V"},
	{prefix: "G16", pay: 1.13, partTime: 25, beginner: 50, contract: usual, season: &summer, grade: "5", sectors: []string{"5610A", "5610C", "5629B", "5621Z", "5610B"}, fap: "S1X40", family: "V"},
	{prefix: "G17", pay: 1.14, partTime: 15, beginner: 40, contract: usual, season: &summer, grade: "5", sectors: []string{"5510Z", "5530Z"}, fap: "S2X80", family: "V"},
	{prefix: "G18", pay: 1.14, partTime: 25, beginner: 50, contract: usual, season: &summer, grade: "5", sectors: []string{"5610A", "5630Z", "5510Z"}, fap: "S2X61", family: "V"},
	{prefix: "H", pay: 1.22, partTime: 4, beginner: 45, contract: manual, grade: "4", sectors: []string{"1013A", "1071A", "1085Z", "3320A", "7820Z"}, fap: "D2X30", family: "I"},
	{prefix: "I", pay: 1.32, partTime: 4, beginner: 30, contract: stable, licence: "B", grade: "7", sectors: []string{"3312Z", "3320A", "7820Z"}, fap: "G0A40", family: "I"},
	{prefix: "I12", pay: 1.14, partTime: 15, beginner: 45, contract: usual, licence: "B", grade: "4", sectors: []string{"8411Z", "6820A", "8121Z"}, fap: "G0A43", family: "I"},
	{prefix: "I16", pay: 1.25, partTime: 3, beginner: 35, contract: stable, licence: "B", grade: "4", sectors: []string{"4520A", "4531Z"}, fap: "G0B41", family: "I"},
	{prefix: "J", pay: 1.30, partTime: 25, beginner: 45, contract: caring, grade: "6", sectors: []string{"8610Z", "8710A", "8690D"}, fap: "V3X80", family: "S"},
	{prefix: "J1506", pay: 1.50, partTime: 22, beginner: 60, contract: caring, grade: "7", sectors: []string{"8610Z", "8710A", "8690D"}, fap: "V1X80", family: "S"},
	{prefix: "K", pay: 1.15, partTime: 35, beginner: 45, contract: usual, grade: "5", sectors: []string{"8899B", "8411Z", "8559A"}, fap: "V4X85", family: "S"},
	{prefix: "K12", pay: 1.28, partTime: 18, beginner: 40, contract: caring, licence: "B", grade: "7", sectors: []string{"8790A", "8899B"}, fap: "V4X83", family: "S"},
	{prefix: "K13", pay: 1.07, partTime: 65, beginner: 60, contract: caring, licence: "B", grade: "5", sectors: []string{"8810A", "9700Z", "8891A"}, fap: "T2A60", family: "V"},
	{prefix: "K22", pay: 1.05, partTime: 60, beginner: 65, contract: usual, grade: "2", sectors: []string{"8121Z"}, fap: "T4X60", family: "V"},
	{prefix: "K25", pay: 1.12, partTime: 12, beginner: 40, contract: stable, grade: "5", sectors: []string{"8010Z"}, fap: "T3X61", family: "V"},
	{prefix: "M", pay: 1.40, partTime: 10, beginner: 25, contract: stable, grade: "7", sectors: []string{"7022Z", "6920Z", "8211Z"}, fap: "L5X90", family: "C"},
	{prefix: "M12", pay: 1.45, partTime: 8, beginner: 20, contract: stable, grade: "7", sectors: []string{"6920Z", "7022Z"}, fap: "L1X60", family: "A"},
	{prefix: "M15", pay: 1.40, partTime: 10, beginner: 25, contract: stable, grade: "7", sectors: []string{"7820Z", "7810Z", "7022Z"}, fap: "L5X92", family: "C"},
	{prefix: "M16", pay: 1.20, partTime: 22, beginner: 35, contract: usual, grade: "6", sectors: []string{"8411Z", "8211Z", "8220Z"}, fap: "L0X60", family: "A"},
	{prefix: "M18", pay: 2.05, partTime: 2, beginner: 25, contract: stable, grade: "9", sectors: []string{"6201Z", "6202A"}, fap: "M2X90", family: "C"},
	{prefix: "N", pay: 1.16, partTime: 8, beginner: 50, contract: manual, grade: "3", sectors: []string{"5210B", "5229B", "7820Z", "4639B"}, fap: "J0X34", family: "Z"},
	{prefix: "N41", pay: 1.22, partTime: 12, beginner: 40, contract: usual, licence: "B", grade: "4", sectors: []string{"4941B", "4941A", "5320Z"}, fap: "J3X42", family: "Z"},
	{prefix: "N4101", pay: 1.28, partTime: 3, beginner: 35, contract: usual, licence: "C", grade: "4", sectors: []string{"4941A", "4941B"}, fap: "J3X43", family: "Z"},
	{prefix: "N4103", pay: 1.22, partTime: 25, beginner: 45, contract: stable, licence: "D", grade: "4", sectors: []string{"4931Z", "4939A"}, fap: "J3X41", family: "Z"},
}

// profileOf gives the number of a trade's profile.
func profileOf(rome string) int {
	best := 0
	for i := range profiles {
		if p := &profiles[i]; strings.HasPrefix(rome, p.prefix) && len(p.prefix) >= len(profiles[best].prefix) {
			best = i
		}
	}
	return best
}

// demand ranks the trades of the built-in set by how many offers they have; the
// other trades follow.
const demand = "G1602 K1304 N1103 M1203 K1302 J1501 D1401 K2204 G1803 J1506 M1805 D1106 N4105 M1607 I1304 " +
	"F1603 N4101 K1303 K2503 D1507 G1603 F1602 I1604 F1703 D1214 D1505 M1601 N1101 I1203 A1401 G1203 D1402 " +
	"N1105 M1501 H2102 G1501 D1102 J1301 F1704 N4103 K1207 F1606 G1703 A1203 M1604 D1101 G1605"
