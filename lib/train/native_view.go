package train

import (
	"context"

	"nodulelab/lib/lenet"
	"nodulelab/lib/native"
	"nodulelab/lib/nodule"
)

// Forward implements [Engine].
func (e *nativeEngine) Forward(ctx context.Context, w lenet.Weights, s *nodule.Set) (Output, error) {
	n, err := e.view(w, s)
	if err != nil {
		return Output{}, err
	}
	width := w.Variant.EmbeddingSize(w.Side)
	out := Output{make([]float32, s.Len()*width), make([]float32, s.Len())}
	z := cut(out.Embeddings, width)
	return out, eachPart(ctx, inputs(s, w.Input), func(first int, images [][]float32) {
		n.Embed(images)
		n.Classify()
		n.Embeddings(z[first:][:len(images)])
		n.Logits(out.Logits[first:][:len(images)])
	})
}

// Saliency implements [Engine].
func (e *nativeEngine) Saliency(ctx context.Context, w lenet.Weights, s *nodule.Set) ([]float32, error) {
	n, err := e.view(w, s)
	if err != nil {
		return nil, err
	}
	saliency := make([]float32, len(s.Images))
	rows := cut(saliency, s.Side*s.Side)
	return saliency, eachPart(ctx, inputs(s, w.Input), func(first int, images [][]float32) {
		n.Embed(images)
		n.Saliency(rows[first:][:len(images)])
	})
}

// view checks that a network can look at a set, and loads it.
func (e *nativeEngine) view(w lenet.Weights, s *nodule.Set) (*native.Net, error) {
	if err := checkView(w, s); err != nil {
		return nil, err
	}
	n, err := e.net(formOf(w))
	if err != nil {
		return nil, err
	}
	return n, n.Load(w)
}

// eachPart calls f with a table's images, some at a time.
func eachPart(ctx context.Context, t table, f func(first int, images [][]float32)) error {
	rows := t.rows
	for first := 0; first < len(rows); first += native.Lanes {
		if err := ctx.Err(); err != nil {
			return err
		}
		f(first, rows[first:min(first+native.Lanes, len(rows))])
	}
	return nil
}
