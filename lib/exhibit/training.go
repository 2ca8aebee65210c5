package exhibit

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/results"
	"nodulelab/lib/train"
)

// ArchitectureFigure draws Fig. 1 for square images of a side, from the network's own
// list of layers.
func ArchitectureFigure(side int) (figure.Figure, error) {
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

// LayerTable tabulates the network for square images of a side: shapes and parameters,
// layer by layer.
func LayerTable(side int) (Table, error) {
	layers, err := lenet.Layers(side)
	if err != nil {
		return Table{}, err
	}
	total := slice.Sum(layers, func(l lenet.Layer) int { return l.Parameters })
	return block("LayerTable").table(struct {
		Side, Parameters int
		Layers           []lenet.Layer
	}{side, total, layers})
}

// shape writes dimensions: "6×28×28".
func shape(dimensions []int) string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint(dimensions), "[]"), " ", "×")
}

// CurveFigure plots training and validation after each epoch, one line a seed: the
// loss and the accuracy of the classifier, and before them, for the contrastive loss,
// the loss of the encoder.
func CurveFigure(networks []lab.Trained) (figure.Figure, error) {
	if len(networks) == 0 {
		return figure.Figure{}, fmt.Errorf("exhibit: curves of no network: want at least 1")
	}
	var panels []figure.LinePanel
	stage := "end to end"
	if len(networks[0].Curves.Encoder) > 0 {
		stage = "classifier"
		encoder := func(n lab.Trained) []train.EncoderEpoch { return n.Curves.Encoder }
		panels = append(panels, lossPanel("encoder, Eq. 2", "contrastive loss", pair(networks, encoder,
			func(e train.EncoderEpoch) (float64, float64) { return e.Loss, e.ValidationLoss })))
	}
	classifier := func(n lab.Trained) []train.ClassifierEpoch { return n.Curves.Classifier }
	loss := lossPanel(stage+", Eq. 1", "cross-entropy", pair(networks, classifier,
		func(e train.ClassifierEpoch) (float64, float64) { return e.Loss, e.ValidationLoss }))
	accuracy := figure.LinePanel{Title: stage, XLabel: "epoch", YLabel: "accuracy", Lines: pair(networks, classifier,
		func(e train.ClassifierEpoch) (float64, float64) { return e.Accuracy, e.ValidationAccuracy })}
	title := fmt.Sprintf("%s on %s, %s", networks[0].Loss, networks[0].Results[0].Training.Label(), plural(len(networks), "seed"))
	return figure.Lines(title, append(panels, loss, accuracy))
}

// lossPanel plots a loss, on a logarithmic axis if its values, all positive, span a
// factor of ten.
func lossPanel(title, name string, lines []figure.Line) figure.LinePanel {
	low, high := math.Inf(1), 0.
	for _, l := range lines {
		for _, v := range slices.Concat(l.Seeds...) {
			low, high = min(low, v), max(high, v)
		}
	}
	return figure.LinePanel{Title: title, XLabel: "epoch", YLabel: name, Lines: lines, Log: low > 0 && high >= 10*low}
}

// pair returns the lines of a quantity of every network on the training and on the
// validation set, epoch by epoch.
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

// learned is the accuracy on the training set at which a network has found
// something that works.
const learned = .95

// LearnedText says when the networks of one scenario and loss learned their training
// set, and how many know all of it, and of their validation set, after training.
func LearnedText(networks []lab.Trained) (string, error) {
	if len(networks) == 0 {
		return "", fmt.Errorf("exhibit: the learning of no network: want at least 1")
	}
	epochs := slice.Map(networks, func(n lab.Trained) int {
		return slices.IndexFunc(n.Curves.Classifier, func(e train.ClassifierEpoch) bool { return e.Accuracy >= learned }) + 1
	})
	return block("LearnedText").text(struct {
		Networks                   []lab.Trained
		Accuracy                   float64       // of a network that has learned
		At                         []int         // epochs, from 1, after which networks had
		TrainingSet, ValidationSet []lab.Trained // that know all of it
	}{
		networks, learned, slice.Filter(epochs, func(epoch int) bool { return epoch > 0 }),
		slice.Filter(networks, func(n lab.Trained) bool { return n.Results[0].Perfect() }),
		slice.Filter(networks, func(n lab.Trained) bool { return n.Results[0].ValidationAccuracy >= results.Perfect }),
	})
}
