package probe_test

import (
	"context"
	"errors"
	"math"
	"reflect"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"

	"nodulelab/lib/explain"
	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/probe"
	"nodulelab/lib/train"
)

var ctx = context.Background()

// must returns a measurement, or ends the test.
func must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// near tells whether each value is the wanted one, within a tolerance.
func near(t *testing.T, what string, tolerance float64, pairs ...[2]float64) {
	t.Helper()
	for i, p := range pairs {
		if !(math.Abs(p[0]-p[1]) <= tolerance) {
			t.Errorf("%s, value %d: %.4f, want %.4f", what, i, p[0], p[1])
		}
	}
}

// Measuring again gives the same numbers, whatever store the networks come from.
func TestMeasuredAgain(t *testing.T) {
	flips := must[[]probe.Flips](t)(probe.MeasureFlips(ctx, smallLab(t, openGo)))
	if len(flips) != 8 {
		t.Fatalf("%d measurements, want 2 seeds of 2 losses in 2 scenarios", len(flips))
	}
	if again := must[[]probe.Flips](t)(probe.MeasureFlips(ctx, smallLab(t, openGo))); !reflect.DeepEqual(flips, again) {
		t.Error("measured again, it is another number")
	}
}

// Instruments say of a network what the measurements of a whole lab say.
func TestInstruments(t *testing.T) {
	l := smallLab(t, openGo)
	flips, readouts := must[[]probe.Flips](t)(probe.MeasureFlips(ctx, l)), must[[]probe.Readout](t)(probe.MeasureReadouts(ctx, l))
	e := must[train.Engine](t)(openGo())
	defer e.Close()
	for _, s := range l.Plan.Scenarios[:2] {
		for _, named := range s.Losses {
			for _, n := range must[[]lab.Trained](t)(l.Trained(ctx, s, named)) {
				i := must[*probe.Instruments](t)(probe.NewInstruments(l.Plan, s, n.Seed))
				subject := probe.Subject{Group: probe.Trained(s.Number, n.Loss), Seed: n.Seed}
				f, r := must[probe.Flips](t)(i.Flips(ctx, e, n.Weights)), must[probe.Readout](t)(i.Readout(ctx, e, n.Weights))
				f.Subject, r.Subject = subject, subject
				if !slices.Contains(flips, f) || !slices.Contains(readouts, r) {
					t.Errorf("%v: %+v and %+v are not among what was measured", subject, f, r)
				}
			}
		}
	}
}

// A network that goes by one feature flips when that feature changes, and with no
// other: whole images whose mean is held flip nothing that goes by the mean.
func TestUsedOfOneFeature(t *testing.T) {
	for _, u := range must[[]probe.Flips](t)(probe.MeasureFlips(ctx, through(t, byShape))) {
		near(t, "by shape", 0, [2]float64{u.Shape, 1}, [2]float64{u.ShapeHeld, 1}, [2]float64{u.ShapeBackground, 0},
			[2]float64{u.Intensity, 0}, [2]float64{u.IntensityHeld, 0}, [2]float64{u.IntensityBackground, 0})
	}
	for _, u := range must[[]probe.Flips](t)(probe.MeasureFlips(ctx, through(t, byForeground))) {
		if u.Scenario == 2 { // 150 and 190 lie on either side of 170; 130 does too, but 170 is on the edge
			near(t, "by foreground", 0, [2]float64{u.Shape, 0}, [2]float64{u.ShapeHeld, 0}, [2]float64{u.ShapeBackground, 0},
				[2]float64{u.Intensity, 1}, [2]float64{u.IntensityHeld, 1}, [2]float64{u.IntensityBackground, 0})
		}
	}
	for _, u := range must[[]probe.Flips](t)(probe.MeasureFlips(ctx, through(t, byWholeImage))) {
		near(t, "by the mean", 0, [2]float64{u.ShapeHeld, 0}, [2]float64{u.IntensityHeld, 0})
		if u.Scenario == 1 && (u.Intensity < .9 || u.IntensityBackground > .1) {
			t.Errorf("by the mean: %+v, want most flipped by an intensity, and none by what makes up for it: that makes the dark darker", u)
		}
	}
}

