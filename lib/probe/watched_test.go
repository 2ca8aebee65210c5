package probe_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/explain"
	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/probe"
	"nodulelab/lib/train"
)

// watcher is an eye that keeps the sets that it was shown: those that it ran networks
// over, and those that it was asked the saliency of.
type watcher struct {
	eye
	forward, saliency *[]*nodule.Set
}

func (w watcher) Forward(ctx context.Context, weights lenet.Weights, s *nodule.Set) (train.Output, error) {
	*w.forward = append(*w.forward, s)
	return w.eye.Forward(ctx, weights, s)
}

func (w watcher) Saliency(ctx context.Context, weights lenet.Weights, s *nodule.Set) ([]float32, error) {
	*w.saliency = append(*w.saliency, s)
	return w.eye.Saliency(ctx, weights, s)
}

// watched is a lab of one seed and one scenario, with one loss, whose networks go by
// one number; what they are shown is kept.
func watched(t testing.TB, scenario int, of func(*nodule.Set, int) float64) (l *lab.Lab, forward, saliency *[]*nodule.Set) {
	forward, saliency = new([]*nodule.Set), new([]*nodule.Set)
	l = smallLab(t, func() (train.Engine, error) {
		e, err := openGo()
		return watcher{eye{e, of}, forward, saliency}, err
	})
	s := paper.Scenarios()[scenario-1]
	s.Losses = s.Losses[:1]
	l.Plan.Seeds, l.Plan.Scenarios = l.Plan.Seeds[:1], []paper.Scenario{s}
	return l, forward, saliency
}

// same tells whether two sets have the same images.
func same(a, b *nodule.Set) bool { return slices.Equal(a.Images, b.Images) }

// shared counts the images of a set that another set has too.
func shared(a, b *nodule.Set) int {
	n := 0
	for i := range a.Len() {
		for j := range b.Len() {
			if slices.Equal(a.Image(i), b.Image(j)) {
				n++
			}
		}
	}
	return n
}

// Linear probes are fitted to 400 crossed images and tested on 400 others.
func TestReadoutsAreTestedOnOthers(t *testing.T) {
	l, forward, _ := watched(t, 1, byShape)
	must[[]probe.Readout](t)(probe.MeasureReadouts(ctx, l))
	if len(*forward) != 4 {
		t.Fatalf("%d looks, want 2 of a trained network and of the untrained one", len(*forward))
	}
	fit, test := (*forward)[0], (*forward)[1]
	if fit.Len() != 400 || test.Len() != 400 || shared(fit, test) != 0 || !same((*forward)[2], fit) || !same((*forward)[3], test) {
		t.Errorf("fitted to %d images, tested on %d, of which %d are the same", fit.Len(), test.Len(), shared(fit, test))
	}
}

// A feature that is all there is comes back with its variance: the chosen penalty shrinks it
// as little as it can.
func TestReadoutsAreHardlyShrunk(t *testing.T) {
	l, _, _ := watched(t, 1, byForeground)
	for _, r := range must[[]probe.Readout](t)(probe.MeasureReadouts(ctx, l)) {
		if r.Network != probe.Pixels && !(r.Foreground > .99) {
			t.Errorf("%s: R² %v of the intensity, which is the embedding", r.Group, r.Foreground)
		}
	}
}

// A refitted classifier has seen 200 crossed images at most; it is scored on new images
// of the training distribution, and on the tests.
func TestRefitsAreScoredOnNewImages(t *testing.T) {
	l, forward, _ := watched(t, 2, byShape)
	must[[]probe.Refit](t)(probe.MeasureRefits(ctx, l))
	if len(*forward) != 8 {
		t.Fatalf("%d looks, want 4 of a trained network and of the untrained one", len(*forward))
	}
	s := l.Plan.Scenarios[0]
	sets := must[[]*nodule.Set](t)(l.Plan.Sets(s, 1))
	few, held := (*forward)[0], (*forward)[1]
	if few.Len() != 200 || held.Distribution != s.Training || held.Len() != l.Plan.Config.Samples || shared(held, sets[0]) != 0 || shared(held, few) != 0 {
		t.Errorf("fitted to %d images, scored on %d of D(%s), %d of which were trained on", few.Len(), held.Len(), held.Distribution, shared(held, sets[0]))
	}
	for i, test := range sets[1:] {
		if !same((*forward)[2+i], test) {
			t.Errorf("test %d is another", i+1)
		}
	}
}

