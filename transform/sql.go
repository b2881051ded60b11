package transform

import (
	"embed"
	"fmt"

	"vigie/transform/model"
)

//go:embed stg core kept channel meta
var files embed.FS

// Models returns the SQL models of this package, not yet inspected.
func Models() ([]model.Model, error) {
	models, err := model.Load(files)
	if err != nil {
		return nil, fmt.Errorf("transform: %w", err)
	}
	if err := model.Bind(models, throughs); err != nil {
		return nil, fmt.Errorf("transform: %w", err)
	}
	return models, nil
}