func TestConflictsOfOneFeature(t *testing.T) {
	for _, c := range must[[]probe.Conflict](t)(probe.MeasureConflicts(ctx, through(t, byShape))) {
		near(t, "by shape", 0, [2]float64{c.Foreground, 1}, [2]float64{c.Background, 1})
	}
	for _, c := range must[[]probe.Conflict](t)(probe.MeasureConflicts(ctx, through(t, byForeground))) {
		if c.Scenario == 2 {
			near(t, "by foreground", 0, [2]float64{c.Foreground, 0}, [2]float64{c.Background, 0})
		}
	}
	for _, c := range must[[]probe.Conflict](t)(probe.MeasureConflicts(ctx, through(t, byWholeImage))) {
		if c.Scenario == 1 {
			near(t, "by the mean, moved by the background", 0, [2]float64{c.Background, 0})
			near(t, "by the mean, moved by the foreground", .2, [2]float64{c.Foreground, 0}) // areas vary
		}
	}
}

// Images that contradict themselves have the means that they should have.
func TestConflictSets(t *testing.T) {
	one, two := paper.Scenarios()[0], paper.Scenarios()[1]
	c := nodule.Paper()
	sets := must[[2]*nodule.Set](t)(probe.ConflictSets(c, one, 3))
	for i, s := range sets {
		m, b := s.WholeImageMean(nodule.Malignant), s.WholeImageMean(nodule.Benign)
		near(t, "scenario 1, means of the other class", []float64{.6, 1e-3}[i], [2]float64{m, 98 + 52*c.BenignArea}, [2]float64{b, 98 + 52*c.MalignantArea})
	}
	if sets[1].Distribution != one.Training {
		t.Errorf("by the background, the foregrounds are D(%s)", sets[1].Distribution)
	}
	sets = must[[2]*nodule.Set](t)(probe.ConflictSets(c, two, 3))
	near(t, "scenario 2, the mean held", 1e-3,
		[2]float64{sets[1].WholeImageMean(nodule.Malignant), 98 + 82*c.MalignantArea},
		[2]float64{sets[1].WholeImageMean(nodule.Benign), 98 + 62*c.BenignArea})
	if sets[0].Distribution != nodule.D(160, 180) || sets[1].Distribution != nodule.D(160, 180) {
		t.Errorf("scenario 2: D(%s) and D(%s)", sets[0].Distribution, sets[1].Distribution)
	}
	if _, err := probe.ConflictSets(c, one, 0); err == nil {
		t.Error("seed 0 drew sets")
	}
}

// Brightness leaves who goes by the shape alone; who goes by the mean cannot tell
// the foreground's from the background's part in it.
func TestResponsesOfOneFeature(t *testing.T) {
	for _, r := range must[[]probe.Response](t)(probe.MeasureResponses(ctx, through(t, byShape))) {
		for i := range probe.Levels() {
			near(t, "by shape", 0, [2]float64{r.Foreground.Malignant[i], 1}, [2]float64{r.Foreground.Benign[i], 0})
		}
		near(t, "by shape, gap", 0, [2]float64{r.Foreground.Gap(r.Background), 0})
	}
	for _, r := range must[[]probe.Response](t)(probe.MeasureResponses(ctx, through(t, byWholeImage))) {
		near(t, "by the mean, gap", 0, [2]float64{r.Foreground.Gap(r.Background), 0})
		near(t, "by the mean, darkest and brightest", 0, [2]float64{r.Foreground.Benign[0], 1}, [2]float64{r.Foreground.Benign[11], 0})
	}
	for _, r := range must[[]probe.Response](t)(probe.MeasureResponses(ctx, through(t, byForeground))) {
		near(t, "by foreground", 0, [2]float64{r.Foreground.Malignant[0], 0}, [2]float64{r.Foreground.Malignant[11], 1},
			[2]float64{r.Background.Malignant[0], 0}, [2]float64{r.Background.Malignant[11], 0})
	}
}

