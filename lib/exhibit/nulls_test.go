package exhibit_test

import (
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/explain"
	"nodulelab/lib/loss"
	"nodulelab/lib/probe"
)

// besideNulls are maps of one trained network a seed, and of its nulls, whose saliency is
// even.
func besideNulls(inside, border, outside, by float64) []probe.Map {
	var all []probe.Map
	for seed := uint64(1); seed <= 8; seed++ {
		w := by * float64(int(seed%2)*2-1)
		own := explain.Density{Inside: inside + w, Border: border - w, Outside: outside}
		for name, d := range map[string]explain.Density{string(loss.CE): own, probe.Untrained: {Inside: 1, Border: 1, Outside: 1}, probe.Averaging: {Inside: 4, Border: 1, Outside: .5}} {
			all = append(all, probe.Map{Subject: probe.Subject{Group: probe.Group{Scenario: 1, Network: name}, Seed: seed}, Density: d})
		}
	}
	return all
}

// What is said of a null follows the ratios: denser, less dense, neither, all alike.
func TestNullText(t *testing.T) {
	for want, all := range map[string][]probe.Map{
		"over the untrained network: saliency is denser inside the shape (2.00 [1.92, 2.08]) and on its border (1.50 [1.42, 1.58]), less dense outside (0.50 [0.50, 0.50]). The ratio is the highest inside the shape in 8, on its border in 0, outside in 0 of 8 seeds; the map of the untrained network itself is the densest inside in 0 of 8.":                  besideNulls(2, 1.5, .5, .1),
		"over the averaging network: saliency is denser on its border (1.50 [1.42, 1.58]), less dense inside the shape (0.50 [0.48, 0.52]), not shown to differ outside (1.00 [1.00, 1.00]). The ratio is the highest inside the shape in 0, on its border in 8, outside in 0 of 8 seeds; the map of the averaging network itself is the densest inside in 8 of 8.": besideNulls(2, 1.5, .5, .1),
		"over the untrained network: saliency is not shown to differ inside the shape (1.00 [0.92, 1.08]) and on its border (1.00 [0.92, 1.08]) and outside (1.00 [1.00, 1.00]). The ratio is the highest inside the shape in 4, on its border in 4,":                                                                                                               besideNulls(1, 1, 1, .1),
		"over the untrained network: saliency is less dense inside the shape (0.50 [0.50, 0.50]), not shown": besideNulls(.5, 1, 1, 0),
	} {
		if text := textOf(t)(exhibit.NullText(all)); strings.Count(text, "\n") != 2 || !strings.Contains(text, "- **scenario 1, CE**, "+want) {
			t.Errorf("%q does not say %q", text, want)
		}
	}
}

// A figure has a row for either null.
func TestNullFigure(t *testing.T) {
	f, err := exhibit.NullFigure(besideNulls(2, 1.5, .5, .1))
	drawn(t, f, err, "Saliency density over that of a null by region, means over the seeds; 1 is as in the null.",
		"scenario 1, CE / untrained (8 seeds): inside 2.00, border 1.50, outside 0.50", "scenario 1, CE / averaging (8 seeds): inside 0.50, border 1.50, outside 1.00")
	alone := slices.DeleteFunc(besideNulls(2, 1.5, .5, .1), func(m probe.Map) bool { return !m.IsTrained() })
	if _, err := exhibit.NullFigure(alone); err == nil || !strings.Contains(err.Error(), "8 maps, none of a network beside its null") {
		t.Errorf("error %v", err)
	}
	if _, err := exhibit.NullText(besideNulls(2, 1.5, .5, .1)[1:]); err == nil {
		t.Error("a network without its null was compared")
	}
}
