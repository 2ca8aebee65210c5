package baseline_test

import (
	"context"
	"errors"
	"image"
	"image/color"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/baseline"
	"nodulelab/lib/explain"
	"nodulelab/lib/internal/labtest"
	"nodulelab/lib/lab"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
)

// plates are images of 16×16 pixels whose classes differ in nothing but brightness, each
// its own.
func plates(t *testing.T, name string, malignant, benign uint8) *nodule.Set {
	t.Helper()
	var images []image.Image
	var classes []nodule.Class
	for i := range 20 {
		grey := []uint8{benign, malignant}[i%2]
		m := image.NewGray(image.Rect(0, 0, 16, 16))
		for p := range m.Pix {
			m.Pix[p] = 10
			if x, y := p%16, p/16; x >= 4 && x < 12 && y >= 4 && y < 12 {
				m.SetGray(x, y, color.Gray{grey + uint8(i%5)})
			}
		}
		images, classes = append(images, m), append(classes, []nodule.Class{nodule.Benign, nodule.Malignant}[i%2])
	}
	s, err := nodule.FromImages(name, images, classes)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Where brightness is all there is, a linear model of anything goes by it: right where it
// is as in training, wrong where it is reversed.
func TestFitOfBrightness(t *testing.T) {
	own, err := paper.Own(4, plates(t, "bright", 200, 100), plates(t, "as bright", 220, 90), plates(t, "reversed", 100, 200))
	if err != nil {
		t.Fatal(err)
	}
	p := lab.PaperPlan(3)
	p.Scenarios = []paper.Scenario{own}
	all, err := baseline.Fit(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	chosen := baseline.Chosen(all)
	if len(chosen) != 3*3*2 {
		t.Fatalf("%d chosen results, want those of 3 seeds, baselines and 2 tests", len(chosen))
	}
	for _, r := range chosen {
		want := paper.Scores{Accuracy: 1, Sensitivity: 1, Specificity: 1}
		if r.Test.Name == "reversed" {
			want = paper.Scores{}
		}
		if r.Scores != want || r.TrainAccuracy != 1 || r.ValidationAccuracy != 1 {
			t.Errorf("%s; training %v, validation %v", r, r.TrainAccuracy, r.ValidationAccuracy)
		}
	}
}

// small is a plan of few small images, of scenarios 1 and 3.
func small() lab.Plan {
	p := labtest.Brief()
	p.Seeds, p.Scenarios = p.Seeds[:2], []paper.Scenario{p.Scenarios[0], p.Scenarios[2]}
	return p
}

func fit(t *testing.T, p lab.Plan) []baseline.Result {
	t.Helper()
	all, err := baseline.Fit(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Every seed, test set, baseline and penalty has one result, and one penalty is chosen for
// all tests of a scenario: one with the least squared error on the validation set.
func TestFit(t *testing.T) {
	p := small()
	all := fit(t, p)
	if again := fit(t, p); !reflect.DeepEqual(all, again) {
		t.Error("a second fit is another one")
	}
	if want := 2 * 3 * (2 + 1) * len(explain.Penalties()); len(all) != want || !slices.Equal(baseline.Tried(all), explain.Penalties()) {
		t.Fatalf("%d results with penalties %v, want %d", len(all), baseline.Tried(all), want)
	}
	for _, seed := range p.Seeds {
		for _, s := range p.Scenarios {
			sets, err := p.Draw(s, seed)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range explain.Descriptors() {
				miss, least := misses(t, d, sets)
				for _, test := range s.Tests {
					row := paper.Row{Scenario: s.Number, Training: s.Training, Test: test, Loss: baseline.Name(d)}
					own := slices.DeleteFunc(slices.Clone(all), func(r baseline.Result) bool { return !r.Chosen || r.Seed != seed || r.Row != row })
					if len(own) != 1 || miss[own[0].Penalty] > least*(1+1e-6) {
						t.Errorf("seed %d, %s: %d chosen, %+v, misses %v", seed, row, len(own), own, miss)
					}
				}
			}
		}
	}
}

// misses are the squared errors on the validation set by penalty, each of a fit with that
// penalty alone, and the least of them.
func misses(t *testing.T, d explain.Descriptor, sets nodule.Sets) (all map[float64]float64, least float64) {
	t.Helper()
	target := func(s *nodule.Set) []float64 {
		y := make([]float64, s.Len())
		for i, c := range s.Classes {
			y[i] = 2*float64(c) - 1
		}
		return y
	}
	x, width, err := d.Values(sets.Training)
	if err != nil {
		t.Fatal(err)
	}
	v, _, err := d.Values(sets.Validation)
	if err != nil {
		t.Fatal(err)
	}
	all, least = map[float64]float64{}, math.Inf(1)
	for _, penalty := range explain.Penalties() {
		models, err := explain.FitRidges(x, width, penalty, target(sets.Training))
		if err != nil {
			t.Fatal(err)
		}
		says, err := models[0].Predict(v)
		if err != nil {
			t.Fatal(err)
		}
		var miss float64
		for i, y := range target(sets.Validation) {
			miss += (says[i] - y) * (says[i] - y)
		}
		all[penalty], least = miss, min(least, miss)
	}
	return all, least
}

func TestWith(t *testing.T) {
	all := fit(t, small())
	with := baseline.With(all, 1)
	if len(with) != 2*3*3 || len(baseline.Chosen(with)) != len(with) || !slices.Equal(baseline.Tried(with), []float64{1}) {
		t.Errorf("%d results with λ = 1, %d chosen", len(with), len(baseline.Chosen(with)))
	}
	if len(baseline.With(all, 2)) != 0 {
		t.Error("results with a penalty that was not tried")
	}
}

func TestFitRefuses(t *testing.T) {
	p := small()
	p.Seeds = nil
	if _, err := baseline.Fit(context.Background(), p); err == nil {
		t.Error("a plan without seeds was fitted")
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := baseline.Fit(ctx, small()); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	broken := errors.New("no sets")
	p = small()
	p.Scenarios = []paper.Scenario{{Number: 4, Training: nodule.Named("own"), Tests: []nodule.Distribution{nodule.Named("test")},
		Losses: paper.Scenarios()[2].Losses, Source: func(uint64) (nodule.Sets, error) { return nodule.Sets{}, broken }}}
	if _, err := baseline.Fit(context.Background(), p); !errors.Is(err, broken) || !strings.Contains(err.Error(), "scenario 4, seed") {
		t.Errorf("a source that fails: %v", err)
	}
}

// Measured once, it is remembered: without a store's answer it would need the sets, which a
// second time are not drawn.
func TestMeasureRemembers(t *testing.T) {
	opened := 0
	l := labtest.Open(t, t.TempDir(), &opened)
	l.Plan = small()
	first, err := baseline.Measure(context.Background(), l)
	if err != nil || !reflect.DeepEqual(first, fit(t, small())) {
		t.Fatalf("%d results, %v", len(first), err)
	}
	stopped, stop := context.WithCancel(context.Background())
	stop() // what has to be fitted would be refused
	second, err := baseline.Measure(stopped, l)
	if err != nil || !reflect.DeepEqual(first, second) || opened != 0 {
		t.Errorf("remembered %t, %v, %d engines opened", reflect.DeepEqual(first, second), err, opened)
	}
	l.Plan.Config.NoiseSD = 30
	if _, err := baseline.Measure(stopped, l); !errors.Is(err, context.Canceled) {
		t.Errorf("other data: %v", err)
	}
}
