// Package gomlx is the engine of package train on GoMLX: it computes on GoMLX's
// pure Go backend or on XLA, for the CPU or a GPU.
//
// [Network] is LeNet-5 as a graph, built from the layers that package lenet
// lists; the losses of package loss are graphs here, too. Every variable and every
// image carries a leading replica axis, so that one graph trains many networks at
// once. The tests hold the engine equal to the native one and to an independent
// implementation in PyTorch.
//
// # A loss or a network of your own
//
// [OnLogits] and [OnEmbeddings] make a loss of a graph, [NewCustom] makes a network of
// two. Every engine that [Open] returns trains by them.
package gomlx

import (
	"context"
	"fmt"

	"github.com/gomlx/compute"
	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models
	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/model"

	"nodulelab/lib/device"
	"nodulelab/lib/device/backend"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
)

// engine is the engine on GoMLX. It owns one backend.
type engine struct {
	name    string
	backend compute.Backend
	viewers map[lenet.Form]*viewer
}

// New opens the backend of a choice and returns the engine on it. It trains by every loss
// that has a graph.
func New(c device.Choice) (train.Engine, error) {
	b, err := backend.Open(c)
	if err != nil {
		return nil, err
	}
	return &engine{name: c.Name(), backend: b, viewers: map[lenet.Form]*viewer{}}, nil
}

// Name implements [train.Engine].
func (e *engine) Name() string { return e.name }

// Close implements [train.Engine].
func (e *engine) Close() {
	if !e.backend.IsFinalized() {
		e.backend.Finalize()
	}
}

// Train implements [train.Engine].
func (e *engine) Train(ctx context.Context, p train.Protocol, l loss.Loss, tasks []train.Task, report func(train.Progress)) (networks []train.Network, err error) {
	defer recoverAs(&err, "gomlx: training")
	return train.Run(ctx, p, l, tasks, report, func(initial []lenet.Weights) (train.Learner, error) {
		return e.newLearner(p, tasks, initial)
	})
}

// recoverAs turns a panic of the graph library into an error.
func recoverAs(err *error, doing string) {
	switch r := recover().(type) {
	case nil:
	case error:
		*err = fmt.Errorf("%s: %w", doing, r)
	default:
		*err = fmt.Errorf("%s: %v", doing, r)
	}
}

// chunk is the number of images that are looked at in one call of a graph.
const chunk = 100

// viewer looks into one network at a time: compiled once per form, fed with new
// weights for each network.
type viewer struct {
	store             *model.Store
	forward, saliency *model.Exec
}

// viewer returns the engine's viewer, loaded with a network's weights.
func (e *engine) viewer(w lenet.Weights) (*viewer, error) {
	v := e.viewers[w.Form()]
	if v == nil {
		n, err := NetworkOf(w.Form())
		if err != nil {
			return nil, err
		}
		v = &viewer{store: model.NewStore()}
		if v.forward, err = model.NewExec(e.backend, v.store, n.forward); err != nil {
			return nil, err
		}
		if v.saliency, err = model.NewExec(e.backend, v.store, n.saliency); err != nil {
			return nil, err
		}
		e.viewers[w.Form()] = v
	}
	return v, Load(v.store.RootScope(), []lenet.Weights{w})
}

// forward returns embeddings [R, B, D] and logits [R, B] of pixels [R, B, F].
func (n Network) forward(scope *model.Scope, pixels *Node) (*Node, *Node) {
	z := n.Encoder(scope, imagesOf(pixels))
	return TransposeAllDims(z, 0, 2, 1), n.Classifier(scope, z)
}

// saliency returns |∂logit/∂pixel| [R, B, F] of pixels [R, B, F]. The samples'
// logits may be summed first: each depends on its own pixels alone.
func (n Network) saliency(scope *model.Scope, pixels *Node) *Node {
	logits := n.Classifier(scope, n.Encoder(scope, imagesOf(pixels)))
	return Abs(Gradient(ReduceAllSum(logits), pixels)[0])
}

// Forward implements [train.Engine].
func (e *engine) Forward(ctx context.Context, w lenet.Weights, s *nodule.Set) (out train.Output, err error) {
	defer recoverAs(&err, "gomlx: forward")
	v, err := e.viewer(w)
	if err != nil {
		return train.Output{}, err
	}
	err = eachChunk(ctx, w, s, func(pixels *tensors.Tensor) error {
		z, logits, err := v.forward.Call2(pixels)
		if err != nil {
			return err
		}
		out.Embeddings = append(out.Embeddings, tensors.MustCopyFlatData[float32](z)...)
		out.Logits = append(out.Logits, tensors.MustCopyFlatData[float32](logits)...)
		return nil
	})
	return out, err
}

// Saliency implements [train.Engine].
func (e *engine) Saliency(ctx context.Context, w lenet.Weights, s *nodule.Set) (saliency []float32, err error) {
	defer recoverAs(&err, "gomlx: saliency")
	v, err := e.viewer(w)
	if err != nil {
		return nil, err
	}
	err = eachChunk(ctx, w, s, func(pixels *tensors.Tensor) error {
		gradient, err := v.saliency.Call1(pixels)
		if err != nil {
			return err
		}
		saliency = append(saliency, tensors.MustCopyFlatData[float32](gradient)...)
		return nil
	})
	return saliency, err
}

// eachChunk calls f with pixels [1, B, F] of up to chunk images at a time.
func eachChunk(ctx context.Context, w lenet.Weights, s *nodule.Set, f func(*tensors.Tensor) error) error {
	return train.EachPart(ctx, w, s, chunk, func(pixels []float32) error {
		size := w.Side * w.Side
		return f(tensors.FromFlatDataAndDimensions(pixels, 1, len(pixels)/size, size))
	})
}
