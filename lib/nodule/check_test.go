//go:build !js

package nodule_test

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/nodule"
)

// bare is tiny without masks and factors, under a name.
func bare() *nodule.Set {
	s := tiny()
	s.Distribution, s.Masks, s.Factors = nodule.Named("my scans"), nil, nil
	return s
}

// broken are sets made by hand of which something does not fit, with what Check says.
func broken() map[string]*nodule.Set {
	nan := float32(math.NaN())
	with := func(change func(*nodule.Set)) *nodule.Set { s := tiny(); change(s); return s }
	return map[string]*nodule.Set{
		"it is nil":                            nil,
		"0 images of side 0: want a side":      {},
		"3 images of side -2: want":            with(func(s *nodule.Set) { s.Side = -2 }),
		"3 images of side 3037000500":          with(func(s *nodule.Set) { s.Side = 3037000500 }), // its square overflows
		"3 images of side 9223372036854775807": with(func(s *nodule.Set) { s.Side = math.MaxInt }),
		"11 pixels and 12 values of coverage: want 12, for 3 images of 2×2": with(func(s *nodule.Set) { s.Images = s.Images[:11] }),
		"12 pixels and 4 values of coverage":                                with(func(s *nodule.Set) { s.Masks = s.Masks[:4] }),
		"12 pixels and 12 values of coverage: want 8":                       with(func(s *nodule.Set) { s.Classes, s.Factors = s.Classes[:2], s.Factors[:2] }),
		"1 factors for 3 samples: want one per sample or none":              with(func(s *nodule.Set) { s.Factors = s.Factors[:1] }),
		"class 2 of sample 1: want 0 (benign) or 1 (malignant)":             with(func(s *nodule.Set) { s.Classes[1] = 2 }),
		"class -1 of sample 0":                                              with(func(s *nodule.Set) { s.Classes[0] = -1 }),
		"pixel 5 is NaN: want 0 to 255":                                     with(func(s *nodule.Set) { s.Images[5] = nan }),
		"pixel 0 is 255.5: want 0 to 255":                                   with(func(s *nodule.Set) { s.Images[0] = 255.5 }),
		"pixel 11 is -1":                                                    with(func(s *nodule.Set) { s.Images[11] = -1 }),
		"coverage 2 is 1.5: want 0 to 1":                                    with(func(s *nodule.Set) { s.Masks[2] = 1.5 }),
		"coverage 3 is NaN":                                                 with(func(s *nodule.Set) { s.Masks[3] = nan }),
	}
}

