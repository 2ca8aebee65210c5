package gomlx

import (
	"context"

	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models
	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/model"

	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
)

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
	f := form{w.Side, w.Variant}
	if v := e.viewers[f]; v != nil {
		return v, Load(v.store.RootScope(), []lenet.Weights{w})
	}
	n, err := NewNetwork(w.Variant, w.Side)
	if err != nil {
		return nil, err
	}
	v := &viewer{store: model.NewStore()}
	if err := Load(v.store.RootScope(), []lenet.Weights{w}); err != nil {
		return nil, err
	}
	if v.forward, err = model.NewExec(e.backend, v.store, n.forward); err != nil {
		return nil, err
	}
	if v.saliency, err = model.NewExec(e.backend, v.store, n.saliency); err != nil {
		return nil, err
	}
	e.viewers[f] = v
	return v, nil
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
