package nodule

import (
	"fmt"
	"math"
	"math/rand/v2"

	"nodulelab/lib/internal/stream"
)

// TrainingSets draws the training distribution of a seed and splits it at random
// into a training and a validation set (200 = 170 + 30 in the paper).
func (c Config) TrainingSets(seed uint64, d Distribution) (training, validation *Set, err error) {
	all, err := c.draw(seed, "training set", d, c.Samples, recipe{c.Share, itself})
	if err != nil {
		return nil, nil, err
	}
	order := stream.New(seed, "split").Perm(c.Samples)
	training, validation = all.Subset(order[:c.Training]), all.Subset(order[c.Training:])
	c.augment(training, stream.New(seed, "augmentation"))
	return training, validation, nil
}

// augment changes the contrast of each image to the background.
func (c Config) augment(s *Set, r *rand.Rand) {
	if c.ContrastJitter == 0 {
		return
	}
	for i := range s.Len() {
		gain, image := math.Exp(c.ContrastJitter*(2*r.Float64()-1)), s.Image(i)
		for p, g := range image {
			image[p] = float32(min(max(c.Background+gain*(float64(g)-c.Background), 0), 255))
		}
	}
}

// TestSet draws the test set of a seed and distribution (200 images in the paper).
func (c Config) TestSet(seed uint64, d Distribution) (*Set, error) {
	return c.Draw(seed, "test set", d, c.Samples)
}

// Draw draws n samples of a distribution, the classes in turn, benign first. The
// purpose names the random stream: sets of one seed with different purposes or
// distributions are independent. Seeds start at 1.
func (c Config) Draw(seed uint64, purpose string, d Distribution, n int) (*Set, error) {
	return c.draw(seed, purpose, d, n, recipe{.5, itself})
}

// recipe says what a set is made of: the share of malignant samples, spread evenly,
// and the outline. A sample has the intensity of its own class, and the outline
// and the label of shape(own).
type recipe struct {
	share float64
	shape func(own Class) Class
}

// itself is the shape of a class in every set but counterfactual ones.
func itself(own Class) Class { return own }

// class is that of sample i.
func (r recipe) class(i int) Class {
	return Class(math.Floor(r.share*float64(i+1)) - math.Floor(r.share*float64(i)))
}

// draw is Draw by a recipe.
func (c Config) draw(seed uint64, purpose string, d Distribution, n int, r recipe) (*Set, error) {
	if seed == 0 {
		return nil, fmt.Errorf("nodule: seed 0: seeds start at 1")
	}
	if n < 1 {
		return nil, fmt.Errorf("nodule: %d samples: want at least 1", n)
	}
	if err := c.Validate(); err != nil {
		return nil, err
	}
	if err := d.check(c.AnyIntensity); err != nil {
		return nil, err
	}
	s := &Set{Side: c.Side, Distribution: d}
	shapes := stream.New(seed, purpose+": shapes", d.Malignant, d.Benign)
	noise := stream.New(seed, purpose+": noise", d.Malignant, d.Benign)
	base := c.outlines()
	for i := range n {
		own := r.class(i)
		class := r.shape(own)
		f := c.factors(shapes)
		mask := c.mask(f.deform(base[class]))
		f.Area = mean(mask)
		s.Classes = append(s.Classes, class)
		s.Factors = append(s.Factors, f)
		s.Masks = append(s.Masks, mask...)
		s.Images = append(s.Images, c.paint(mask, float64(d.Intensity(own)), noise)...)
	}
	return s, nil
}

// mask is the coverage of an outline.
func (c Config) mask(o Outline) []float32 {
	mask := rasterise(o, c.Side)
	if c.HardEdges {
		for i, m := range mask {
			mask[i] = float32(math.Round(float64(m)))
		}
	}
	return mask
}

// outlines returns the base shapes by class.
func (c Config) outlines() [2]Outline {
	return [2]Outline{
		Benign:    BenignOutline(c.BenignArea),
		Malignant: MalignantOutline(c.MalignantArea, c.Spikes, c.SpikeDepth),
	}
}

// factors draws one sample's deformation.
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

// deform moves an outline by the affine map and then by the FFD.
func (f Factors) deform(o Outline) Outline {
	moved := make(Outline, len(o))
	for i, p := range o {
		moved[i] = f.FFD.Apply(f.Affine.Apply(p))
	}
	return moved
}

// paint fills a mask: background + (intensity − background)·mask + noise·mask,
// clipped to grey levels. Noise everywhere has no mask.
func (c Config) paint(mask []float32, intensity float64, noise *rand.Rand) []float32 {
	image := make([]float32, len(mask))
	for i, m := range mask {
		grain, v := c.NoiseSD*noise.NormFloat64(), 0.
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
