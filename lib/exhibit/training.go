package exhibit

import (
	"fmt"
	"math"
	"strings"

	"nodulelab/lib/figure"
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
	return figure.Architecture(layers)
}

// LayerTable tabulates the network for square images of a side: shapes and parameters,
// layer by layer.
func LayerTable(side int) (Table, error) {
	layers, err := lenet.Layers(side)
	if err != nil {
		return Table{}, err
	}
	total := 0
	for _, l := range layers {
		total += l.Parameters
	}
	return block("LayerTable").table(struct {
		Side, Parameters int
		Layers           []lenet.Layer
	}{side, total, layers})
}

// shape writes dimensions: "6×28×28".
func shape(dimensions []int) string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint(dimensions), "[]"), " ", "×")
}

// CurveFigure plots training and validation after each epoch, one line a seed: for
// cross-entropy the loss and the accuracy, for the contrastive loss those of the
// classifier, and the encoder's loss first.
func CurveFigure(networks []lab.Trained) (figure.Figure, error) {
	if len(networks) == 0 {
		return figure.Figure{}, fmt.Errorf("exhibit: curves of no network")
	}
	var panels []figure.CurvePanel
	if len(networks[0].Curves.Encoder) > 0 {
		panels = append(panels, encoderPanel(networks))
	}
	loss := figure.CurvePanel{Title: "classifier, Eq. 1", YLabel: "cross-entropy"}
	accuracy := figure.CurvePanel{Title: "classifier", YLabel: "accuracy"}
	if len(panels) == 0 {
		loss.Title, accuracy.Title = "end to end, Eq. 1", "end to end"
	}
	for _, n := range networks {
		c := n.Curves.Classifier
		loss.Lines = append(loss.Lines, pair(c, func(e train.ClassifierEpoch) (float64, float64) { return e.Loss, e.ValidationLoss })...)
		accuracy.Lines = append(accuracy.Lines, pair(c, func(e train.ClassifierEpoch) (float64, float64) { return e.Accuracy, e.ValidationAccuracy })...)
	}
	loss.Log = spansTenfold(loss)
	title := fmt.Sprintf("%s on D(%s), %s", networks[0].Loss, networks[0].Results[0].Training, plural(len(networks), "seed"))
	return figure.Curves(title, append(panels, loss, accuracy))
}

func encoderPanel(networks []lab.Trained) figure.CurvePanel {
	p := figure.CurvePanel{Title: "encoder, Eq. 2", YLabel: "contrastive loss"}
	for _, n := range networks {
		p.Lines = append(p.Lines, pair(n.Curves.Encoder, func(e train.EncoderEpoch) (float64, float64) { return e.Loss, e.ValidationLoss })...)
	}
	p.Log = spansTenfold(p)
	return p
}

// spansTenfold tells whether a panel's values, all positive, need a logarithmic
// axis.
func spansTenfold(p figure.CurvePanel) bool {
	low, high := math.Inf(1), 0.
	for _, l := range p.Lines {
		for _, v := range l.Values {
			low, high = min(low, v), max(high, v)
		}
	}
	return low > 0 && high >= 10*low
}

// pair is a quantity on the training and on the validation set, epoch by epoch.
func pair[E any](epochs []E, of func(E) (training, validation float64)) []figure.CurveLine {
	lines := []figure.CurveLine{{Label: "training"}, {Label: "validation", Dashed: true}}
	for _, e := range epochs {
		t, v := of(e)
		lines[0].Values = append(lines[0].Values, t)
		lines[1].Values = append(lines[1].Values, v)
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
		return "", fmt.Errorf("exhibit: the learning of no network")
	}
	counts := struct {
		Networks                   []lab.Trained
		Accuracy                   float64 // of a network that has learned
		At                         []int   // epochs at which networks had
		TrainingSet, ValidationSet int     // networks that know all of it
	}{Networks: networks, Accuracy: learned}
	for _, n := range networks {
		if epoch := learnedAt(n); epoch > 0 {
			counts.At = append(counts.At, epoch)
		}
		r := n.Results[0]
		counts.TrainingSet += one(r.Perfect())
		counts.ValidationSet += one(r.ValidationAccuracy >= results.Perfect)
	}
	return block("LearnedText").text(counts)
}

// learnedAt returns the first epoch, from 1, after which a classifier has learned; 0
// if there is none.
func learnedAt(n lab.Trained) int {
	for i, e := range n.Curves.Classifier {
		if e.Accuracy >= learned {
			return i + 1
		}
	}
	return 0
}
