package show

import (
	"context"

	"nodulelab/lib/baseline"
	"nodulelab/lib/lab"
	"nodulelab/lib/paper"
)

// Baselines returns what ridge regressions without a network score on the test sets of the
// scenarios, with every penalty that was tried.
func (l Lab) Baselines(scenarios ...paper.Scenario) []baseline.Result {
	return probed(l, func(ctx context.Context, l *lab.Lab) ([]baseline.Result, error) { return baseline.Measure(ctx, l) }, scenarios)
}

// Baselines is [Lab.Baselines] of the lab that the environment asks for.
func Baselines(scenarios ...paper.Scenario) []baseline.Result { return Open().Baselines(scenarios...) }