// More images let a classifier learn a rule that fewer do not show: each size has a
// classifier of its own.
func TestRefitsBySize(t *testing.T) {
	l, _, _ := watched(t, 2, byShape)
	late := func(s *nodule.Set, i int) float64 { // wrong about the first twenty images that are fitted to
		v := byShape(s, i)
		if s.Len() == 200 && i < 20 {
			return -v
		}
		return v
	}
	l.Workers.Open = func() (train.Engine, error) {
		e, err := openGo()
		return eye{e, late}, err
	}
	r := must[[]probe.Refit](t)(probe.MeasureRefits(ctx, l))[0]
	if sizes := probe.Sizes(); !slices.Equal(sizes, []int{20, 50, 100, 200}) || len(r.After) != 4 {
		t.Fatalf("sizes %v, %d classifiers", sizes, len(r.After))
	}
	if r.Before.Worst() != 1 || r.After[0].Worst() != 0 || r.After[1].Worst() != 1 || r.After[3].Worst() != 1 {
		t.Errorf("before %+v, after %+v: want the first alone to be wrong", r.Before, r.After)
	}
}

// Maps cover the whole training set; cascades take its first 20 images.
func TestMapsAndCascadesTakeTrainingImages(t *testing.T) {
	l, _, saliency := watched(t, 1, byShape)
	l.Plan.Config.Samples, l.Plan.Config.Training = 40, 30
	training := must[[]*nodule.Set](t)(l.Plan.Sets(l.Plan.Scenarios[0], 1))[0]
	must[[]probe.Map](t)(probe.MeasureMaps(ctx, l))
	if len(*saliency) != 3 {
		t.Errorf("%d maps", len(*saliency))
	}
	for i, s := range *saliency {
		if !same(s, training) {
			t.Errorf("map %d is not of the training set", i)
		}
	}
	*saliency = nil
	must[[]probe.Cascade](t)(probe.MeasureCascades(ctx, l))
	if len(*saliency) != 6 {
		t.Fatalf("%d looks", len(*saliency))
	}
	for _, s := range *saliency {
		if s.Len() != 20 || !slices.Equal(s.Images, training.Images[:len(s.Images)]) {
			t.Errorf("%d images of a cascade", s.Len())
		}
	}
}

// painter is an engine whose saliency is a baseline's map.
type painter struct {
	train.Engine
	base int
}

func (p painter) Saliency(_ context.Context, _ lenet.Weights, s *nodule.Set) ([]float32, error) {
	return explain.Baselines(nodule.Paper().Background)[p.base].Maps(s)
}

// A map that is a baseline's correlates with that baseline as with itself, and has its
// density.
func TestMapsBesideBaselines(t *testing.T) {
	for base, name := range []string{explain.Baselines(98)[0].Name, explain.ImageItself} {
		l, _, _ := watched(t, 1, byShape)
		l.Workers.Open = func() (train.Engine, error) {
			e, err := openGo()
			return painter{e, base}, err
		}
		all := must[[]probe.Map](t)(probe.MeasureMaps(ctx, l))
		own, twin := all[0], all[slices.IndexFunc(all, func(m probe.Map) bool { return m.Network == name })]
		r, other := own.Edges, own.Image
		if base == 1 {
			r, other = other, r
		}
		if math.Abs(r-1) > 1e-9 || !(other < .99) || own.Density != twin.Density {
			t.Errorf("%s: correlations %v and %v, densities %+v and %+v", name, own.Edges, own.Image, own.Density, twin.Density)
		}
	}
}

// Flips of a network are watched on a test set and seven versions of it: the masks stay
// when the intensity changes, the intensities when the mask does; held versions keep
// every image's mean, and the background's move alone keeps the foregrounds.
func TestFlipsVersions(t *testing.T) {
	l, forward, _ := watched(t, 2, byShape)
	must[[]probe.Flips](t)(probe.MeasureFlips(ctx, l))
	if len(*forward) != 16 {
		t.Fatalf("%d looks, want 8 at each of 2 tests", len(*forward))
	}
	v := (*forward)[:8]
	own, tests := v[0], must[[]*nodule.Set](t)(l.Plan.Sets(l.Plan.Scenarios[0], 1))
	if !same(own, tests[1]) || !same((*forward)[8], tests[2]) {
		t.Error("the first version is not the test set")
	}
	for i, want := range []struct{ masks, means, bright bool }{
		1: {masks: true}, 2: {masks: true, means: true}, 3: {masks: true, bright: true}, 4: {bright: true}, 5: {bright: true, means: true}, 6: {masks: true, bright: true}, 7: {bright: true},
	} {
		if i == 0 {
			continue
		}
		if got := slices.Equal(v[i].Masks, own.Masks); got != want.masks {
			t.Errorf("version %d: the masks stay: %t", i, got)
		}
		if got := math.Abs(mean(v[i], 3)-mean(own, 3)) < 1e-3; got != want.means {
			t.Errorf("version %d: the mean stays: %t", i, got)
		}
		if got := math.Abs(brightest(v[i], 3)-brightest(own, 3)) < 20; got != want.bright {
			t.Errorf("version %d: the foreground stays: %t, %v and %v", i, got, brightest(v[i], 3), brightest(own, 3))
		}
	}
}

