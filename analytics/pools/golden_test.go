package pools_test

import (
	"testing"

	"vigie/analytics/pools"
	"vigie/transform"
	"vigie/transform/model/modeltest"
	"vigie/transform/transformtest"
)

func TestGolden(t *testing.T) {
	modeltest.Suite{Dir: ".", Models: modeltest.Inspect(t, transform.Models, pools.Models), Inputs: transformtest.Inputs()}.Run(t)
}
