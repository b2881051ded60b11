package attractivity_test

import (
	"testing"

	"vigie/analytics/attractivity"
	"vigie/transform"
	"vigie/transform/model/modeltest"
	"vigie/transform/transformtest"
)

func TestGolden(t *testing.T) {
	modeltest.Suite{Dir: ".", Models: modeltest.Inspect(t, transform.Models, attractivity.Models), Inputs: transformtest.Inputs()}.Run(t)
}