// Exchanged outlines at the same area have it to a few per cent, as far as deformations
// leave it, and on average to less than one; with their own areas they are far from it.
func TestMasksWithTheirAreaHeld(t *testing.T) {
	l, forward, _ := watched(t, 2, byShape)
	l.Plan.Config.Side, l.Plan.Config.Samples = 32, 200
	must[[]probe.Flips](t)(probe.MeasureFlips(ctx, l))
	v := (*forward)[len(*forward)-16:] // what was shown before was shown in training
	own, reshaped, held := v[0], v[4], v[7]
	var all, far float64
	for i := range own.Len() {
		if own.Classes[i] == held.Classes[i] || held.Classes[i] != reshaped.Classes[i] {
			t.Fatalf("image %d has the classes %v, %v and %v", i, own.Classes[i], reshaped.Classes[i], held.Classes[i])
		}
		d := held.Factors[i].Area/own.Factors[i].Area - 1
		all, far = all+d/float64(own.Len()), max(far, math.Abs(d))
		if moved := math.Abs(mean(held, i) - mean(own, i)); moved > 2 {
			t.Errorf("image %d: the mean moves by %.2f", i, moved)
		}
		if other := math.Abs(reshaped.Factors[i].Area/own.Factors[i].Area - 1); other < .15 {
			t.Errorf("image %d: with its own area, the outline's differs by %.3f alone", i, other)
		}
	}
	if math.Abs(all) > .01 || far > .08 {
		t.Errorf("areas differ by %.3f on average and by %.3f at most", all, far)
	}
}

// mean is the mean of an image.
func mean(s *nodule.Set, i int) float64 { return 112 - byWholeImage(s, i) }

// brightest is the mean of an image where its mask is whole.
func brightest(s *nodule.Set, i int) float64 { return byForeground(s, i) + 170 }

// blind is an engine that fails.
type blind struct{ train.Engine }

var errBlind = errors.New("nothing to see")

func (blind) Forward(context.Context, lenet.Weights, *nodule.Set) (train.Output, error) {
	return train.Output{}, errBlind
}

func (blind) Saliency(context.Context, lenet.Weights, *nodule.Set) ([]float32, error) {
	return nil, errBlind
}

// Whatever is measured, an engine's error is returned with the seed at which it
// failed.
func TestErrorsNameTheSeed(t *testing.T) {
	l := smallLab(t, func() (train.Engine, error) {
		e, err := openGo()
		return blind{e}, err
	})
	for name, measure := range measures(l) {
		if err := measure(); !errors.Is(err, errBlind) || !strings.HasPrefix(err.Error(), "probe: seed ") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// A plan whose images cannot be drawn is an error of every measurement.
func TestErrorsOfThePlan(t *testing.T) {
	for name := range measures(nil) {
		l, forward, _ := watched(t, 1, byShape)
		l.Plan.Scenarios[0].Tests = []nodule.Distribution{nodule.D(155, 999)}
		l.Plan.Scenarios[0].Training = nodule.D(999, 999)
		if err := measures(l)[name](); err == nil {
			t.Errorf("%s: no error, after %d looks", name, len(*forward))
		}
	}
}

// measures are all measurements of a lab.
func measures(l *lab.Lab) map[string]func() error {
	return map[string]func() error{
		"readouts":   func() error { _, err := probe.MeasureReadouts(ctx, l); return err },
		"strayed":    func() error { _, err := probe.MeasureStrayed(ctx, l); return err },
		"flips":      func() error { _, err := probe.MeasureFlips(ctx, l); return err },
		"responses":  func() error { _, err := probe.MeasureResponses(ctx, l); return err },
		"conflicts":  func() error { _, err := probe.MeasureConflicts(ctx, l); return err },
		"factorials": func() error { _, err := probe.MeasureFactorials(ctx, l); return err },
		"maps":       func() error { _, err := probe.MeasureMaps(ctx, l); return err },
		"cascades":   func() error { _, err := probe.MeasureCascades(ctx, l); return err },
		"refits":     func() error { _, err := probe.MeasureRefits(ctx, l); return err },
		"templates":  func() error { _, err := probe.MeasureTemplates(ctx, l); return err },
	}
}

// Of a plan with scenario 3 alone nothing is measured, and no network is trained.
func TestScenario3IsNotMeasured(t *testing.T) {
	l, forward, saliency := watched(t, 3, byShape)
	if all := must[[]probe.Conflict](t)(probe.MeasureConflicts(ctx, l)); len(all) != 0 {
		t.Errorf("%d conflicts", len(all))
	}
	if all := must[[]probe.Map](t)(probe.MeasureMaps(ctx, l)); len(all) != 0 {
		t.Errorf("%d maps", len(all))
	}
	if len(*forward)+len(*saliency) != 0 {
		t.Errorf("%d looks", len(*forward)+len(*saliency))
	}
}
