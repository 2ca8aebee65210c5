package nodule

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
)

// mostPixels bounds the pixels of a set, 256 million (1 GiB).
const mostPixels = 1 << 28

// Check returns an error unless the set is whole: for n classes, each 0 or 1, there are
// n×Side×Side pixels from 0 to 255, as many values of coverage from 0 to 1 or none, and n
// factors or none. A set without samples is whole.
func (s *Set) Check() error {
	if s == nil {
		return fmt.Errorf("nodule: no set: it is nil")
	}
	if fault := s.fault(); fault != nil {
		return fmt.Errorf("nodule: the set %q: %w", s.Distribution.Label(), fault)
	}
	return nil
}

// fault returns what is wrong with the set.
func (s *Set) fault() error {
	if err := s.checkSizes(); err != nil {
		return err
	}
	for i, c := range s.Classes {
		if c != Benign && c != Malignant {
			return fmt.Errorf("class %d of sample %d: want 0 (benign) or 1 (malignant)", int(c), i)
		}
	}
	if err := checkRange("pixel", s.Images, 255); err != nil {
		return err
	}
	return checkRange("coverage", s.Masks, 1)
}

func (s *Set) checkSizes() error {
	n, side := s.Len(), s.Side
	if side < 1 || side > math.MaxInt16 || n > mostPixels/(side*side) {
		return fmt.Errorf("%d images of side %d: want a side of at least 1 pixel, and at most %d pixels in all", n, side, mostPixels)
	}
	if want := n * side * side; len(s.Images) != want || len(s.Masks) != want && len(s.Masks) != 0 {
		return fmt.Errorf("%d pixels and %d values of coverage: want %d, for %d images of %d×%d, or no coverage at all", len(s.Images), len(s.Masks), want, n, side, side)
	}
	if len(s.Factors) != n && len(s.Factors) != 0 {
		return fmt.Errorf("%d factors for %d samples: want one per sample or none", len(s.Factors), n)
	}
	return nil
}

// checkRange also refuses NaN.
func checkRange(what string, values []float32, most float32) error {
	for i, v := range values {
		if !(v >= 0 && v <= most) {
			return fmt.Errorf("%s %d is %v: want 0 to %g", what, i, v, most)
		}
	}
	return nil
}

// HasMasks reports whether the coverage of the images is known.
func (s *Set) HasMasks() bool { return len(s.Masks) > 0 }

// NeedMasks returns an error, which begins with what needs them, unless the set is whole
// and has masks.
func (s *Set) NeedMasks(what string) error {
	return s.need(what, "masks", (*Set).HasMasks, "give a mask with each image (nodule.ReadFolder, nodule.ReadNPZ, Set.WithMasks)")
}

// NeedFactors returns an error, which begins with what needs them, unless the set is whole
// and has the factors of its samples.
func (s *Set) NeedFactors(what string) error {
	return s.need(what, "the factors of each sample", func(s *Set) bool { return len(s.Factors) > 0 }, "only a set that nodule.Config draws has them")
}

// NeedIntensities returns an error, which begins with what needs them, unless the set is
// whole and of a distribution D(imal, iben).
func (s *Set) NeedIntensities(what string) error {
	return s.need(what, "the classes' intensities", func(s *Set) bool { return s.Distribution.Name == "" }, "only a distribution D(malignant, benign) has them")
}

// need checks a set that has something, and one without samples passes.
func (s *Set) need(what, part string, has func(*Set) bool, how string) error {
	if err := s.Check(); err != nil {
		return err
	}
	if s.Len() > 0 && !has(s) {
		return fmt.Errorf("nodule: %s needs %s: the set %q has none; %s", what, part, s.Distribution.Label(), how)
	}
	return nil
}

// Digest returns the SHA-256, in hexadecimal digits, of everything in the set on which
// training or an analysis can depend: side, distribution, images, masks and classes.
func (s *Set) Digest() string {
	h := sha256.New()
	fmt.Fprintf(h, "nodule set %d %d %d %q %d %d %d\n", s.Side, s.Distribution.Malignant, s.Distribution.Benign, s.Distribution.Name, len(s.Images), len(s.Masks), len(s.Classes))
	classes := make([]int64, s.Len())
	for i, c := range s.Classes {
		classes[i] = int64(c)
	}
	for _, values := range []any{s.Images, s.Masks, classes} {
		binary.Write(h, binary.LittleEndian, values) // to a hash, which takes everything
	}
	return hex.EncodeToString(h.Sum(nil))
}