// A feature that decides alone has an effect of 2 standard deviations, with the
// sign of its direction; the others have none.
func TestFactorialsOfOneFeature(t *testing.T) {
	for _, f := range must[[]probe.Factorial](t)(probe.MeasureFactorials(ctx, through(t, byShape))) {
		if (f.Natural != probe.Effects{Shape: 2}) || (f.Apart != probe.Effects{Shape: 2}) {
			t.Errorf("by shape: %+v", f)
		}
		for _, c := range probe.Cells() {
			if got := f.Called.Of(c); (got == 1) != c.Malignant || (got == 0) == c.Malignant {
				t.Errorf("by shape: %+v is called malignant in %v", c, got)
			}
		}
	}
	for _, f := range must[[]probe.Factorial](t)(probe.MeasureFactorials(ctx, through(t, byForeground))) {
		for _, c := range probe.Cells() {
			if got := f.Called.Of(c); f.Scenario == 2 && (got == 1) != c.Bright {
				t.Errorf("by foreground: %+v is called malignant in %v", c, got)
			}
		}
		near(t, "by foreground", .15, [2]float64{f.Apart.Foreground, 2}, [2]float64{f.Apart.Shape, 0}, [2]float64{f.Apart.Area, 0}, [2]float64{f.Apart.WholeImage, 0}, [2]float64{f.Natural.Foreground, 2})
	}
	for _, f := range must[[]probe.Factorial](t)(probe.MeasureFactorials(ctx, through(t, byWholeImage))) {
		near(t, "by the mean", 1e-2, [2]float64{f.Apart.WholeImage, -2}, [2]float64{f.Apart.Shape, 0}, [2]float64{f.Apart.Area, 0}, [2]float64{f.Apart.Foreground, 0}, [2]float64{f.Natural.WholeImage, 0})
		if f.Natural.Foreground > -1 || f.Natural.Area > -.2 {
			t.Errorf("by the mean, on one background: %+v", f.Natural)
		}
	}
	for _, f := range must[[]probe.Factorial](t)(probe.MeasureFactorials(ctx, through(t, func(*nodule.Set, int) float64 { return 1 }))) {
		if (f.Apart != probe.Effects{}) {
			t.Errorf("a network that always says the same: %+v", f.Apart)
		}
	}
}

// byLight goes by what the foreground adds to an image, its contrast times its area.
func byLight(s *nodule.Set, i int) float64 { return 10 - (byBackground(s, i) - byWholeImage(s, i)) }

// byBackground is 112 less the darkest or brightest corner: the background.
func byBackground(s *nodule.Set, i int) float64 { return 112 - float64(s.Image(i)[0]) }

// The numbers by their places on the list.
const (
	shapeNumber = iota
	areaNumber
	foregroundNumber
	wholeImageNumber
	contrastNumber
	lightNumber
	energyNumber
)

// byContrast goes by the foreground less the background.
func byContrast(s *nodule.Set, i int) float64 { return byForeground(s, i) + byBackground(s, i) }

// byEnergy goes by the energy of the blurred image.
func byEnergy(s *nodule.Set, i int) float64 {
	v, err := explain.BlurredEnergy(s.Image(i), s.Side, float64(s.Image(i)[0]), 1.5)
	if err != nil {
		panic(err)
	}
	return v - 1000
}

// A network that goes by one number follows that number, whatever else is set
// apart from it, and none of the others on the list as closely.
func TestFollowsOneNumber(t *testing.T) {
	for number, test := range map[int]struct {
		of   func(*nodule.Set, int) float64
		sign float64
	}{
		shapeNumber: {byShape, 1}, foregroundNumber: {byForeground, 1}, wholeImageNumber: {byWholeImage, -1},
		contrastNumber: {byContrast, 1}, lightNumber: {byLight, -1}, energyNumber: {byEnergy, 1},
	} {
		for _, f := range must[[]probe.Factorial](t)(probe.MeasureFactorials(ctx, through(t, test.of))) {
			near(t, "by "+probe.Numbers()[number], 1e-3, [2]float64{f.Follows.Correlations[number], test.sign})
			for other := range probe.Numbers() {
				if other != number && f.Follows.R2(other) > .99 {
					t.Errorf("by %s: %s explains %.3f", probe.Numbers()[number], probe.Numbers()[other], f.Follows.R2(other))
				}
			}
			for i, p := range probe.Pairs() {
				if (p[0] == number || p[1] == number) && math.Abs(f.Follows.Pairs[i]-1) > 1e-3 {
					t.Errorf("by %s: a pair with it explains %.3f", probe.Numbers()[number], f.Follows.Pairs[i])
				}
			}
		}
	}
	for _, f := range must[[]probe.Factorial](t)(probe.MeasureFactorials(ctx, through(t, byLight))) {
		if math.Abs(f.Follows.Correlations[wholeImageNumber]) > .4 || f.Apart.Foreground > -1 || math.Abs(f.Apart.WholeImage) > math.Abs(f.Apart.Foreground) {
			t.Errorf("by light: %+v", f)
		}
	}
}

