package explain_test

import (
	"strings"
	"testing"

	"nodulelab/lib/explain"
	"nodulelab/lib/nodule"
)

// maskless are two images of one pixel, of which only the classes are known.
func maskless() *nodule.Set {
	return &nodule.Set{Side: 1, Distribution: nodule.Named("my scans"), Images: []float32{10, 20}, Classes: []nodule.Class{0, 1}}
}

// What needs masks says so; what does not, works without.
func TestSetsWithoutMasks(t *testing.T) {
	s := maskless()
	if got := values(t, explain.Features()[0], s); got[0] != 10 || got[1] != 20 {
		t.Errorf("means %v", got)
	}
	if _, err := explain.Features()[1].Values(s); err == nil || !strings.Contains(err.Error(), `the mean of the foreground needs masks: the set "my scans" has none`) {
		t.Errorf("foreground: %v", err)
	}
	if _, err := explain.SetDensity([]float32{1, 1}, s); err == nil || !strings.Contains(err.Error(), `the saliency by region needs masks: the set "my scans" has none`) {
		t.Errorf("density: %v", err)
	}
	for _, b := range explain.Baselines(98) {
		if maps, err := b.Maps(s); err != nil || len(maps) != 2 {
			t.Errorf("%s: %v, %v", b.Name, maps, err)
		}
	}
}

// A set made by hand that is not whole is an error everywhere, no panic.
func TestBrokenSets(t *testing.T) {
	s := maskless()
	s.Images = s.Images[:1]
	for name, do := range map[string]func(*nodule.Set) error{
		"values":  func(s *nodule.Set) error { _, err := explain.Features()[0].Values(s); return err },
		"density": func(s *nodule.Set) error { _, err := explain.SetDensity([]float32{1}, s); return err },
		"maps":    func(s *nodule.Set) error { _, err := explain.Baselines(98)[0].Maps(s); return err },
	} {
		if err := do(s); err == nil || !strings.Contains(err.Error(), "1 pixels and 0 values of coverage: want 2") {
			t.Errorf("%s: %v", name, err)
		}
		if err := do(nil); err == nil {
			t.Errorf("%s: no set, no error", name)
		}
	}
}
