package live

import (
	"context"
	"fmt"

	"nodulelab/lib/explain"
	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
)

// Network is a trained network, with the plane in which its embeddings are shown.
type Network struct {
	Weights lenet.Weights
	Plane   Plane
}

// Plane is the plane of the first two principal components of a training set's
// embeddings, as in Fig. 2 of the paper.
type Plane struct {
	Mean      []float64       `json:"mean"` // D numbers, as each axis has
	X         []float64       `json:"x"`
	Y         []float64       `json:"y"`
	Explained [2]float64      `json:"explained"` // shares of the variance, 0 to 1
	Points    []explain.Point `json:"points"`    // of the training set
	Malignant []bool          `json:"malignant"` // of each point
}

// NewNetwork looks at a trained network through its training set. An engine of package
// train runs the network.
func NewNetwork(ctx context.Context, e train.Engine, w lenet.Weights, training *nodule.Set) (Network, error) {
	out, err := e.Forward(ctx, w, training)
	if err != nil {
		return Network{}, err
	}
	p, err := newPlane(out.Embeddings, out.Width(), training.Malignant())
	return Network{w, p}, err
}

func newPlane(embeddings []float32, width int, malignant []bool) (Plane, error) {
	pca, err := explain.FitPCA(embeddings, width)
	if err != nil {
		return Plane{}, err
	}
	points, err := pca.Project(embeddings)
	if err != nil {
		return Plane{}, err
	}
	p := Plane{Mean: pca.Mean(), Explained: pca.Explained(), Points: points, Malignant: malignant}
	p.X, p.Y = pca.Axes()
	return p, nil
}

// Project returns the position of an embedding of D numbers.
func (p Plane) Project(embedding []float32) (at explain.Point) {
	for i, v := range embedding {
		d := float64(v) - p.Mean[i]
		at.X += d * p.X[i]
		at.Y += d * p.Y[i]
	}
	return at
}

// check returns an error unless the network can be shown: LeNet-5 whose weights are whole,
// and a plane of embeddings of its width.
func (n Network) check() error {
	if err := checkWeights(n.Weights); err != nil {
		return err
	}
	width := n.Weights.Variant.EmbeddingSize(n.Weights.Side)
	for _, v := range [][]float64{n.Plane.Mean, n.Plane.X, n.Plane.Y} {
		if len(v) != width {
			return fmt.Errorf("live: a plane of embeddings of %d numbers, and the network's have %d", len(v), width)
		}
	}
	if len(n.Plane.Points) != len(n.Plane.Malignant) {
		return fmt.Errorf("live: a plane with %d points and %d classes", len(n.Plane.Points), len(n.Plane.Malignant))
	}
	return nil
}

// checkWeights returns an error unless the weights are whole, of LeNet-5 for the images that
// are drawn here.
func checkWeights(w lenet.Weights) error {
	if w.Custom != nil {
		return fmt.Errorf("live: a network of another kind than LeNet-5 cannot be shown")
	}
	if side := nodule.Paper().Side; w.Side != side {
		return fmt.Errorf("live: a network for images of side %d cannot be shown: want %d", w.Side, side)
	}
	return w.Check()
}
