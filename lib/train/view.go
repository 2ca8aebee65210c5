package train

import (
	"context"
	"fmt"

	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
)

// Output holds what one network says of n images.
type Output struct {
	Embeddings []float32 // n×D, row-major: fθ(X); D is 84 in the paper's network
	Logits     []float32 // n: gω(fθ(X)) before the sigmoid; above 0 means malignant
}

// Predictions tells of each image whether the network calls it malignant.
func (o Output) Predictions() []bool {
	malignant := make([]bool, len(o.Logits))
	for i, l := range o.Logits {
		malignant[i] = l > 0
	}
	return malignant
}

// EachPart scales a set's images as a network takes them and calls look with up to
// size of them at a time, row-major. It returns an error if the network was made
// for images of another side or there are no images, the first error of look, or
// the context's once it is done. Engines look through it.
func EachPart(ctx context.Context, w lenet.Weights, s *nodule.Set, size int, look func(pixels []float32) error) error {
	if s == nil || s.Len() == 0 {
		return fmt.Errorf("train: no images to look at")
	}
	if s.Side != w.Side {
		return fmt.Errorf("train: images of side %d, but the network was made for side %d", s.Side, w.Side)
	}
	pixels := s.Side * s.Side
	for first := 0; first < s.Len(); first += size {
		if err := ctx.Err(); err != nil {
			return err
		}
		end := min(first+size, s.Len())
		if err := look(w.Input.Scale(s.Images[first*pixels:end*pixels], pixels)); err != nil {
			return err
		}
	}
	return nil
}
