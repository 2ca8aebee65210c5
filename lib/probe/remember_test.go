package probe_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib"
	"nodulelab/lib/lab"
	"nodulelab/lib/probe"
	"nodulelab/lib/runs"
	"nodulelab/lib/train"
)

// What was measured is remembered, number by number, without an engine.
func TestMeasurementsAreRemembered(t *testing.T) {
	l := smallLab(t, openGo)
	remembered(t, l, probe.MeasureReadouts)
	remembered(t, l, probe.MeasureFlips)
	remembered(t, l, probe.MeasureStrayed)
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
	for what, change := range map[string]func(*lab.Plan){
		"a seed less":               func(p *lab.Plan) { p.Seeds = p.Seeds[:1] },
		"a loss less in scenario 1": func(p *lab.Plan) { p.Scenarios[0].Losses = p.Scenarios[0].Losses[:1] },
		"a loss less in scenario 2": func(p *lab.Plan) { p.Scenarios[1].Losses = p.Scenarios[1].Losses[:1] },
	} {
		other := blind
		other.Plan.Scenarios = slices.Clone(blind.Plan.Scenarios)
		change(&other.Plan)
		if _, err := measure(ctx, &other); err == nil {
			t.Errorf("%T, %s: other networks were answered from the same memory", first, what)
		}
	}
}

// What was measured is kept under the code that measures: this package, and those that
// it measures with.
func TestMemoryKnowsTheCode(t *testing.T) {
	l := smallLab(t, openGo)
	must[[]probe.Flips](t)(probe.MeasureFlips(ctx, l))
	code := must[[]fs.FS](t)(lib.Sources("probe", "explain", "metrics", "internal/slice"))
	want := must[string](t)(runs.Hash(code...))
	asked, err := filepath.Glob(filepath.Join(l.Store.Dir(), "??", "*", "answer.gob"))
	if err != nil || len(asked) != 1 {
		t.Fatalf("%d answers, %v", len(asked), err)
	}
	folder := filepath.Dir(asked[0])
	run := must[runs.Run](t)(l.Store.Get(runs.Key(filepath.Base(filepath.Dir(folder)) + filepath.Base(folder))))
	if id := string(run.Identity); !strings.Contains(id, want) || !strings.Contains(id, "probe.Flips") {
		t.Errorf("kept under %s, want the code %s", id, want)
	}
}
