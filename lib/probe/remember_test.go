package probe_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"nodulelab/lib/lab"
	"nodulelab/lib/probe"
	"nodulelab/lib/train"
)

// What was measured is remembered, number by number, without an engine.
func TestMeasurementsAreRemembered(t *testing.T) {
	l := smallLab(t, openGo)
	remembered(t, l, probe.MeasureEncoded)
	remembered(t, l, probe.MeasureUsed)
	remembered(t, l, probe.MeasureResponses)
	remembered(t, l, probe.MeasureConflicts)
	remembered(t, l, probe.MeasureFactorials)
	remembered(t, l, probe.MeasureMaps)
	remembered(t, l, probe.MeasureCascades)
	remembered(t, l, probe.MeasureRefits)
}

func remembered[T any](t *testing.T, l *lab.Lab, measure func(context.Context, *lab.Lab) ([]T, error)) {
	t.Helper()
	first := must[[]T](t)(measure(ctx, l))
	blind := *l
	blind.Workers.Open = func() (train.Engine, error) { return nil, errors.New("an engine was opened") }
	again := must[[]T](t)(measure(ctx, &blind))
	if len(first) == 0 || fmt.Sprintf("%#v", first) != fmt.Sprintf("%#v", again) { // NaN is not equal to itself

		t.Errorf("%T: %+v, remembered as %+v", first, first, again)
	}
	blind.Plan.Seeds = blind.Plan.Seeds[:1]
	if _, err := measure(ctx, &blind); err == nil {
		t.Errorf("%T: other networks were answered from the same memory", first)
	}
}
