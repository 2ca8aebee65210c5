package live

import (
	"fmt"
	"math"

	"nodulelab/lib/explain"
	"nodulelab/lib/native"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
)

// Places is the number of networks that are looked at side by side.
const Places = 2

// Instrument shows one nodule to the networks in its places. It is used by one goroutine
// at a time.
type Instrument struct {
	places [Places]*place
	engine train.Engine // that runs networks over sets; nil before the first
}

// place is a network at work.
type place struct {
	network Network
	net     *native.Net
}

// Put puts a network into a place, from 0. The one that was there goes.
func (in *Instrument) Put(at int, n Network) error {
	if at < 0 || at >= Places {
		return fmt.Errorf("live: place %d: want 0 or 1", at)
	}
	if err := n.check(); err != nil {
		return err
	}
	net, err := native.New(n.Weights.Variant, n.Weights.Side)
	if err != nil {
		return err
	}
	if err := net.Load(n.Weights); err != nil {
		return err
	}
	in.places[at] = &place{n, net}
	return nil
}

// Clear empties a place.
func (in *Instrument) Clear(at int) {
	if at >= 0 && at < Places {
		in.places[at] = nil
	}
}

// Network returns the network in a place, and whether there is one.
func (in *Instrument) Network(at int) (Network, bool) {
	if at < 0 || at >= Places || in.places[at] == nil {
		return Network{}, false
	}
	return in.places[at].network, true
}

// Knobs are what the reader chooses of a nodule: a sample of a test set, which gives the
// deformation and the noise, and how it is drawn.
type Knobs struct {
	Seed      uint64  `json:"seed"`      // of the test set
	Malignant int     `json:"malignant"` // of its distribution
	Benign    int     `json:"benign"`
	Index     int     `json:"index"` // of the sample
	Shape     float64 `json:"shape"` // from 0, smooth, to 1, spiculated
	Depth     float64 `json:"depth"` // of the spikes of a spiculated shape, 0 to .95
	Area      float64 `json:"area"`  // fraction of the image; 0 follows the shape, from the benign area to the malignant one

	Foreground float64 `json:"foreground"` // grey level
	Background float64 `json:"background"` // grey level
	Noise      float64 `json:"noise"`      // standard deviation in grey levels
	Turn       float64 `json:"turn"`       // degrees, beside the sample's own rotation
}

// KnobsOf returns the knobs at which a nodule is sample i of the test set of a seed and a
// distribution.
func KnobsOf(seed uint64, d nodule.Distribution, i int) Knobs {
	c := nodule.Paper()
	class := nodule.Class(i % 2)
	return Knobs{
		Seed: seed, Malignant: d.Malignant, Benign: d.Benign, Index: i,
		Shape: float64(class), Depth: c.SpikeDepth,
		Foreground: float64(d.Intensity(class)), Background: c.Background, Noise: c.NoiseSD,
	}
}

// config is the configuration of the data with the knobs' spikes.
func (k Knobs) config() nodule.Config {
	c := nodule.Paper()
	c.SpikeDepth = k.Depth
	return c
}

func (k Knobs) look(c nodule.Config) nodule.Look {
	area := k.Area
	switch {
	case area != 0:
	case k.Shape == 1:
		area = c.MalignantArea
	default:
		area = c.BenignArea + k.Shape*(c.MalignantArea-c.BenignArea)
	}
	return nodule.Look{
		Shape: k.Shape, Area: area, Intensity: k.Foreground, Background: k.Background,
		NoiseSD: k.Noise, Turn: k.Turn * math.Pi / 180,
	}
}

// Levels lists the foregrounds of a response curve, in grey levels: 31, which fill with
// the nodule itself the lanes of one batch.
func Levels() []float64 {
	levels := make([]float64, native.Lanes-1)
	for i := range levels {
		levels[i] = 60 + 6*float64(i)
	}
	return levels
}

// Picture is one nodule with the networks' answers.
type Picture struct {
	Image   []float32       // Side×Side grey levels, row-major
	Area    float64         // mean coverage: the fraction of the image that the nodule covers
	Mean    float64         // grey level of the whole image
	Read    []float64       // what the rulers read ([Ruler])
	Answers [Places]*Answer // nil where no network is
}

// Answer is what a network says of one nodule.
type Answer struct {
	Logit    float64       // above 0 means malignant
	Position explain.Point // of the embedding in the network's plane
	Saliency []float32     // |∂logit/∂pixel|, Side×Side, row-major
	Curve    []float64     // logits at the foregrounds of [Levels]
}

// Probability is the sigmoid of a logit: the probability of malignant.
func Probability(logit float64) float64 { return 1 / (1 + math.Exp(-logit)) }

// drawn is a nodule as the knobs say, and painted in each of [Levels].
type drawn struct {
	image, mask []float32
	levels      [][]float32
}

func (k Knobs) draw() (d drawn, err error) {
	c := k.config()
	s, err := c.Single(k.Seed, nodule.D(k.Malignant, k.Benign), k.Index)
	if err != nil {
		return drawn{}, err
	}
	look := k.look(c)
	if d.image, d.mask, err = s.Draw(c, look); err != nil {
		return drawn{}, err
	}
	for _, level := range Levels() {
		look.Intensity = level
		d.levels = append(d.levels, s.Paint(c, d.mask, look))
	}
	return d, nil
}

// Look draws a nodule and asks the networks. Knobs out of range are an error.
func (in *Instrument) Look(k Knobs) (Picture, error) {
	d, err := k.draw()
	if err != nil {
		return Picture{}, err
	}
	p := Picture{Image: d.image, Area: mean(d.mask), Mean: mean(d.image), Read: read(k.config().Side, d.image, d.mask)}
	for i, at := range in.places {
		if at != nil {
			p.Answers[i] = at.answer(append([][]float32{d.image}, d.levels...))
		}
	}
	return p, nil
}

func mean(v []float32) (m float64) {
	for _, x := range v {
		m += float64(x) / float64(len(v))
	}
	return m
}

// answer runs the network over a nodule and the nodules of its response curve.
func (p *place) answer(batch [][]float32) *Answer {
	input, side := p.network.Weights.Input, p.network.Weights.Side
	scaled, maps := make([][]float32, len(batch)), make([][]float32, 1)
	for i, image := range batch {
		scaled[i] = input.Scale(image, side*side)
	}
	p.net.Embed(scaled)
	p.net.Classify()
	logits, embedding := make([]float32, len(batch)), make([]float32, len(p.network.Plane.Mean))
	p.net.Logits(logits)
	p.net.Embeddings([][]float32{embedding})
	maps[0] = make([]float32, side*side)
	p.net.Saliency(maps)
	a := &Answer{Logit: float64(logits[0]), Position: p.network.Plane.Project(embedding), Saliency: maps[0]}
	for _, l := range logits[1:] {
		a.Curve = append(a.Curve, float64(l))
	}
	return a
}
