package exhibit

import (
	"fmt"
	"math"
	"slices"

	"nodulelab/lib/figure"
	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/train"
)

// Architecture draws Fig. 1 for square images of a side, from the network's own
// list of layers.
func Architecture(side int) (figure.Figure, error) {
	layers, err := lenet.Layers(side)
	if err != nil {
		return figure.Figure{}, err
	}
	encoder, classifier := blocks(layers)
	return figure.Architecture(layers[0].In, encoder, classifier)
}

// blocks returns the boxes of Fig. 1. An activation stands in the box of the layer
// before it.
func blocks(layers []lenet.Layer) (encoder, classifier []figure.Block) {
	activations := []lenet.Kind{lenet.TanhLayer, lenet.ReLULayer, lenet.SigmoidLayer}
	parts := map[string][]figure.Block{}
	for _, l := range layers {
		part := parts[l.Part()]
		if last := len(part) - 1; last >= 0 && slices.Contains(activations, l.Kind) {
			part[last].Activation = string(l.Kind)
			continue
		}
		b := figure.Block{Name: l.Name, Kind: string(l.Kind), Out: l.Out, Parameters: l.Parameters}
		parts[l.Part()] = append(part, b)
	}
	return parts["enc"], parts["cls"]
}

// Layers tabulates the network: shapes and parameters, layer by layer.
func Layers(side int) (Table, error) {
	layers, err := lenet.Layers(side)
	if err != nil {
		return Table{}, err
	}
	t := Table{Header: []string{"layer", "part", "kind", "in", "out", "parameters"}}
	total := 0
	for _, l := range layers {
		part := map[string]string{"enc": "encoder", "cls": "classifier"}[l.Part()]
		t.Rows = append(t.Rows, []string{l.Name, part, string(l.Kind), shape(l.In), shape(l.Out), fmt.Sprint(l.Parameters)})
		total += l.Parameters
	}
	t.Caption = fmt.Sprintf("The network for %d×%d images: %d parameters", side, side, total)
	return t, nil
}

func shape(dimensions []int) string {
	text := ""
	for i, d := range dimensions {
		if i > 0 {
			text += "×"
		}
		text += fmt.Sprint(d)
	}
	return text
}

// Curves plots training and validation after each epoch, one line a seed: for
// cross-entropy the loss and the accuracy, for the contrastive loss those of the
// classifier, and the encoder's loss first.
func Curves(networks []lab.Trained) (figure.Figure, error) {
	if len(networks) == 0 {
		return figure.Figure{}, fmt.Errorf("exhibit: curves of no network")
	}
	var panels []figure.LinePanel
	if len(networks[0].Curves.Encoder) > 0 {
		panels = append(panels, encoderPanel(networks))
	}
	loss := figure.LinePanel{Title: "classifier, Eq. 1", XLabel: "epoch", YLabel: "cross-entropy"}
	accuracy := figure.LinePanel{Title: "classifier", XLabel: "epoch", YLabel: "accuracy"}
	if len(panels) == 0 {
		loss.Title, accuracy.Title = "end to end, Eq. 1", "end to end"
	}
	classifier := func(n lab.Trained) []train.ClassifierEpoch { return n.Curves.Classifier }
	loss.Lines = pair(networks, classifier, func(e train.ClassifierEpoch) (float64, float64) { return e.Loss, e.ValidationLoss })
	accuracy.Lines = pair(networks, classifier, func(e train.ClassifierEpoch) (float64, float64) { return e.Accuracy, e.ValidationAccuracy })
	loss.Log = spansTenfold(loss)
	title := fmt.Sprintf("%s on D(%s), %s", networks[0].Loss, networks[0].Results[0].Training, plural(len(networks), "seed"))
	return figure.Lines(title, append(panels, loss, accuracy))
}

func encoderPanel(networks []lab.Trained) figure.LinePanel {
	p := figure.LinePanel{Title: "encoder, Eq. 2", XLabel: "epoch", YLabel: "contrastive loss"}
	encoder := func(n lab.Trained) []train.EncoderEpoch { return n.Curves.Encoder }
	p.Lines = pair(networks, encoder, func(e train.EncoderEpoch) (float64, float64) { return e.Loss, e.ValidationLoss })
	p.Log = spansTenfold(p)
	return p
}

// spansTenfold tells whether a panel's values, all positive, need a logarithmic
// axis.
func spansTenfold(p figure.LinePanel) bool {
	low, high := math.Inf(1), 0.
	for _, l := range p.Lines {
		for _, v := range slices.Concat(l.Seeds...) {
			low, high = min(low, v), max(high, v)
		}
	}
	return low > 0 && high >= 10*low
}

// pair is a quantity of every network on the training and on the validation set,
// epoch by epoch.
func pair[E any](networks []lab.Trained, epochs func(lab.Trained) []E, of func(E) (training, validation float64)) []figure.Line {
	lines := []figure.Line{{Label: "training"}, {Label: "validation", Dashed: true}}
	for _, n := range networks {
		var training, validation []float64
		for _, e := range epochs(n) {
			t, v := of(e)
			training, validation = append(training, t), append(validation, v)
		}
		lines[0].Seeds, lines[1].Seeds = append(lines[0].Seeds, training), append(lines[1].Seeds, validation)
	}
	return lines
}

// Scenario tabulates a scenario's sets: the mean grey level of whole images and
// of the foreground, by class, and what each would say of the class.
func Scenario(s paper.Scenario, sets ...*nodule.Set) Table {
	t := Table{
		Caption: fmt.Sprintf("Scenario %d: mean grey levels, malignant and benign", s.Number),
		Header:  []string{"set", "foreground", "whole image", "brighter foreground", "brighter image"},
	}
	for i, set := range sets {
		d, name := set.Distribution, "test"
		if i == 0 {
			name = "training"
		}
		m, b := set.WholeImageMean(nodule.Malignant), set.WholeImageMean(nodule.Benign)
		t.Rows = append(t.Rows, []string{
			fmt.Sprintf("%s, D(%s)", name, d),
			fmt.Sprintf("%d, %d", d.Malignant, d.Benign), fmt.Sprintf("%.1f, %.1f", m, b),
			brighter(float64(d.Malignant), float64(d.Benign), .5), brighter(m, b, 1),
		})
	}
	return t
}

// brighter names the class with the larger mean, or neither within a tolerance.
func brighter(malignant, benign, tolerance float64) string {
	switch {
	case malignant > benign+tolerance:
		return "malignant"
	case benign > malignant+tolerance:
		return "benign"
	}
	return "neither"
}
