package live

import (
	"context"
	"fmt"
	"math"

	"nodulelab/lib/explain"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
)

// Training says how a network is trained: what a reader can choose, the rest by the
// paper's protocol.
type Training struct {
	Loss      loss.Name     `json:"loss"`
	Malignant int           `json:"malignant"` // of the training distribution
	Benign    int           `json:"benign"`
	Seed      uint64        `json:"seed"`
	Margin    float64       `json:"margin"` // of Eq. 2
	Input     lenet.Scaling `json:"input"`
	Depth     float64       `json:"depth"` // of the spikes
	Epochs    int           `json:"epochs"`
}

// PaperTraining returns the paper's training by a loss on a distribution.
func PaperTraining(l loss.Name, d nodule.Distribution, seed uint64) Training {
	p := train.Paper()
	return Training{l, d.Malignant, d.Benign, seed, p.Margin, p.Input, nodule.Paper().SpikeDepth, p.Epochs}
}

// Step is how far a training is.
type Step struct {
	train.Progress
	Now   train.ClassifierEpoch
	Plane *Plane // of the embeddings as they are now; nil after most epochs
}

// everyPoints is after how many epochs the training set's embeddings are looked at.
const everyPoints = 5

// Run trains the network. Report is called after every epoch. What is out of range is an
// error.
func (t Training) Run(ctx context.Context, report func(Step)) (Network, error) {
	c, p := nodule.Paper(), train.Paper()
	c.SpikeDepth, p.Margin, p.Input, p.Epochs = t.Depth, t.Margin, t.Input, t.Epochs
	training, validation, err := c.TrainingSets(t.Seed, nodule.D(t.Malignant, t.Benign))
	if err != nil {
		return Network{}, err
	}
	l, err := p.Loss(t.Loss)
	if err != nil {
		return Network{}, err
	}
	engine, looking := train.NewNative(), train.NewNative()
	defer engine.Close()
	defer looking.Close()
	var before Plane
	networks, err := engine.Train(ctx, p, l, []train.Task{{Seed: t.Seed, Training: training, Validation: validation}}, func(now train.Progress) {
		s := Step{Progress: now, Now: now.Measured[0]}
		if now.Stage != train.ClassifierOnly && now.Epoch%everyPoints == 0 {
			if plane, ok := planeNow(ctx, looking, now, training); ok {
				before = plane.alike(before)
				s.Plane = &before
			}
		}
		report(s)
	})
	if err != nil {
		return Network{}, err
	}
	n, err := NewNetwork(ctx, looking, networks[0].Weights, training)
	if err == nil {
		n.Plane = n.Plane.alike(before)
	}
	return n, err
}

// planeNow is the plane of a network in training. An encoder that has collapsed to one
// point has none.
func planeNow(ctx context.Context, e train.Engine, now train.Progress, training *nodule.Set) (Plane, bool) {
	w, err := now.Weights()
	if err != nil {
		return Plane{}, false
	}
	n, err := NewNetwork(ctx, e, w[0], training)
	return n.Plane, err == nil
}

// alike turns axes round where that brings the points nearer to where they were before,
// since the sign of a component is arbitrary.
func (p Plane) alike(before Plane) Plane {
	if len(before.Points) != len(p.Points) {
		return p
	}
	var x, y float64
	for i, q := range p.Points {
		x += q.X * before.Points[i].X
		y += q.Y * before.Points[i].Y
	}
	turn := func(axis []float64, coordinate func(*explain.Point) *float64) {
		for i := range axis {
			axis[i] = -axis[i]
		}
		for i := range p.Points {
			c := coordinate(&p.Points[i])
			*c = -*c
		}
	}
	if x < 0 {
		turn(p.X, func(q *explain.Point) *float64 { return &q.X })
	}
	if y < 0 {
		turn(p.Y, func(q *explain.Point) *float64 { return &q.Y })
	}
	return p
}

// Difference is by how much two networks differ.
type Difference struct {
	Weight    float64 `json:"weight"`    // the largest difference of a weight
	Decisions int     `json:"decisions"` // on how many images they decide differently
	Of        int     `json:"of"`
}

// Compare compares two networks of one form on the test sets of a seed.
func Compare(a, b Network, seed uint64, tests ...nodule.Distribution) (d Difference, err error) {
	if a.Weights.Form() != b.Weights.Form() {
		return Difference{}, fmt.Errorf("live: networks of two forms, %s and %s, are not compared", a.Weights.Form(), b.Weights.Form())
	}
	for i, t := range a.Weights.Tensors {
		for j, v := range t.Data {
			d.Weight = max(d.Weight, math.Abs(float64(v)-float64(b.Weights.Tensors[i].Data[j])))
		}
	}
	var in Instrument
	for at, n := range []Network{a, b} {
		if err := in.Put(at, n); err != nil {
			return Difference{}, err
		}
	}
	for _, test := range tests {
		q, err := in.Open(seed, test)
		if err != nil {
			return Difference{}, err
		}
		for i := range q.Logits[0] {
			d.Of++
			if (q.Logits[0][i] > 0) != (q.Logits[1][i] > 0) {
				d.Decisions++
			}
		}
	}
	return d, nil
}
