package nodule

import (
	"fmt"

	"nodulelab/lib/internal/stream"
)

// Intensities returns the paper's ten foreground intensities (section 2.1).
func Intensities() []int { return []int{110, 120, 130, 140, 150, 160, 170, 180, 190, 200} }

// Crossed is a set whose shapes say nothing of its intensities: they are drawn
// independently. No D(imal, iben) describes it, and the one that the set holds is
// zero.
type Crossed struct {
	*Set
	Intensities []int // n, the mean foreground intensity of each sample
}

// DrawCrossed draws n samples, the classes in turn, benign first, each with one of
// the paper's [Intensities] at random. Seed and purpose are those of [Config.Draw].
// The whole-image mean depends on both: on the intensity, and by its area on the
// shape.
func (c Config) DrawCrossed(seed uint64, purpose string, n int) (*Crossed, error) {
	levels := Intensities()
	const base = 150 // in the middle, where no noise is clipped
	s, err := c.Draw(seed, purpose+": crossed", D(base, base), n)
	if err != nil {
		return nil, err
	}
	r := stream.New(seed, purpose+": crossed intensities")
	x := &Crossed{Intensities: make([]int, n)}
	steps := make([]float64, n)
	for i := range steps {
		x.Intensities[i] = levels[r.IntN(len(levels))]
		steps[i] = float64(x.Intensities[i] - base)
	}
	if x.Set, err = s.Move(steps, nil); err != nil {
		return nil, err
	}
	x.Set.Distribution = Distribution{}
	return x, nil
}

// First returns the first n samples.
func (x *Crossed) First(n int) (*Crossed, error) {
	if n < 1 || n > x.Len() {
		return nil, fmt.Errorf("nodule: the first %d samples of %d: want 1 to %d", n, x.Len(), x.Len())
	}
	indices := make([]int, n)
	for i := range indices {
		indices[i] = i
	}
	return &Crossed{x.Subset(indices), x.Intensities[:n:n]}, nil
}
