package probe

import (
	"context"

	"gonum.org/v1/gonum/stat"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
)

// Readout is what linear probes read from one network's embeddings of images whose
// shape and intensity are independent ([nodule.Crossed]): fitted to 400 of them,
// tested on 400 others. Embeddings and pixels are read by one instrument: a ridge
// regression on features that are centred and divided by one number, with a penalty that
// cross-validation within the 400 chooses for each target ([explain.TuneRidges]).
type Readout struct {
	Subject
	Shape      float64 // accuracy
	Foreground float64 // share of the intensity's variance that is explained, R²
	WholeImage float64 // the same of the whole image's mean

	// Penalties are those of the three probes, in this order.
	Penalties [3]float64
}

// MeasureReadouts probes each trained network, the network that it started from,
// and the pixels themselves.
func MeasureReadouts(ctx context.Context, l *lab.Lab) ([]Readout, error) {
	return measure(ctx, l, bench.readouts)
}

func (b bench) readouts(ctx context.Context, e train.Engine) ([]Readout, error) {
	if err := b.needRecipe("linear probes"); err != nil {
		return nil, err
	}
	drawn, err := b.crossed()
	if err != nil {
		return nil, err
	}
	fit, test := drawn[0], drawn[1]
	networks, err := b.withUntrained()
	if err != nil {
		return nil, err
	}
	pixels, err := read(fit, test, fit.Images, test.Images, fit.Side*fit.Side)
	if err != nil {
		return nil, err
	}
	var all []Readout
	for _, n := range networks {
		r, err := readout(ctx, e, n.weights, drawn)
		if err != nil {
			return nil, err
		}
		r.Subject = n.Subject
		all = append(all, r)
		if n.Network == Untrained {
			pixels.Subject = Subject{Group{n.Scenario, Pixels}, b.seed}
			all = append(all, pixels)
		}
	}
	return all, nil
}

// crossed draws the set that probes are fitted to, and the one that they are tested on.
func (b bench) crossed() ([]*nodule.Crossed, error) {
	return slice.Try([]string{"probe", "probe's test"}, func(purpose string) (*nodule.Crossed, error) {
		return b.plan.Config.DrawCrossed(b.seed, purpose, probed)
	})
}

// readout reads the embeddings of crossed sets.
func readout(ctx context.Context, e train.Engine, w lenet.Weights, drawn []*nodule.Crossed) (Readout, error) {
	seen, err := slice.Try(drawn, func(x *nodule.Crossed) (train.Output, error) { return e.Forward(ctx, w, x.Set) })
	if err != nil {
		return Readout{}, err
	}
	return read(drawn[0], drawn[1], seen[0].Embeddings, seen[1].Embeddings, seen[0].Width())
}

// read fits probes to the features of one set and tests them on the features of another.
func read(fit, test *nodule.Crossed, features, others []float32, width int) (Readout, error) {
	probes, err := explain.TuneRidges(features, width, targets(fit)...)
	if err != nil {
		return Readout{}, err
	}
	truth := targets(test)
	says, err := slice.Try(probes, func(p explain.TunedRidge) ([]float64, error) { return p.Predict(others) })
	if err != nil {
		return Readout{}, err
	}
	right, err := metrics.Agreement(explain.Positive(says[0]), test.Malignant())
	return Readout{
		Shape:      right.Value(),
		Foreground: stat.RSquaredFrom(says[1], truth[1], nil),
		WholeImage: stat.RSquaredFrom(says[2], truth[2], nil),
		Penalties:  [3]float64{probes[0].Penalty, probes[1].Penalty, probes[2].Penalty},
	}, err
}

// targets are what probes are fitted to: the shape, −1 benign and 1 malignant, the
// foreground's intensity, and the whole image's mean.
func targets(x *nodule.Crossed) [][]float64 {
	shape, intensity := make([]float64, x.Len()), make([]float64, x.Len())
	for i, class := range x.Classes {
		shape[i], intensity[i] = 2*float64(class)-1, float64(x.Intensities[i])
	}
	return [][]float64{shape, intensity, wholeImage(x.Set)}
}

// wholeImage is the mean of each image.
func wholeImage(s *nodule.Set) []float64 {
	means := make([]float64, s.Len())
	for i := range means {
		means[i] = s.ImageMean(i)
	}
	return means
}
