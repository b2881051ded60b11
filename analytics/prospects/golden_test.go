package prospects_test

import (
	"testing"

	"vigie/analytics/pools"
	"vigie/analytics/prospects"
	"vigie/transform"
	"vigie/transform/model/modeltest"
	"vigie/transform/transformtest"
)

func TestGolden(t *testing.T) {
	modeltest.Suite{Dir: ".", Models: modeltest.Inspect(t, transform.Models, pools.Models, prospects.Models), Inputs: transformtest.Inputs()}.Run(t)
}
