package probe_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/probe"
)

// light is contrast × area.
func light(s *nodule.Set, i int) float64 { return byBackground(s, i) - byWholeImage(s, i) }

// matched is contrast × match: a malignant shape matches half as well as a benign one of the
// same area and contrast.
func matched(s *nodule.Set, i int) float64 {
	match := 1.
	if s.Classes[i] == nodule.Malignant {
		match = .5
	}
	return 52*.75*8./30 - light(s, i)*match
}

func templatesOf(t *testing.T, of func(*nodule.Set, int) float64) []probe.Template {
	t.Helper()
	var all []probe.Template
	for _, m := range must[[]probe.Template](t)(probe.MeasureTemplates(ctx, through(t, of))) {
		if m.Network == string(loss.CE) || m.Group == probe.EqualAreas(probe.Trained(1, loss.CE)) {
			all = append(all, m)
		}
	}
	if len(all) != 4 {
		t.Fatalf("%d measurements, want 2 seeds at either areas", len(all))
	}
	return all
}

// What a reader goes by decides which of the three explanations fits it.
func TestTemplatesOfKnownReaders(t *testing.T) {
	for _, m := range templatesOf(t, matched) {
		if m.Right < .95 || m.Invariant > .8 || m.ByContrast > .85 || m.Explained < .98 {
			t.Errorf("contrast × match: predicted %.2f, invariant %.2f, by contrast %.2f, explained %.3f", m.Right, m.Invariant, m.ByContrast, m.Explained)
		}
		near(t, "contrast × match, accuracy", .1, [2]float64{m.Accuracy(5, 5), 1}, [2]float64{m.Accuracy(10, 2), 0}, [2]float64{m.Accuracy(2, 10), 1})
	}
	for _, m := range templatesOf(t, byShape) {
		if m.Invariant != 1 || m.Right > .9 || m.Called.Malignant[0] != 1 || m.Called.Benign[11] != 0 {
			t.Errorf("shape: predicted %.2f, invariant %.2f", m.Right, m.Invariant)
		}
		near(t, "shape, accuracy", 0, [2]float64{m.Accuracy(7, 3), 1})
	}
	for _, m := range templatesOf(t, func(s *nodule.Set, i int) float64 { return 52*8./30 - light(s, i) }) {
		if m.ByContrast < .9 || m.Right-m.ByContrast > .1 || m.Invariant > .7 {
			t.Errorf("contrast: predicted %.2f, invariant %.2f, by contrast %.2f", m.Right, m.Invariant, m.ByContrast)
		}
	}
}

// Where the logit goes with an energy, the square of the contrast predicts it, and the
// contrast does not.
func TestTemplatesOfAnEnergy(t *testing.T) {
	for _, m := range templatesOf(t, func(s *nodule.Set, i int) float64 {
		of := 1.
		if s.Classes[i] == nodule.Malignant {
			of = .5
		}
		return .75*52*52 - of*math.Pow(byForegroundOrNone(s, i), 2)
	}) {
		if m.SquareRight < .95 || m.SquareExplained < .95 || m.Explained > m.SquareExplained-.05 {
			t.Errorf("the square predicts %.2f and explains %.3f, the contrast %.2f and %.3f", m.SquareRight, m.SquareExplained, m.Right, m.Explained)
		}
	}
}

// byForegroundOrNone is the contrast, 0 without a shape.
func byForegroundOrNone(s *nodule.Set, i int) float64 {
	if c := byForeground(s, i) + byBackground(s, i) + 58; !math.IsNaN(c) {
		return c
	}
	return 0
}

// Logits and predictions are in standard deviations at the intensity of training, where
// they are the same.
func TestTemplateCurves(t *testing.T) {
	for _, m := range templatesOf(t, matched) {
		at := slices.Index(probe.Levels(), 150)
		near(t, "at the intensity of training", 1e-6, [2]float64{m.Logit.Malignant[at], m.Predicted.Malignant[at]}, [2]float64{m.Logit.Benign[at], m.Predicted.Benign[at]})
		if gap := m.Logit.Malignant[at] - m.Logit.Benign[at]; !(gap > 1.5 && gap < 2) {
			t.Errorf("the classes are %.2f standard deviations apart", gap)
		}
		if !(m.Empty > m.Logit.Malignant[at]) || len(m.Logit.Benign) != len(probe.Levels()) || len(m.Called.Benign) != len(probe.Levels()) {
			t.Errorf("an image without a shape has %v, malignant ones have %v", m.Empty, m.Logit.Malignant)
		}
	}
}

// The class means are a template: their logits go with the contrast, as predicted.
func TestClassMeans(t *testing.T) {
	l := smallLab(t, openGo)
	l.Plan.Config.Samples, l.Plan.Config.Training = 100, 80
	all := must[[]probe.Template](t)(probe.MeasureTemplates(ctx, l))
	means := probe.Group{Scenario: 1, Network: probe.ClassMeans}
	groups := probe.Groups(all)
	want := []probe.Group{means, probe.Trained(1, loss.CE), probe.Trained(1, loss.Contrast)}
	for _, g := range want[:3] {
		want = append(want, probe.EqualAreas(g))
	}
	if !slices.Equal(groups, want) {
		t.Fatalf("groups %v", groups)
	}
	for _, g := range []probe.Group{means, probe.EqualAreas(means)} {
		for _, v := range probe.Values(all, g, func(m probe.Template) float64 { return m.Explained }) {
			if v < .9 {
				t.Errorf("%s: the prediction explains %.3f", g, v)
			}
		}
	}
}

// A plan that has equal areas is measured once; one without a scenario whose classes have
// one intensity in training is an error.
func TestTemplatesOfEqualAreas(t *testing.T) {
	l := through(t, matched)
	l.Plan.Config.BenignArea = l.Plan.Config.MalignantArea
	all := must[[]probe.Template](t)(probe.MeasureTemplates(ctx, l))
	if len(all) != 2*3 || all[0].Network != probe.ClassMeans+", equal areas" {
		t.Errorf("%d measurements, the first of %s", len(all), all[0].Group)
	}
	l.Plan.Scenarios = l.Plan.Scenarios[1:2]
	if all, err := probe.MeasureTemplates(ctx, l); err == nil || !strings.Contains(err.Error(), "such as scenario 1") {
		t.Errorf("%d measurements of scenario 2, %v", len(all), err)
	}
}

// The equal area is the one of the stored sweep over areas, so that its networks are the
// same ones.
func TestEqualAreaOfTheSweep(t *testing.T) {
	c := lab.PaperPlan(1).Config
	if mean, sweep := (c.BenignArea+c.MalignantArea)/2, (.30+7./30)/2; math.Abs(mean-sweep) > 0 {
		t.Errorf("area %v, in the sweep %v", mean, sweep)
	}
}