// A reader of contrast × area alone, with its threshold in the middle between the classes
// in training, resists the whole image's mean in scenario 1 where the background brings it,
// although it knows no shape; where the foreground brings the mean, it follows it.
func TestLightAloneResistsTheMean(t *testing.T) {
	c := nodule.Paper()
	middle := (150 - c.Background) * (c.BenignArea + c.MalignantArea) / 2
	light := func(s *nodule.Set, i int) float64 { return middle - (byBackground(s, i) - byWholeImage(s, i)) }
	for _, c := range must[[]probe.Conflict](t)(probe.MeasureConflicts(ctx, through(t, light))) {
		if c.Scenario == 1 && (c.Background != 1 || c.Foreground > .2) {
			t.Errorf("by light: resists in %.2f where the background brings the mean, in %.2f where the foreground does", c.Background, c.Foreground)
		}
	}
}

// On the paper's own sets the background is fixed, so that the whole image's mean and
// contrast × area go together to the last digit.
func TestMeanAndLightAreOneNumber(t *testing.T) {
	for _, s := range paper.Scenarios() {
		for _, set := range must[[]*nodule.Set](t)(lab.PaperPlan(1).Sets(s, 1)) {
			var means, lights []float64
			for i := range set.Len() {
				var light float64
				for p, v := range set.Image(i) {
					if set.Mask(i)[p] > 0 {
						light += (float64(v) - nodule.Paper().Background) / float64(set.Side*set.Side)
					}
				}
				means, lights = append(means, set.ImageMean(i)), append(lights, light)
			}
			if r := stat.Correlation(means, lights, nil); r < 1-1e-9 {
				t.Errorf("scenario %d, D(%s): correlation %v", s.Number, set.Distribution, r)
			}
		}
	}
}

// What is not in an embedding cannot be read from it, and what is can. The control
// of pixels holds the whole image's mean by its nature.
func TestEncodedOfOneFeature(t *testing.T) {
	all := must[[]probe.Readout](t)(probe.MeasureReadouts(ctx, through(t, byShape)))
	if len(all) != 2*2*4 {
		t.Fatalf("%d measurements, want 2 seeds of 2 losses and 2 controls in 2 scenarios", len(all))
	}
	for _, e := range all {
		switch e.Network {
		case probe.Pixels:
			near(t, "pixels, the mean", .05, [2]float64{e.WholeImage, 1})
		default:
			near(t, "by shape, shape", 0, [2]float64{e.Shape, 1})
			near(t, "by shape, intensity", .05, [2]float64{e.Foreground, 0})
		}
	}
	for _, e := range must[[]probe.Readout](t)(probe.MeasureReadouts(ctx, through(t, byForeground))) {
		if e.Network != probe.Pixels {
			near(t, "by foreground, intensity", .03, [2]float64{e.Foreground, 1})
			near(t, "by foreground, shape", .1, [2]float64{e.Shape, .5})
		}
	}
}

// The untrained network is probed with its initial weights, in both scenarios.
func TestEncodedControls(t *testing.T) {
	all := must[[]probe.Readout](t)(probe.MeasureReadouts(ctx, smallLab(t, openGo)))
	of := func(scenario int, network string) probe.Readout {
		for _, e := range all {
			if e.Group == (probe.Group{Scenario: scenario, Network: network}) && e.Seed == 1 {
				e.Subject = probe.Subject{}
				return e
			}
		}
		t.Fatalf("no %s in scenario %d", network, scenario)
		return probe.Readout{}
	}
	for _, network := range []string{probe.Untrained, probe.Pixels} {
		if of(1, network) != of(2, network) {
			t.Errorf("%s: %+v in scenario 1, %+v in 2", network, of(1, network), of(2, network))
		}
	}
	if of(1, probe.Untrained) == of(1, string(loss.CE)) {
		t.Error("training changed nothing")
	}
}

