package performance

import (
	"embed"
	"fmt"

	"vigie/transform/model"
)

//go:embed *.sql accounts/*.sql meta/*.sql stg/*.sql unit/*.sql
var files embed.FS

// Definitions are those of every indicator, as the headers of its SQL file have them.
func Definitions() ([]Definition, error) {
	models, err := model.LoadSchema(files, "performance")
	if err != nil {
		return nil, fmt.Errorf("performance: %w", err)
	}
	return Define(models), nil
}

// Models returns the SQL models of this package, not yet inspected.
func Models() ([]model.Model, error) {
	models, err := model.LoadSchema(files, "performance")
	if err == nil {
		err = model.Bind(models, throughs)
	}
	if err != nil {
		return nil, fmt.Errorf("performance: %w", err)
	}
	return models, nil
}
