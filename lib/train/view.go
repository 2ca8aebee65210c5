package train

import (
	"context"
	"fmt"

	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models
	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/model"

	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
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
func (e *goMLX) viewer(w lenet.Weights) (*viewer, error) {
	v := e.viewers[formOf(w)]
	if v != nil {
		return v, lenet.Load(v.store.RootScope(), []lenet.Weights{w})
	}
	v = &viewer{store: model.NewStore()}
	if err := lenet.Load(v.store.RootScope(), []lenet.Weights{w}); err != nil {
		return nil, err
	}
	var err error
	if v.forward, err = model.NewExec(e.backend, v.store, forwardGraph(w.Variant)); err != nil {
		return nil, err
	}
	if v.saliency, err = model.NewExec(e.backend, v.store, saliencyGraph(w.Variant)); err != nil {
		return nil, err
	}
	e.viewers[formOf(w)] = v
	return v, nil
}

// forwardGraph returns embeddings [R, B, D] and logits [R, B] of pixels [R, B, F].
func forwardGraph(v lenet.Variant) func(scope *model.Scope, pixels *Node) (*Node, *Node) {
	return func(scope *model.Scope, pixels *Node) (*Node, *Node) {
		z := v.Encoder(scope, images(pixels))
		return TransposeAllDims(z, 0, 2, 1), v.Classifier(scope, z)
	}
}

// saliencyGraph returns |∂logit/∂pixel| [R, B, F] of pixels [R, B, F]. The
// samples' logits may be summed first: each depends on its own pixels alone.
func saliencyGraph(v lenet.Variant) func(scope *model.Scope, pixels *Node) *Node {
	return func(scope *model.Scope, pixels *Node) *Node {
		logits := v.Classifier(scope, v.Encoder(scope, images(pixels)))
		return Abs(Gradient(ReduceAllSum(logits), pixels)[0])
	}
}

// Forward implements [Engine].
func (e *goMLX) Forward(ctx context.Context, w lenet.Weights, s *nodule.Set) (out Output, err error) {
	defer recoverAs(&err, "train: forward")
	v, err := e.view(w, s)
	if err != nil {
		return Output{}, err
	}
	err = eachChunk(ctx, s, w.Input, func(pixels *tensors.Tensor) error {
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

// Saliency implements [Engine].
func (e *goMLX) Saliency(ctx context.Context, w lenet.Weights, s *nodule.Set) (saliency []float32, err error) {
	defer recoverAs(&err, "train: saliency")
	v, err := e.view(w, s)
	if err != nil {
		return nil, err
	}
	err = eachChunk(ctx, s, w.Input, func(pixels *tensors.Tensor) error {
		gradient, err := v.saliency.Call1(pixels)
		if err != nil {
			return err
		}
		saliency = append(saliency, tensors.MustCopyFlatData[float32](gradient)...)
		return nil
	})
	return saliency, err
}

// view checks that a network can look at a set, and loads it.
func (e *goMLX) view(w lenet.Weights, s *nodule.Set) (*viewer, error) {
	if err := checkView(w, s); err != nil {
		return nil, err
	}
	return e.viewer(w)
}

// eachChunk calls f with pixels [1, B, F] of up to chunk images at a time.
func eachChunk(ctx context.Context, s *nodule.Set, in lenet.Input, f func(*tensors.Tensor) error) error {
	pixels := s.Side * s.Side
	for first := 0; first < s.Len(); first += chunk {
		if err := ctx.Err(); err != nil {
			return err
		}
		last := min(first+chunk, s.Len())
		x := in.Scale(s.Images[first*pixels:last*pixels], pixels)
		if err := f(tensors.FromFlatDataAndDimensions(x, 1, last-first, pixels)); err != nil {
			return err
		}
	}
	return nil
}

// embed returns each replica's embeddings of its own sets: the frozen encoder's
// view, on which stage 2 trains.
func (r *replicas) embed(images data) (data, error) {
	forward, err := model.NewExec(r.engine.backend, r.store, forwardGraph(r.protocol.Network))
	if err != nil {
		return data{}, err
	}
	defer forward.Finalize()
	var embedded [2]samples
	for i, s := range []samples{images.training, images.validation} {
		z, _, err := forward.Call2(s.features)
		if err != nil {
			return data{}, fmt.Errorf("train: embeddings: %w", err)
		}
		embedded[i] = samples{z, s.labels}
	}
	return data{embedded[0], embedded[1]}, nil
}
