package data

// Figures are what a night came to. The digest on the terminal, the line of the
// ledger and the metrics tell the same ones.
type Figures struct {
	Delivered     []Delivered `json:"delivered,omitempty"`
	Refused       []Refused   `json:"refused,omitempty"`
	Decided       []Decided   `json:"decided,omitempty"` // by the rules of channels
	Moves         []Moved     `json:"moves,omitempty"`   // of indicators, the biggest
	Rows          []RowChange `json:"rows,omitempty"`    // of conformed tables
	Newest        []Newest    `json:"newest,omitempty"`
	Warnings      []Warning   `json:"warnings,omitempty"`
	Audits        int         `json:"audits"`
	AuditFailures int         `json:"audit_failures"`
	SnapshotBytes int64       `json:"snapshot_bytes"`
	WrittenBytes  int64       `json:"written_bytes"` // by this night: raw records, and tables not shared with an earlier snapshot
	LakeBytes     int64       `json:"lake_bytes"`    // on disk, what is shared counted once
}

// Delivered is what one night read of a source.
type Delivered struct {
	Source       string `json:"source"`
	Files        int    `json:"files"` // in the inbox
	New          int    `json:"new"`   // read by this night
	RefusedFiles int    `json:"refused_files"`
	Read         int64  `json:"read"`
	Loaded       int64  `json:"loaded"`
	Quarantined  int64  `json:"quarantined"`
}

// Refused counts the records of one night that break a rule of their contract.
type Refused struct {
	Source  string `json:"source"`
	Rule    string `json:"rule"`
	Records int64  `json:"records"`
}

// Decided counts the offers that a rule of their channel alerts on or refuses.
type Decided struct {
	Channel string `json:"channel"`
	Rule    string `json:"rule"`
	Action  string `json:"action"` // alert, refused
	Before  int64  `json:"before"` // offers
	After   int64  `json:"after"`
}

// Moved is an indicator that is not what it was the night before.
type Moved struct {
	Indicator string  `json:"indicator"`
	Level     string  `json:"level"`
	Label     string  `json:"label"`
	Kind      string  `json:"kind"`
	Period    string  `json:"period"`
	Before    float64 `json:"before"`
	After     float64 `json:"after"`
}

// RowChange is a table that grew or shrank.
type RowChange struct {
	Table  string `json:"table"`
	Before int64  `json:"before"`
	After  int64  `json:"after"`
}

// Newest is how fresh a source is.
type Newest struct {
	Source       string `json:"source"`
	At           string `json:"at"`            // RFC 3339, UTC: stamp of its newest record
	EverySeconds int64  `json:"every_seconds"` // how often it is expected; 0: when it changes
}

// Warning is something that an operator should look at and that stops no night.
type Warning struct {
	Gate    string `json:"gate"`    // freshness, volume, indicator
	Subject string `json:"subject"` // a source, a table, an indicator
	Text    string `json:"text"`
}
