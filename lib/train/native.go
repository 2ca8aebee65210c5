package train

import (
	"context"
	"fmt"

	"nodulelab/lib/device"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/native"
	"nodulelab/lib/nodule"
)

// nativeEngine trains on one core with package native, one network after the
// other.
type nativeEngine struct {
	nets map[form]*native.Net
}

// form is what two networks must have in common to be computed by the same code.
type form struct {
	side    int
	variant lenet.Variant
}

// NewNative returns the engine that computes with this project's own kernels. It
// trains by any loss. For as many networks at once as there are cores, open one
// engine a goroutine.
func NewNative() Engine { return &nativeEngine{map[form]*native.Net{}} }

// Name implements [Engine].
func (e *nativeEngine) Name() string { return device.Native }

// Close implements [Engine].
func (e *nativeEngine) Close() { e.nets = nil }

// load returns the engine's network of a form with the given weights.
func (e *nativeEngine) load(w lenet.Weights) (*native.Net, error) {
	f := form{w.Side, w.Variant}
	n := e.nets[f]
	if n == nil {
		var err error
		if n, err = native.New(f.variant, f.side); err != nil {
			return nil, fmt.Errorf("train: %w", err)
		}
		e.nets[f] = n
	}
	return n, n.Load(w)
}

// Train implements [Engine].
func (e *nativeEngine) Train(ctx context.Context, p Protocol, l loss.Loss, tasks []Task, report func(Progress)) ([]Network, error) {
	if err := check(p, l, tasks); err != nil {
		return nil, err
	}
	var networks []Network
	for _, t := range tasks {
		one, err := Run(ctx, p, l, []Task{t}, report, func(initial []lenet.Weights) (Learner, error) {
			return e.newLearner(p, t, initial[0])
		})
		if err != nil {
			return nil, err
		}
		networks = append(networks, one...)
	}
	return networks, nil
}

// Forward implements [Engine].
func (e *nativeEngine) Forward(ctx context.Context, w lenet.Weights, s *nodule.Set) (out Output, err error) {
	n, err := e.load(w)
	if err != nil {
		return Output{}, err
	}
	err = EachPart(ctx, w, s, native.Lanes, func(pixels []float32) error {
		images := cut(pixels, w.Side*w.Side)
		n.Embed(images)
		n.Classify()
		logits := make([]float32, len(images))
		n.Logits(logits)
		out.Embeddings = append(out.Embeddings, embeddings(n, len(images), w.Variant.EmbeddingSize(w.Side))...)
		out.Logits = append(out.Logits, logits...)
		return nil
	})
	return out, err
}

// Saliency implements [Engine].
func (e *nativeEngine) Saliency(ctx context.Context, w lenet.Weights, s *nodule.Set) (saliency []float32, err error) {
	n, err := e.load(w)
	if err != nil {
		return nil, err
	}
	err = EachPart(ctx, w, s, native.Lanes, func(pixels []float32) error {
		n.Embed(cut(pixels, w.Side*w.Side))
		maps := make([]float32, len(pixels))
		n.Saliency(cut(maps, w.Side*w.Side))
		saliency = append(saliency, maps...)
		return nil
	})
	return saliency, err
}

// embeddings copies the embeddings of a network's batch, row-major.
func embeddings(n *native.Net, samples, width int) []float32 {
	z := make([]float32, samples*width)
	n.Embeddings(cut(z, width))
	return z
}

// cut cuts numbers into rows of n.
func cut(numbers []float32, n int) [][]float32 {
	rows := make([][]float32, len(numbers)/n)
	for i := range rows {
		rows[i] = numbers[i*n:][:n]
	}
	return rows
}
