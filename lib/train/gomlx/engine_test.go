package gomlx

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"nodulelab/lib/device"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
	"nodulelab/lib/train/traintest"
)

func openEngine(t testing.TB) train.Engine {
	t.Helper()
	e, err := New(device.Choice{Backend: "go"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(e.Close)
	return e
}

// Open opens what was chosen.
func TestOpen(t *testing.T) {
	for _, c := range []device.Choice{{Backend: device.Native}, {Backend: "go"}} {
		e, err := Open(c)
		if err != nil {
			t.Fatal(err)
		}
		if e.Name() != c.Name() {
			t.Errorf("engine %s, want %s", e.Name(), c.Name())
		}
		e.Close()
		e.Close() // once more does no harm
	}
	if _, err := Open(device.Choice{Backend: "xla", Plugin: device.Plugin{Name: "cpu", Path: "/nowhere/plugin.so"}}); err == nil {
		t.Error("a plugin that is not there was opened")
	}
}

// A loss in plain Go is refused before anything is trained.
func TestOwnLossIsRefused(t *testing.T) {
	own := loss.New("Zero", loss.Embeddings, func([][]float64, []float64, [][]float64) float64 { return 0 })
	epochs := 0
	_, err := openEngine(t).Train(context.Background(), traintest.Brief(), own, []train.Task{traintest.Small(t, 1)}, func(train.Progress) { epochs++ })
	if err == nil || !strings.Contains(err.Error(), `"Zero" is plain Go`) || epochs != 0 {
		t.Errorf("error %v after %d epochs", err, epochs)
	}
}

// A panic of the graph library becomes an error with what was done.
func TestRecover(t *testing.T) {
	for want, panicked := range map[string]any{"doing: boom": "boom", "doing: EOF": fmt.Errorf("EOF"), "": nil} {
		err := func() (err error) {
			defer recoverAs(&err, "doing")
			if panicked != nil {
				panic(panicked)
			}
			return nil
		}()
		if got := fmt.Sprint(err); got != want && !(err == nil && want == "") {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// XLA must end where the Go backend ends. The test runs where a plugin is named
// in NODULELAB_TEST_PLUGIN or installed.
func TestXLAAgreesWithGo(t *testing.T) {
	choice, err := device.Choose("gomlx", "xla"+strings.TrimSuffix(":"+os.Getenv("NODULELAB_TEST_PLUGIN"), ":"))
	if err != nil {
		t.Skip(err)
	}
	xla, err := New(choice)
	if err != nil {
		t.Fatal(err)
	}
	defer xla.Close()
	brief, other := traintest.Brief(), traintest.Brief()
	other.Network = lenet.Variant{Activation: lenet.ReLUActivation, Pooling: lenet.MaxPooling, Cut: lenet.CutF1, Head: 2}
	for name, p := range map[loss.Name]train.Protocol{loss.CE: brief, loss.Contrast: brief, loss.SupCon: brief, loss.Triplet: other} {
		a := traintest.Train(t, xla, p, name, traintest.Small(t, 1), traintest.Small(t, 2))
		b := traintest.Train(t, openEngine(t), p, name, traintest.Small(t, 1), traintest.Small(t, 2))
		for k := range a {
			traintest.SameWeights(t, fmt.Sprint(name, k), a[k], b[k], 1e-3)
		}
	}
}

// One paper-sized training by cross-entropy: 170 images, 100 epochs, one core.
func BenchmarkTrainCE(b *testing.B) {
	e, task := openEngine(b), traintest.Task(b, 1, 32, 170, 30)
	for b.Loop() {
		traintest.Train(b, e, train.Paper(), loss.CE, task)
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
	engine, err := New(device.Choice{Backend: "go"})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer engine.Close()
	protocol := train.Paper()
	protocol.Epochs = 2
	tasks := []train.Task{{Seed: 1, Training: training, Validation: validation}, {Seed: 2, Training: training, Validation: validation}}
	networks, err := engine.Train(context.Background(), protocol, loss.CrossEntropy(), tasks, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, n := range networks {
		fmt.Println("seed", n.Seed, "has", n.Weights.Count(), "weights after", len(n.Curves.Classifier), "epochs")
	}
	// Output:
	// seed 1 has 14861 weights after 2 epochs
	// seed 2 has 14861 weights after 2 epochs
}