func TestRefitsOfOneFeature(t *testing.T) {
	for _, r := range must[[]probe.Refit](t)(probe.MeasureRefits(ctx, through(t, byShape))) {
		for _, a := range append(r.After, r.Before) {
			near(t, "by shape", 0, [2]float64{a.Training, 1}, [2]float64{a.Worst(), 1})
		}
	}
	for _, r := range must[[]probe.Refit](t)(probe.MeasureRefits(ctx, through(t, byForeground))) {
		if r.Scenario == 2 && (r.Before.Worst() != 0 || r.After[3].Worst() > .6) {
			t.Errorf("by foreground: %+v, want 0 on the worse test, and no remedy", r)
		}
	}
}

func TestMaps(t *testing.T) {
	all := must[[]probe.Map](t)(probe.MeasureMaps(ctx, through(t, byShape)))
	if len(all) != 2*2*6 {
		t.Fatalf("%d maps, want 2 seeds of 2 losses, 2 nulls and 2 baselines in 2 scenarios", len(all))
	}
	groups := probe.Groups(all)
	if groups[0] != probe.Trained(1, loss.CE) || groups[2].Network != probe.Untrained || groups[3].Network != probe.Averaging || groups[4].Network != "edge detector" || groups[5].Network != "image itself" {
		t.Errorf("groups %v", groups)
	}
	for _, m := range all {
		base := m.Network == "edge detector" || m.Network == "image itself"
		if base != math.IsNaN(m.Edges) || base != math.IsNaN(m.Image) {
			t.Errorf("%s: correlations %v and %v", m.Group, m.Edges, m.Image)
		}
		if m.Network != "edge detector" && m.Density.Inside <= m.Density.Outside {
			t.Errorf("%s: density %+v of a map that is the mask", m.Group, m.Density)
		}
	}
}

// The last step of a cascade leaves the other network alone.
func TestCascades(t *testing.T) {
	l := smallLab(t, openGo)
	all := must[[]probe.Cascade](t)(probe.MeasureCascades(ctx, l))
	s := paper.Scenarios()[0]
	networks := must[[]lab.Trained](t)(l.Trained(ctx, s, loss.CE))
	sets := must[[]*nodule.Set](t)(l.Plan.Sets(s, 1))
	e := must[train.Engine](t)(openGo())
	defer e.Close()
	own := must[[]float32](t)(e.Saliency(ctx, networks[0].Weights, sets[0]))
	other := must[[]float32](t)(e.Saliency(ctx, must[lenet.Weights](t)(lenet.Init(1_000_001, 16)), sets[0]))
	want := must[float64](t)(explain.MeanRankCorrelation(own, other, 16*16))
	if len(all) != 8 || len(all[0].Kept) != len(probe.Layers()) {
		t.Fatalf("%d cascades, the first of %d steps", len(all), len(all[0].Kept))
	}
	near(t, "all weights replaced", 1e-4, [2]float64{all[0].Kept[4], want})
	if all[0].Kept[0] == all[0].Kept[1] {
		t.Error("a layer more changes nothing")
	}
}

// Errors name the seed, and the end of the context ends the work.
func TestMeasureFails(t *testing.T) {
	broken := errors.New("broken")
	l := smallLab(t, openGo)
	l.Workers.Open = func() (train.Engine, error) { return nil, broken }
	if _, err := probe.MeasureFlips(ctx, l); !errors.Is(err, broken) {
		t.Errorf("error %v, want %v", err, broken)
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, err := probe.MeasureConflicts(stopped, smallLab(t, openGo)); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v after the end of the context", err)
	}
	l = smallLab(t, openGo)
	l.Plan.Config.Side = 3
	if _, err := probe.MeasureReadouts(ctx, l); err == nil {
		t.Error("a plan that cannot be drawn was measured")
	}
}
