package nodule

import (
	"math/rand/v2"

	"nodulelab/lib/internal/stream"
)

// objects returns the number of shapes in an image.
func (c Config) objects() int { return max(1, c.Objects) }

// grid returns k, the number of cells along a side of the grid in which the shapes of a
// sample lie.
func (c Config) grid() int {
	k := 1
	for k*k < c.objects() {
		k++
	}
	return k
}

func (c Config) checkObjects(wrong *faults) {
	if c.Objects < 0 || c.Objects > 9 {
		wrong.unless(false, "Objects %d: want 1 to 9, or 0 for 1", c.Objects)
		return
	}
	for _, class := range []Class{Benign, Malignant} {
		share := c.area(class) * float64(c.grid()*c.grid()) / float64(c.objects())
		wrong.unless(c.objects() == 1 || !(share > .6+1e-9), "Objects %d: each %s shape would fill %.2g of its cell: want at most 0.6, with a smaller area", c.Objects, class, share)
	}
}

// sampler draws the shapes of a set's samples. Each kind of choice has a random stream of
// its own.
type sampler struct {
	config                  Config
	base                    [2][]Outline
	shapes, outlines, cells *rand.Rand
}

func (c Config) newSampler(seed uint64, purpose string, d Distribution) *sampler {
	of := func(what string) *rand.Rand { return stream.New(seed, purpose+": "+what, d.Malignant, d.Benign) }
	return &sampler{
		config: c,
		base:   [2][]Outline{Benign: c.BaseOutlines(Benign), Malignant: c.BaseOutlines(Malignant)},
		shapes: of("shapes"), outlines: of("outlines"), cells: of("cells"),
	}
}

// sample draws the shapes of one sample and returns their factors and their coverage.
func (s *sampler) sample(class Class) (Factors, []float32) {
	all := s.draw(class)
	var mask []float32
	for i := range all {
		own := s.config.mask(all[i].Deform(s.base[class][all[i].Outline]))
		all[i].Area = mean(own)
		mask = union(mask, own)
	}
	f := all[0]
	f.Area, f.More = mean(mask), all[1:]
	if len(f.More) == 0 {
		f.More = nil
	}
	return f, mask
}

// draw draws the factors of each shape of one sample; their areas are still 0.
func (s *sampler) draw(class Class) []Factors {
	var all []Factors
	for _, frame := range s.frames() {
		f := s.config.factors(s.shapes)
		f.Frame, f.Outline = frame, int(s.outlines.Float64()*float64(len(s.base[class])))
		all = append(all, f)
	}
	return all
}

// frames draws the cells of one sample's shapes: the whole image if there is one shape.
func (s *sampler) frames() []Frame {
	k := s.config.grid()
	if k == 1 {
		return []Frame{{}}
	}
	side := 1 / float64(k)
	var frames []Frame
	for _, cell := range s.cells.Perm(k * k)[:s.config.objects()] {
		frames = append(frames, Frame{Point{side * float64(cell%k), side * float64(cell/k)}, side})
	}
	return frames
}

// union adds up coverage, up to 1. Of two masks the first may be nil, for none.
func union(mask, other []float32) []float32 {
	if mask == nil {
		return other
	}
	for i, m := range other {
		mask[i] = min(mask[i]+m, 1)
	}
	return mask
}
