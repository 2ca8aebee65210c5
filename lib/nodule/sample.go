package nodule

import (
	"math"
	"math/rand/v2"
)

// Factors are what was drawn at random for one sample, and the area that came of it.
type Factors struct {
	Affine  Affine
	FFD     FFD
	Area    float64   // mean coverage: the fraction of the image that the sample's shapes cover; in More, the one shape
	Outline int       // index of the base outline in [Config.BaseOutlines] of the sample's class
	Frame   Frame     // where the shape lies: the zero value, the whole image, for a single shape
	More    []Factors // the sample's other shapes ([Config.Objects]); nil for a single shape
}

// Frame is a square part of the image, in which a shape is deformed as a single shape is
// in the whole image: Affine and FFD act on coordinates that are fractions of the frame's
// side, from its top left corner. The zero value is the whole image.
type Frame struct {
	Corner Point   // top left, in fractions of the image's side
	Side   float64 // in fractions of the image's side
}

// Deform moves every vertex of an outline by the affine map and then by the free-form
// deformation, both in the frame. Applied to the base outline with the index f.Outline of
// a sample's class, it gives the outline that was filled. It leaves out f.More.
func (f Factors) Deform(o Outline) Outline {
	if f.Frame == (Frame{}) {
		return o.Map(func(p Point) Point { return f.FFD.Apply(f.Affine.Apply(p)) })
	}
	corner, side := f.Frame.Corner, f.Frame.Side
	return o.Map(func(p Point) Point {
		q := f.FFD.Apply(f.Affine.Apply(Point{p.X / side, p.Y / side}))
		return Point{corner.X + side*q.X, corner.Y + side*q.Y}
	})
}

// Shapes returns the factors of each shape of the sample: f itself, then f.More.
func (f Factors) Shapes() []Factors { return append([]Factors{f}, f.More...) }

// factors draws the deformation of one sample.
func (c Config) factors(r *rand.Rand) Factors {
	within := func(limit float64) float64 { return limit * (2*r.Float64() - 1) }
	a := Affine{
		Rotation: within(math.Pi * c.Rotation),
		ScaleX:   1 + within(c.ScaleJitter),
		ScaleY:   1 + within(c.ScaleJitter),
		Shear:    within(c.ShearJitter),
		Shift:    Point{.5 + within(c.Shift), .5 + within(c.Shift)},
	}
	f := NewFFD(c.Cells)
	for i := range f.Control {
		f.Control[i] = Point{c.ControlSD * r.NormFloat64(), c.ControlSD * r.NormFloat64()}
	}
	return Factors{Affine: a, FFD: f}
}

// mask returns the coverage of an outline, Side×Side values.
func (c Config) mask(o Outline) []float32 {
	mask := rasterise(o, c.Side)
	if c.HardEdges {
		for i, m := range mask {
			mask[i] = float32(math.Round(float64(m)))
		}
	}
	return mask
}

// noise draws the noise of an image: Side×Side standard normal numbers.
func (c Config) noise(r *rand.Rand) []float64 {
	grain := make([]float64, c.Side*c.Side)
	for i := range grain {
		grain[i] = r.NormFloat64()
	}
	return grain
}

// paint returns the image of a mask, Side×Side grey levels:
//
//	background + (intensity − background + NoiseSD·noise)·mask
//
// clipped to 0 to 255. With NoiseEverywhere the noise is not multiplied by the mask.
func (c Config) paint(mask []float32, intensity float64, noise []float64) []float32 {
	image := make([]float32, len(mask))
	for i, m := range mask {
		grain, v := c.NoiseSD*noise[i], 0.
		if c.NoiseEverywhere {
			v = c.Background + (intensity-c.Background)*float64(m) + grain
		} else {
			v = c.Background + (intensity-c.Background+grain)*float64(m)
		}
		image[i] = float32(min(max(v, 0), 255))
	}
	return image
}

func mean(v []float32) float64 {
	var sum float64
	for _, x := range v {
		sum += float64(x)
	}
	return sum / float64(len(v))
}
