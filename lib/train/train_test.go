package train

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"nodulelab/lib/device"
	"nodulelab/lib/internal/golden"
	"nodulelab/lib/lenet"
	"nodulelab/lib/lenet/lenettest"
	"nodulelab/lib/nodule"
)

func openEngine(t testing.TB) Engine {
	t.Helper()
	e, err := NewGoMLX(device.Choice{Backend: "go"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(e.Close)
	return e
}

// small draws a small task of a seed: 16×16 pixels, 22 training and 8
// validation samples, so that the last batch is short.
func small(t testing.TB, seed uint64) Task {
	t.Helper()
	c := nodule.Paper()
	c.Side, c.Samples, c.Training = 16, 30, 22
	training, validation, err := c.TrainingSets(seed, nodule.D(180, 160))
	if err != nil {
		t.Fatal(err)
	}
	return Task{Seed: seed, Training: training, Validation: validation}
}

// brief is the paper's protocol, shortened.
func brief() Protocol {
	p := Paper()
	p.Epochs, p.Batch = 4, 8
	return p
}

func trainOK(t testing.TB, e Engine, p Protocol, loss Loss, tasks ...Task) []Network {
	t.Helper()
	networks, err := e.Train(context.Background(), p, loss, tasks, nil)
	if err != nil {
		t.Fatal(err)
	}
	return networks
}

// Replica k of three must be the network that its seed gives alone.
func TestReplicasAreIndependent(t *testing.T) { replicasAreIndependent(t, openEngine(t)) }

func replicasAreIndependent(t *testing.T, e Engine) {
	for _, loss := range []Loss{CrossEntropy, Contrastive} {
		together := trainOK(t, e, brief(), loss, small(t, 1), small(t, 2), small(t, 3))
		for k, n := range together {
			alone := trainOK(t, e, brief(), loss, small(t, n.Seed))[0]
			for i, tensor := range n.Weights.Tensors {
				golden.Near(t, fmt.Sprintf("%s, replica %d, %s", loss, k, tensor.Name), tensor.Data, alone.Weights.Tensors[i].Data, 1e-4)
			}
			if len(n.Curves.Classifier) != 4 || n.Curves.Classifier[3].Accuracy != alone.Curves.Classifier[3].Accuracy {
				t.Errorf("%s, replica %d: curves %v, alone %v", loss, k, n.Curves.Classifier, alone.Curves.Classifier)
			}
		}
	}
}

// Training twice gives the same bits.
func TestTrainingIsReproducible(t *testing.T) { trainingIsReproducible(t, openEngine) }

func trainingIsReproducible(t *testing.T, open func(testing.TB) Engine) {
	for _, loss := range []Loss{CrossEntropy, Contrastive} {
		a := trainOK(t, open(t), brief(), loss, small(t, 5))[0]
		b := trainOK(t, open(t), brief(), loss, small(t, 5))[0]
		for i, tensor := range a.Weights.Tensors {
			golden.Near(t, tensor.Name, tensor.Data, b.Weights.Tensors[i].Data, 0)
		}
	}
}

// Stage 2 may not move the encoder, and stage 1 may not move the classifier: an
// encoder from training with 4 epochs of each is the one whose second stage ran
// at another learning rate.
func TestEncoderIsFrozenInStageTwo(t *testing.T) {
	e, p := openEngine(t), brief()
	first := trainOK(t, e, p, Contrastive, small(t, 1))[0]
	p.ClassifierLearningRate = 1e-4
	second := trainOK(t, e, p, Contrastive, small(t, 1))[0]
	for i, tensor := range first.Weights.Tensors {
		difference := golden.RelativeError(tensor.Data, second.Weights.Tensors[i].Data)
		if frozen := lenettest.IsEncoder(tensor.Name); frozen != (difference == 0) {
			t.Errorf("%s: relative difference %g", tensor.Name, difference)
		}
	}
}

func TestCurves(t *testing.T) {
	e := openEngine(t)
	p := brief()
	p.Epochs, p.LearningRate = 30, 1e-3
	n := trainOK(t, e, p, CrossEntropy, small(t, 1))[0]
	first, last := n.Curves.Classifier[0], n.Curves.Classifier[29]
	if n.Curves.Encoder != nil || last.Loss >= first.Loss {
		t.Errorf("end to end: curves %+v", n.Curves)
	}
	n = trainOK(t, e, p, Contrastive, small(t, 1))[0]
	if len(n.Curves.Encoder) != 30 || n.Curves.Encoder[29].Loss >= n.Curves.Encoder[0].Loss {
		t.Errorf("contrastive: curves %+v", n.Curves)
	}
	out, err := e.Forward(context.Background(), n.Weights, small(t, 1).Validation)
	if err != nil {
		t.Fatal(err)
	}
	right := 0
	for i, m := range small(t, 1).Validation.Malignant() {
		if out.Predictions()[i] == m {
			right++
		}
	}
	if got := n.Curves.Classifier[29].ValidationAccuracy; fmt.Sprintf("%.4f", got) != fmt.Sprintf("%.4f", float64(right)/8) {
		t.Errorf("validation accuracy %.4f, the network has %d of 8", got, right)
	}
}

func TestProgress(t *testing.T) {
	var seen []Progress
	_, err := openEngine(t).Train(context.Background(), brief(), Contrastive, []Task{small(t, 1), small(t, 2)}, func(p Progress) { seen = append(seen, p) })
	if err != nil {
		t.Fatal(err)
	}
	if len(seen) != 8 || seen[0] != (Progress{EncoderOnly, 1, 4, 2}) || seen[7] != (Progress{ClassifierOnly, 4, 4, 2}) {
		t.Errorf("progress %+v", seen)
	}
}

func TestCancellation(t *testing.T) {
	e := openEngine(t)
	ctx, cancel := context.WithCancel(context.Background())
	p := brief()
	p.Epochs = 100000
	time.AfterFunc(100*time.Millisecond, cancel)
	start := time.Now()
	networks, err := e.Train(ctx, p, CrossEntropy, []Task{small(t, 1)}, nil)
	if !errors.Is(err, context.Canceled) || networks != nil {
		t.Errorf("%d networks, error %v", len(networks), err)
	}
	if waited := time.Since(start); waited > 10*time.Second {
		t.Errorf("stopped after %v", waited)
	}
	trainOK(t, e, brief(), CrossEntropy, small(t, 1)) // the engine still works
}

func TestBadInput(t *testing.T) {
	e := openEngine(t)
	larger := small(t, 2)
	larger.Training = larger.Training.Subset([]int{0, 1, 2})
	with := func(change func(*Protocol)) Protocol { p := brief(); change(&p); return p }
	for _, test := range []struct {
		name, want string
		protocol   Protocol
		loss       Loss
		tasks      []Task
	}{
		{"no tasks", "no tasks", brief(), CrossEntropy, nil},
		{"seed 0", "seeds start at 1", brief(), CrossEntropy, []Task{{Training: larger.Training, Validation: larger.Validation}}},
		{"no sets", "both needed", brief(), CrossEntropy, []Task{{Seed: 1}}},
		{"unequal", "replicas need equal sizes", brief(), CrossEntropy, []Task{small(t, 1), larger}},
		{"negative margin", "Margin -1: want more than 0", with(func(p *Protocol) { p.Margin = -1 }), Contrastive, []Task{small(t, 1)}},
		{"no epochs", "Epochs 0", with(func(p *Protocol) { p.Epochs = 0 }), CrossEntropy, []Task{small(t, 1)}},
		{"batch of 1", "Batch 1", with(func(p *Protocol) { p.Batch = 1 }), CrossEntropy, []Task{small(t, 1)}},
		{"unknown loss", `loss "triplet": want "CE" or "Contrast"`, brief(), "triplet", []Task{small(t, 1)}},
	} {
		_, err := e.Train(context.Background(), test.protocol, test.loss, test.tasks, nil)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", test.name, err, test.want)
		}
	}
}

func TestForwardRefuses(t *testing.T) {
	e, ctx := openEngine(t), context.Background()
	w := lenettest.Weights(t, "init")
	if _, err := e.Forward(ctx, w, small(t, 1).Training); err == nil || !strings.Contains(err.Error(), "side 16") {
		t.Errorf("another side: error %v", err)
	}
	if _, err := e.Saliency(ctx, w, nil); err == nil || !strings.Contains(err.Error(), "no images") {
		t.Errorf("no images: error %v", err)
	}
}

// XLA must end where the Go backend ends. The test runs where a plugin is named
// in NODULELAB_TEST_PLUGIN or installed.
func TestXLAAgreesWithGo(t *testing.T) {
	choice, err := device.Choose("gomlx", "xla"+strings.TrimSuffix(":"+os.Getenv("NODULELAB_TEST_PLUGIN"), ":"))
	if err != nil {
		t.Skip(err)
	}
	xla, err := NewGoMLX(choice)
	if err != nil {
		t.Fatal(err)
	}
	defer xla.Close()
	other := brief()
	other.Network = lenet.Variant{Activation: lenet.ReLUActivation, Pooling: lenet.MaxPooling, Cut: lenet.CutF1, Head: 2}
	for loss, p := range map[Loss]Protocol{CrossEntropy: brief(), Contrastive: brief(), SupervisedContrastive: brief(), Triplet: other} {
		a := trainOK(t, xla, p, loss, small(t, 1), small(t, 2))
		b := trainOK(t, openEngine(t), p, loss, small(t, 1), small(t, 2))
		for k := range a {
			for i, tensor := range a[k].Weights.Tensors {
				golden.Near(t, fmt.Sprint(loss, k, tensor.Name), tensor.Data, b[k].Weights.Tensors[i].Data, 1e-3)
			}
		}
	}
}

// One paper-sized training by cross-entropy: 170 images, 100 epochs, one core.
func BenchmarkTrainCE(b *testing.B) {
	c := nodule.Paper()
	training, validation, err := c.TrainingSets(1, nodule.D(150, 150))
	if err != nil {
		b.Fatal(err)
	}
	e := openEngine(b)
	for b.Loop() {
		trainOK(b, e, Paper(), CrossEntropy, Task{1, training, validation})
	}
}

func Example() {
	config := nodule.Paper()
	config.Side, config.Samples, config.Training = 16, 20, 16
	training, validation, err := config.TrainingSets(1, nodule.D(180, 160))
	if err != nil {
		fmt.Println(err)
		return
	}
	engine, err := NewGoMLX(device.Choice{Backend: "go"})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer engine.Close()
	protocol := Paper()
	protocol.Epochs = 2
	networks, err := engine.Train(context.Background(), protocol, CrossEntropy, []Task{{1, training, validation}}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(networks[0].Weights.Count(), "weights after", len(networks[0].Curves.Classifier), "epochs")
	// Output: 14861 weights after 2 epochs
}
