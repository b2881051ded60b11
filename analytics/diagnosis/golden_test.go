package diagnosis_test

import (
	"testing"

	"vigie/analytics/attractivity"
	"vigie/analytics/diagnosis"
	"vigie/transform"
	"vigie/transform/model/modeltest"
	"vigie/transform/transformtest"
)

func TestGolden(t *testing.T) {
	modeltest.Suite{Dir: ".", Models: modeltest.Inspect(t, transform.Models, attractivity.Models, diagnosis.Models), Inputs: transformtest.Inputs()}.Run(t)
}