func TestCheck(t *testing.T) {
	for name, s := range map[string]*nodule.Set{"tiny": tiny(), "bare": bare(), "empty": {Side: 2}, "one class": subset(t, tiny(), 0)} {
		if err := s.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for want, s := range broken() {
		if err := s.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// Whatever is done with a broken set gives the error of Check, and never panics.
func TestBrokenSetsAreRefused(t *testing.T) {
	for want, s := range broken() {
		for name, do := range map[string]func() error{
			"Subset":          func() error { _, err := s.Subset([]int{0}); return err },
			"First":           func() error { _, err := s.First(1); return err },
			"Move":            func() error { _, err := s.Move(nil, nil); return err },
			"BackgroundSteps": func() error { _, err := s.BackgroundSteps([]float64{1, 2, 3}); return err },
			"Repaint":         func() error { _, err := s.Repaint(nodule.D(1, 2)); return err },
			"WriteNPZ":        func() error { return s.WriteNPZ(new(bytes.Buffer)) },
			"WriteFactorsCSV": func() error { return s.WriteFactorsCSV(new(bytes.Buffer)) },
			"WithMasks":       func() error { _, err := s.WithMasks(nil); return err },
			"Crossed":         func() error { _, err := (&nodule.Crossed{Set: s}).First(1); return err },
			"Fixed":           func() error { _, err := nodule.Fixed(s)(1); return err },
			"a fixed test":    func() error { _, err := nodule.Fixed(draw4(t), s)(1); return err },
		} {
			if err := do(); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: error %v, want %q", name, err, want)
			}
		}
		if s == nil {
			continue
		}
		for i := range s.Len() {
			s.Image(i)
			s.Mask(i)
			s.ImageMean(i)
		}
		s.WholeImageMean(nodule.Benign)
		s.Malignant()
		s.Digest()
	}
	if _, err := (&nodule.Crossed{Set: tiny(), Intensities: []int{110}}).First(2); err == nil || !strings.Contains(err.Error(), "1 intensities for 3 samples") {
		t.Errorf("a crossed set without intensities: %v", err)
	}
	if err := (*nodule.Crossed)(nil).Check(); err == nil {
		t.Error("no crossed set is whole")
	}
}

func draw4(t *testing.T) *nodule.Set { return draw(t, nodule.Paper(), 1, nodule.D(150, 150), 4) }

// A set without masks and factors can be copied; what needs them says so.
func TestSetWithoutMasks(t *testing.T) {
	s := bare()
	first, err := s.First(2)
	if err != nil {
		t.Fatal(err)
	}
	for _, copied := range []*nodule.Set{first, subset(t, s, 1, 0)} {
		if copied.Len() != 2 || copied.HasMasks() || copied.Masks != nil || copied.Factors != nil || copied.Check() != nil {
			t.Errorf("a copy has masks or factors: %+v", copied)
		}
	}
	if s.Mask(0) != nil || s.HasMasks() || !tiny().HasMasks() {
		t.Error("masks where there are none, or the other way round")
	}
	for what, err := range map[string]error{
		"moving foreground or background": second(s.Move(nil, nil)), "a move of the background": second(s.BackgroundSteps([]float64{1, 2, 3})), "repainting": second(s.Repaint(nodule.D(1, 2))),
	} {
		if want := "nodule: " + what + ` needs masks: the set "my scans" has none; give a mask`; err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	masked := bare()
	masked.Masks = tiny().Masks
	if _, err := masked.Repaint(nodule.D(1, 2)); err == nil || !strings.Contains(err.Error(), `repainting needs the classes' intensities: the set "my scans" has none`) {
		t.Errorf("repainted without intensities: %v", err)
	}
	if moved, err := masked.Move([]float64{1, 1, 1}, nil); err != nil || moved.Images[3] != 5 {
		t.Errorf("moved: %v", err)
	}
	if err := s.WriteFactorsCSV(new(bytes.Buffer)); err == nil || !strings.Contains(err.Error(), "a table of factors needs the factors of each sample") {
		t.Errorf("factors: %v", err)
	}
	for _, d := range []nodule.Distribution{nodule.D(256, 0), nodule.Named("x")} {
		if _, err := tiny().Repaint(d); err == nil {
			t.Errorf("repainted as %s", d)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestSubsetRefuses(t *testing.T) {
	for _, i := range []int{-1, 3} {
		if _, err := tiny().Subset([]int{0, i}); err == nil || !strings.Contains(err.Error(), "of 3: want 0 to 2") {
			t.Errorf("sample %d was taken: %v", i, err)
		}
	}
}

// The digest of a set stays; it changes with everything but the factors.
func TestDigest(t *testing.T) {
	want := tiny().Digest()
	if want != "bdab3300185c884b3fa63f5fe0298ccd984364719bb0427b9bbc99fc67907531" {
		t.Errorf("digest %s: results that are stored under a digest are no longer found", want)
	}
	seen := []string{want}
	for name, change := range map[string]func(*nodule.Set){
		"a pixel": func(s *nodule.Set) { s.Images[0]++ }, "coverage": func(s *nodule.Set) { s.Masks[0] = .5 },
		"a class": func(s *nodule.Set) { s.Classes[0] = 1 }, "an intensity": func(s *nodule.Set) { s.Distribution.Benign++ },
		"the name": func(s *nodule.Set) { s.Distribution.Name = "x" }, "no masks": func(s *nodule.Set) { s.Masks = nil },
		"the side": func(s *nodule.Set) { s.Side++ }, "masks for images": func(s *nodule.Set) { s.Images, s.Masks = s.Masks, s.Images },
	} {
		s := tiny()
		change(s)
		if d := s.Digest(); slices.Contains(seen, d) {
			t.Errorf("%s: digest %s again", name, d)
		} else {
			seen = append(seen, d)
		}
	}
	s := tiny()
	s.Factors = nil
	if s.Digest() != want {
		t.Error("factors change the digest")
	}
}
