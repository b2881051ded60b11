package performance

import (
	"embed"
	"fmt"

	"vigie/transform/model"
)

//go:embed *.sql meta/*.sql
var files embed.FS

// Models returns the SQL models of this package, not yet inspected.
func Models() ([]model.Model, error) {
	models, err := model.LoadSchema(files, "performance")
	if err != nil {
		return nil, fmt.Errorf("performance: %w", err)
	}
	return models, nil
}
