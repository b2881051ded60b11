package performance_test

import (
	"testing"

	"vigie/analytics/attractivity"
	"vigie/analytics/performance"
	"vigie/transform"
	"vigie/transform/model"
	"vigie/transform/model/modeltest"
	"vigie/transform/transformtest"
)

// models are those of this package and those it reads.
func models(t *testing.T) []model.Model {
	t.Helper()
	return modeltest.Inspect(t, transform.Models, attractivity.Models, performance.Models)
}

func TestGolden(t *testing.T) {
	modeltest.Suite{Dir: ".", Models: models(t), Inputs: transformtest.Inputs()}.Run(t)
}
