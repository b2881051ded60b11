package market_test

import (
	"testing"

	"vigie/analytics/attractivity"
	"vigie/analytics/market"
	"vigie/transform"
	"vigie/transform/model/modeltest"
	"vigie/transform/transformtest"
)

func TestGolden(t *testing.T) {
	modeltest.Suite{Dir: ".", Models: modeltest.Inspect(t, transform.Models, attractivity.Models, market.Models), Inputs: transformtest.Inputs()}.Run(t)
}
