package diagnosis

import (
	"embed"

	"vigie/transform/model"
)

//go:embed *.sql stg
var files embed.FS

// Models returns the SQL models of this package, not yet inspected.
func Models() ([]model.Model, error) { return model.LoadSchema(files, "diagnosis") }
