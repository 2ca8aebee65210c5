package nodule

import (
	"fmt"

	"nodulelab/lib/internal/stream"
)

// Intensities returns the paper's ten foreground intensities, in grey levels
// (section 2.1).
func Intensities() []int { return []int{110, 120, 130, 140, 150, 160, 170, 180, 190, 200} }

// Crossed is a set in which shape and intensity are independent: the intensity of
// each sample is drawn at random, whatever its class. No distribution D(imal, iben)
// describes such a set: its Distribution has the name "crossed".
type Crossed struct {
	*Set
	Intensities []int // n, the mean foreground intensity of each sample
}

// DrawCrossed draws n samples, alternately benign and malignant, starting with
// benign. The intensity of each is one of [Intensities] at random. The seed, the
// purpose and the errors are as for [Config.Draw]. The mean of a whole image still
// depends on its class, through the area of the shape.
func (c Config) DrawCrossed(seed uint64, purpose string, n int) (*Crossed, error) {
	const base = 150 // in the middle of the range, where noise is not clipped
	s, err := c.Draw(seed, purpose+": crossed", D(base, base), n)
	if err != nil {
		return nil, err
	}
	return s.Crossed(seed, purpose)
}

// Crossed returns a copy of the set in which the intensity of each sample is one of
// [Intensities] at random, by a seed and a purpose; masks and noise stay. Errors are as for
// [Set.Repaint].
func (s *Set) Crossed(seed uint64, purpose string) (*Crossed, error) {
	if err := s.NeedIntensities("crossing shape and intensity"); err != nil {
		return nil, err
	}
	levels, r := Intensities(), stream.New(seed, purpose+": crossed intensities")
	x := &Crossed{Intensities: make([]int, s.Len())}
	steps := make([]float64, s.Len())
	for i, class := range s.Classes {
		x.Intensities[i] = levels[r.IntN(len(levels))]
		steps[i] = float64(x.Intensities[i] - s.Distribution.Intensity(class))
	}
	var err error
	if x.Set, err = s.Move(steps, nil); err != nil {
		return nil, err
	}
	x.Set.Distribution = Named("crossed")
	return x, nil
}

// Check returns an error unless the set is whole ([Set.Check]), with one intensity per
// sample.
func (x *Crossed) Check() error {
	if x == nil {
		return (*Set)(nil).Check()
	}
	if err := x.Set.Check(); err != nil {
		return err
	}
	if len(x.Intensities) != x.Len() {
		return fmt.Errorf("nodule: %d intensities for %d samples: want one per sample", len(x.Intensities), x.Len())
	}
	return nil
}

// First returns a copy of the first n samples, 1 to Len; any other n is an error.
func (x *Crossed) First(n int) (*Crossed, error) {
	if err := x.Check(); err != nil {
		return nil, err
	}
	s, err := x.Set.First(n)
	if err != nil {
		return nil, err
	}
	return &Crossed{s, x.Intensities[:n:n]}, nil
}
