package train

import (
	"fmt"
	"slices"
	"testing"

	"nodulelab/lib/internal/golden"
	"nodulelab/lib/lenet"
	"nodulelab/lib/lenet/lenettest"
	"nodulelab/lib/loss"
)

// The native learner's steps against the reference: losses and weights over 100
// steps of Adam that alternate between its two batches, in the first stage of both
// losses of the paper.
func TestNativeStepsAgainstReference(t *testing.T) {
	for name, o := range map[string]Objective{
		"ce":          {EndToEnd, loss.CrossEntropy(), 1e-4},
		"contrastive": {EncoderOnly, loss.Contrastive(1), 1e-4},
	} {
		l := referenceLearner(t)
		m, err := l.Begin(o)
		if err != nil {
			t.Fatal(err)
		}
		want := golden.Floats(t, name+".losses")
		steps := 100
		if testing.Short() {
			steps = 10
		}
		for step := range steps {
			measured, err := m.Step([][]int{upTo(32, 32*(step%2))})
			if err != nil {
				t.Fatal(err)
			}
			losses, accuracies, err := measured()
			if err != nil || len(losses) != 1 || len(accuracies) != 1 {
				t.Fatal(losses, accuracies, err)
			}
			golden.Near(t, fmt.Sprintf("%s: loss %d", name, step+1), []float32{float32(losses[0])}, want[step:step+1], 2e-3)
			if step == 0 || step == 9 || step == 99 {
				sameAs(t, l, fmt.Sprintf("%s.step%d", name, step+1))
			}
		}
		m.Close()
	}
}

// referenceLearner has the reference's network at its start and its 64 images.
func referenceLearner(t *testing.T) *nativeLearner {
	s := lenettest.Set(t)
	e := NewNative().(*nativeEngine)
	l, err := e.newLearner(Paper(), Task{Seed: 1, Training: s, Validation: s}, lenettest.Weights(t, "init"))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// upTo are n indices from the first on.
func upTo(n, first int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = first + i
	}
	return all
}

func sameAs(t *testing.T, l *nativeLearner, prefix string) {
	t.Helper()
	networks, err := l.Weights()
	if err != nil {
		t.Fatal(err)
	}
	want := lenettest.Weights(t, prefix)
	for i, tensor := range networks[0].Tensors {
		golden.Near(t, prefix+" "+tensor.Name, tensor.Data, want.Tensors[i].Data, 1e-3)
	}
}

// A minimiser measures before it steps, its moments begin at 0, and validation
// moves nothing.
func TestNativeMinimiser(t *testing.T) {
	l := referenceLearner(t)
	first := make([]float64, 2)
	for i := range first {
		if err := l.Load([]lenet.Weights{lenettest.Weights(t, "init")}); err != nil {
			t.Fatal(err)
		}
		m, err := l.Begin(Objective{EndToEnd, loss.CrossEntropy(), 1e-4})
		if err != nil {
			t.Fatal(err)
		}
		before := value(t)(m.Validate())
		stepped := value(t)(m.Step([][]int{upTo(64, 0)}))
		first[i] = value(t)(m.Validate())
		if stepped != before || first[i] >= before || value(t)(m.Validate()) != first[i] {
			t.Errorf("before %v, in the step %v, after it %v", before, stepped, first[i])
		}
	}
	if first[0] != first[1] {
		t.Errorf("first step to %v, of a second minimiser to %v", first[0], first[1])
	}
}

// value is the loss that was measured.
func value(t *testing.T) func(m Measured, err error) float64 {
	return func(m Measured, err error) float64 {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		losses, _, err := m()
		if err != nil {
			t.Fatal(err)
		}
		return losses[0]
	}
}

// Behind Embed, a classifier sees the encoder's embeddings, in training and in
// validation, and nothing is computed for the encoder.
func TestNativeEmbed(t *testing.T) {
	l := referenceLearner(t)
	m, err := l.Begin(Objective{EndToEnd, loss.CrossEntropy(), 1e-2})
	if err != nil {
		t.Fatal(err)
	}
	want := value(t)(m.Validate())
	if err := l.Embed(); err != nil {
		t.Fatal(err)
	}
	golden.Near(t, "embeddings", flat(l.training.rows[:32]), golden.Floats(t, "embedding"), 1e-4)
	if m, err = l.Begin(Objective{ClassifierOnly, loss.CrossEntropy(), 1e-2}); err != nil {
		t.Fatal(err)
	}
	if got := value(t)(m.Validate()); got != want {
		t.Errorf("loss %v on embeddings, %v on images", got, want)
	}
	losses := []float64{}
	for range 20 {
		losses = append(losses, value(t)(m.Step([][]int{upTo(64, 0)})))
	}
	if losses[0] != want || losses[19] >= losses[0] {
		t.Errorf("losses %v", losses)
	}
	for _, g := range l.net.Gradient().Tensors {
		if none := slices.Max(g.Data) == 0 && slices.Min(g.Data) == 0; none != lenettest.IsEncoder(g.Name) {
			t.Errorf("%s: no gradient %t", g.Name, none)
		}
	}
	networks, err := l.Weights()
	if err != nil {
		t.Fatal(err)
	}
	for i, tensor := range lenettest.Weights(t, "init").Tensors {
		if moved := golden.RelativeError(networks[0].Tensors[i].Data, tensor.Data) > 0; moved == lenettest.IsEncoder(tensor.Name) {
			t.Errorf("%s: moved %t", tensor.Name, moved)
		}
	}
}

func flat(rows [][]float32) (all []float32) {
	for _, row := range rows {
		all = append(all, row...)
	}
	return all
}
