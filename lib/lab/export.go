package lab

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"nodulelab/lib/internal/npz"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/train"
)

// WriteSafetensors writes a network's weights, its seed and its loss as a safetensors
// file, which [ReadNetwork] reads, and PyTorch.
func (t Trained) WriteSafetensors(w io.Writer) error {
	return t.Weights.WriteSafetensors(w, map[string]string{
		"seed": strconv.FormatUint(t.Seed, 10), "loss": string(t.Loss),
		"trained on": fmt.Sprintf("scenario %d, %s", t.Origin.Scenario.Number, t.Origin.Scenario.Training.Label()),
	})
}

// ReadNetwork reads a network that [Trained.WriteSafetensors] wrote. A network of one's
// own is needed to read its weights; LeNet-5 takes nil. The file does not hold the sets
// that the network was trained on, so that it is looked at by LooksAt, and has neither
// results nor curves.
func ReadNetwork(r io.Reader, custom lenet.Custom) (Trained, error) {
	w, about, err := lenet.ReadSafetensors(r, custom)
	if err != nil {
		return Trained{}, err
	}
	seed, err := strconv.ParseUint(about["seed"], 10, 64)
	if err != nil || seed == 0 {
		return Trained{}, fmt.Errorf("lab: seed %q of a network in a file: want a whole number from 1", about["seed"])
	}
	return Trained{Network: train.Network{Seed: seed, Loss: loss.Name(about["loss"]), Weights: w}}, nil
}

// WriteNPZ writes what a network makes of its sets as a NumPy .npz file: for each set i
// (0 the training set, then the tests) the float32 arrays embeddings_i [n, D], logits_i
// [n], saliency_i [n, side, side] and classes_i [n] (0 benign, 1 malignant).
func (l Look) WriteNPZ(w io.Writer) error {
	var all []npz.Array
	for i, v := range l.Views {
		n, side := v.Set.Len(), v.Set.Side
		all = slices.Concat(all, []npz.Array{
			{Name: fmt.Sprintf("embeddings_%d", i), Shape: []int{n, v.Width()}, Data: v.Embeddings},
			{Name: fmt.Sprintf("logits_%d", i), Shape: []int{n}, Data: v.Logits},
			{Name: fmt.Sprintf("saliency_%d", i), Shape: []int{n, side, side}, Data: v.Saliency},
			{Name: fmt.Sprintf("classes_%d", i), Shape: []int{n}, Data: v.Set.Labels()},
		})
	}
	return npz.Write(w, all)
}
