package data

// Progress hears how a long step advances: a bar on a terminal, a line in the
// log elsewhere. Implementations are safe for concurrent use of Add.
type Progress interface {
	// Start opens a step. Total is in unit ("records", "bytes", "tables"); 0 = unknown.
	Start(step string, total int64, unit string)
	Add(n int64)
	Done()
}

// NoProgress hears nothing.
type NoProgress struct{}

// Start ignores the step.
func (NoProgress) Start(string, int64, string) {}

// Add ignores the count.
func (NoProgress) Add(int64) {}

// Done ignores the end.
func (NoProgress) Done() {}
