package transform_test

import (
	"testing"

	"vigie/transform"
	"vigie/transform/model/modeltest"
	"vigie/transform/transformtest"
)

func TestGolden(t *testing.T) {
	all := modeltest.Inspect(t, transform.Models)
	for _, schema := range []string{"stg", "core", "channel", "kept", "meta"} {
		modeltest.Suite{Dir: schema, Models: all, Inputs: transformtest.Inputs()}.Run(t)
	}
}
