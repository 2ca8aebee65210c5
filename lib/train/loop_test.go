package train

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
)

// fake is a learner that notes what the loop asks of it. It learns nothing: the
// first weight of each of its networks counts the steps. It measures what a test
// has scripted.
type fake struct {
	calls   []string
	batches [][][]int // of every step
	weights []lenet.Weights
	steps   int
	failing string                          // the call that fails
	cost    func(step, replica int) float64 // 1 unless a test scripts it
	valid   func(validation, replica int) float64
	atStep  func(step int) // called before each step
	checked int            // validations so far
	poison  bool           // the last weights are not finite
}

var errFake = errors.New("the fake fails")

// note notes a call and lets it fail where the test says so.
func (f *fake) note(format string, args ...any) error {
	call := fmt.Sprintf(format, args...)
	f.calls = append(f.calls, call)
	if f.failing != "" && strings.HasPrefix(call, f.failing) {
		return errFake
	}
	return nil
}

func (f *fake) open(initial []lenet.Weights) (Learner, error) {
	for _, w := range initial {
		f.weights = append(f.weights, w.Clone())
	}
	return f, f.note("open %d", len(initial))
}

func (f *fake) Begin(o Objective) (Minimiser, error) {
	return &fakeMinimiser{f}, f.note("begin %s, %s, %g", o.Stage, o.Loss.Name(), o.Rate)
}

func (f *fake) Embed() error { return f.note("embed") }

func (f *fake) Weights() ([]lenet.Weights, error) {
	var copies []lenet.Weights
	for _, w := range f.weights {
		c := w.Clone()
		c.Tensors[0].Data[0] = float32(f.steps)
		if f.poison {
			c.Tensors[0].Data[0] /= 0 * c.Tensors[0].Data[0]
		}
		copies = append(copies, c)
	}
	return copies, f.note("weights")
}

func (f *fake) Load(networks []lenet.Weights) error {
	var marks []float32
	for _, w := range networks {
		marks = append(marks, w.Tensors[0].Data[0])
	}
	return f.note("load %v", marks)
}

func (f *fake) Close() { f.note("close learner") }

type fakeMinimiser struct{ *fake }

func (m *fakeMinimiser) Step(batch [][]int) (Measured, error) {
	if m.atStep != nil {
		m.atStep(m.steps)
	}
	step := m.steps
	m.steps++
	m.batches = append(m.batches, batch)
	return m.measured(fmt.Sprint("fetch step ", step), step, m.cost), m.note("step")
}

func (m *fakeMinimiser) Validate() (Measured, error) {
	m.checked++
	return m.measured("fetch validation", m.checked-1, m.valid), m.note("validate")
}

// measured is a script's number per replica, and half of it as accuracy.
func (m *fakeMinimiser) measured(call string, at int, script func(at, replica int) float64) Measured {
	return func() (losses, accuracies []float64, err error) {
		for k := range m.weights {
			x := 1.
			if script != nil {
				x = script(at, k)
			}
			losses, accuracies = append(losses, x), append(accuracies, x/2)
		}
		return losses, accuracies, m.note("%s", call)
	}
}

func (m *fakeMinimiser) Close() { m.note("close minimiser") }

// brief are 2 epochs of batches of 8.
func brief() Protocol {
	p := Paper()
	p.Epochs, p.Batch = 2, 8
	return p
}

// task is one with 16×16 pixels, 22 training and 8 validation samples.
func task(seed uint64) Task { return Task{Seed: seed, Training: black(22), Validation: black(8)} }

// black are n black images of both classes in turn.
func black(n int) *nodule.Set {
	s := &nodule.Set{Side: 16, Images: make([]float32, 256*n)}
	for i := range n {
		s.Classes = append(s.Classes, nodule.Class(i%2))
	}
	return s
}

func runOn(f *fake, p Protocol, l loss.Loss, tasks ...Task) ([]Network, error) {
	return Run(context.Background(), p, l, tasks, nil, f.open)
}

// The calls of a whole training, in order: what steps measured is fetched once all
// steps of the epoch and the validation are under way.
func TestCalls(t *testing.T) {
	epoch := "step, step, step, validate, fetch step %d, fetch step %d, fetch step %d, fetch validation"
	epochs := func(n int) string {
		var all []string
		for i := range n {
			all = append(all, fmt.Sprintf(epoch, 3*i, 3*i+1, 3*i+2))
		}
		return strings.Join(all, ", ")
	}
	second := strings.TrimPrefix(epochs(4), epochs(2)+", ")
	for _, test := range []struct {
		loss loss.Loss
		want string
	}{
		{loss.CrossEntropy(), "open 1, begin end to end, CE, 0.0001, " + epochs(2) + ", close minimiser, weights, close learner"},
		{loss.Contrastive(1), "open 1, begin encoder, Contrast, 0.0001, " + epochs(2) + ", close minimiser, embed, " +
			"begin classifier, CE, 0.01, " + second + ", close minimiser, weights, close learner"},
		{loss.New("Mine", loss.Logits, zero), "open 1, begin end to end, Mine, 0.0001, " + epochs(2) + ", close minimiser, weights, close learner"},
	} {
		f := &fake{}
		networks, err := runOn(f, brief(), test.loss, task(1))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(f.calls, ", "); got != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", test.loss.Name(), got, test.want)
		}
		if n := networks[0]; n.Seed != 1 || n.Loss != test.loss.Name() || n.Weights.Tensors[0].Data[0] != float32(f.steps) {
			t.Errorf("network of seed %d, %s, after %v steps", n.Seed, n.Loss, n.Weights.Tensors[0].Data[0])
		}
	}
}

func zero([][]float64, []float64, [][]float64) float64 { return 0 }

// The learner starts from the weights that a task's seed draws.
func TestInitialWeights(t *testing.T) {
	f, p := &fake{}, brief()
	p.Initialisation, p.Input = lenet.He, lenet.Signed
	if _, err := runOn(f, p, loss.CrossEntropy(), task(1), task(3)); err != nil {
		t.Fatal(err)
	}
	for k, seed := range []uint64{1, 3} {
		want, err := lenet.Paper().Init(seed, 16, lenet.He)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(f.weights[k].Tensors[2].Data, want.Tensors[2].Data) || f.weights[k].Input.Scaling != lenet.Signed {
			t.Errorf("seed %d starts elsewhere, or with input %v", seed, f.weights[k].Input)
		}
	}
}

// Every epoch goes once through all samples, in batches of 8, 8 and 6 and in an
// order of its own; the second stage goes on shuffling where the first one ended.
func TestBatches(t *testing.T) {
	f := &fake{}
	if _, err := runOn(f, brief(), loss.Contrastive(1), task(1), task(2)); err != nil {
		t.Fatal(err)
	}
	if len(f.batches) != 12 {
		t.Fatalf("%d steps, want 4 epochs of 3", len(f.batches))
	}
	var orders []string
	for epoch := range 4 {
		for replica := range 2 {
			var order []int
			for i, size := range []int{8, 8, 6} {
				batch := f.batches[3*epoch+i]
				if len(batch) != 2 || len(batch[replica]) != size {
					t.Fatalf("epoch %d, batch %d: %v", epoch, i, batch)
				}
				order = append(order, batch[replica]...)
			}
			orders = append(orders, fmt.Sprint(order))
			slices.Sort(order)
			for i, sample := range order {
				if i != sample {
					t.Fatalf("epoch %d, replica %d takes %v", epoch, replica, order)
				}
			}
		}
	}
	slices.Sort(orders)
	if n := len(slices.Compact(orders)); n != 8 {
		t.Errorf("%d orders in 4 epochs of 2 replicas", n)
	}
}

// The seed alone decides the order: whatever the loss, and whoever is trained
// beside it.
func TestOrderBelongsToTheSeed(t *testing.T) {
	alone, beside, own := &fake{}, &fake{}, &fake{}
	for f, run := range map[*fake]func() error{
		alone:  func() error { _, err := runOn(alone, brief(), loss.CrossEntropy(), task(2)); return err },
		beside: func() error { _, err := runOn(beside, brief(), loss.Contrastive(1), task(1), task(2)); return err },
		own: func() error {
			_, err := runOn(own, brief(), loss.New("Mine", loss.Embeddings, zero), task(2))
			return err
		},
	} {
		if err := run(); err != nil || len(f.batches) < 6 {
			t.Fatal(err, len(f.batches))
		}
	}
	for i := range 6 {
		if !slices.Equal(alone.batches[i][0], beside.batches[i][1]) || !slices.Equal(alone.batches[i][0], own.batches[i][0]) {
			t.Errorf("batch %d: %v, %v and %v", i, alone.batches[i], beside.batches[i], own.batches[i])
		}
	}
}

// An epoch's loss is the mean over its samples: a short batch counts less, one that
// is left out does not count.
func TestEpochMeans(t *testing.T) {
	for drop, want := range map[bool]float64{false: (8*1 + 8*2 + 6*6) / 22., true: (1 + 2) / 2.} {
		f := &fake{cost: func(step, replica int) float64 { return []float64{1, 2, 6}[step%3] * float64(1+replica) }}
		if drop {
			f.cost = func(step, replica int) float64 { return []float64{1, 2}[step%2] * float64(1+replica) }
		}
		f.valid = func(validation, replica int) float64 { return float64(10*validation + replica) }
		p := brief()
		p.DropLast = drop
		networks, err := runOn(f, p, loss.CrossEntropy(), task(1), task(2))
		if err != nil {
			t.Fatal(err)
		}
		for k, n := range networks {
			for i, e := range n.Curves.Classifier {
				mean, validation := want*float64(1+k), float64(10*i+k)
				if abs(e.Loss-mean) > 1e-12 || abs(e.Accuracy-mean/2) > 1e-12 || e.ValidationLoss != validation || e.ValidationAccuracy != validation/2 {
					t.Errorf("dropped %t, replica %d, epoch %d: %+v, want %v", drop, k, i, e, mean)
				}
			}
		}
	}
}

func abs(x float64) float64 { return max(x, -x) }

// Curves of both stages are where they belong, by replica.
func TestCurvesOfStages(t *testing.T) {
	f := &fake{
		cost:  func(step, replica int) float64 { return float64(100*(step/3) + replica) },
		valid: func(validation, replica int) float64 { return float64(1000*validation + replica) },
	}
	networks, err := runOn(f, brief(), loss.Contrastive(1), task(1), task(2))
	if err != nil {
		t.Fatal(err)
	}
	want := "{[{1 1} {101 1001}] [{201 100.5 2001 1000.5} {301 150.5 3001 1500.5}]}"
	if got := fmt.Sprintf("%.6g", networks[1].Curves); got != want {
		t.Errorf("curves %s, want %s", got, want)
	}
	networks, err = runOn(&fake{}, brief(), loss.CrossEntropy(), task(1))
	if err != nil || networks[0].Curves.Encoder != nil || len(networks[0].Curves.Classifier) != 2 {
		t.Errorf("curves %v, error %v", networks[0].Curves, err)
	}
}

// The best epoch's weights are loaded at the end of each stage, each replica's own;
// of equal epochs the first.
func TestBestEpochIsLoaded(t *testing.T) {
	p := brief()
	p.Epochs, p.Kept = 4, BestEpoch
	f := &fake{valid: func(validation, replica int) float64 {
		return [][]float64{{3, 2, 5, 2}, {1, 2, 1, .5}}[replica][validation%4]
	}}
	if _, err := runOn(f, p, loss.Contrastive(1), task(1), task(2)); err != nil {
		t.Fatal(err)
	}
	var loads []string
	for _, call := range f.calls {
		if strings.HasPrefix(call, "load") {
			loads = append(loads, call)
		}
	}
	// at 3 steps an epoch: after epoch 2, which epoch 4 equals, and after epoch 4
	if got, want := fmt.Sprint(loads), "[load [6 12] load [18 24]]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// Copying weights costs time on a GPU, so that nobody asks for weights that are
// not kept.
func TestWeightsAreCopiedWhenNeeded(t *testing.T) {
	for kept, want := range map[Kept]int{LastEpoch: 1, BestEpoch: 2 + 1} {
		p := brief()
		p.Epochs, p.Kept = 5, kept
		f := &fake{valid: func(validation, replica int) float64 { return []float64{2, 2, 3, 1, 1}[validation] }}
		if _, err := runOn(f, p, loss.CrossEntropy(), task(1)); err != nil {
			t.Fatal(err)
		}
		got := 0
		for _, call := range f.calls {
			if call == "weights" {
				got++
			}
		}
		if got != want {
			t.Errorf("%s: weights were copied %d times, want %d", kept, got, want)
		}
	}
}

// Whatever fails ends the training with its error, and what was begun is closed
// once.
func TestFailures(t *testing.T) {
	for _, failing := range []string{"open", "begin encoder", "step", "validate", "fetch step", "fetch validation", "weights", "load", "embed", "begin classifier"} {
		p := brief()
		p.Kept = BestEpoch
		f := &fake{failing: failing}
		networks, err := runOn(f, p, loss.Contrastive(1), task(1))
		if !errors.Is(err, errFake) || networks != nil {
			t.Errorf("%s: %d networks, error %v", failing, len(networks), err)
		}
		count := func(prefix string) (n int) {
			for _, call := range f.calls {
				if strings.HasPrefix(call, prefix) {
					n++
				}
			}
			return n
		}
		begun, opened := count("begin"), 1
		if strings.HasPrefix(failing, "begin") {
			begun--
		}
		if failing == "open" {
			opened = 0
		}
		if count("close minimiser") != begun || count("close learner") != opened {
			t.Errorf("%s fails: %v", failing, f.calls)
		}
		if failing == "step" && (err == nil || err.Error() != "train: encoder, epoch 1 of 2: the fake fails") {
			t.Errorf("error %v", err)
		}
	}
}

// A context that ends stops before the next step.
func TestStopsAtTheNextStep(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	f := &fake{atStep: func(step int) {
		if step == 4 {
			cancel()
		}
	}}
	_, err := Run(ctx, brief(), loss.CrossEntropy(), []Task{task(1)}, nil, f.open)
	if !errors.Is(err, context.Canceled) || f.steps != 5 || err.Error() != "train: end to end, epoch 2 of 2: context canceled" {
		t.Errorf("error %v after %d steps", err, f.steps)
	}
}

func TestReports(t *testing.T) {
	type seen struct {
		stage                   Stage
		epoch, epochs, replicas int
		steps                   float32 // as the weights count them
	}
	var got []seen
	f := &fake{}
	_, err := Run(context.Background(), brief(), loss.Contrastive(1), []Task{task(1), task(2), task(3)}, func(p Progress) {
		w, err := p.Weights()
		if err != nil || len(w) != 3 {
			t.Fatalf("weights of %d networks, error %v", len(w), err)
		}
		got = append(got, seen{p.Stage, p.Epoch, p.Epochs, p.Replicas, w[2].Tensors[0].Data[0]})
	}, f.open)
	steps := float32(len(brief().cuts(task(1).Training.Len())))
	want := []seen{{EncoderOnly, 1, 2, 3, steps}, {EncoderOnly, 2, 2, 3, 2 * steps}, {ClassifierOnly, 1, 2, 3, 3 * steps}, {ClassifierOnly, 2, 2, 3, 4 * steps}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("progress %+v, want %+v, error %v", got, want, err)
	}
}

// Weights that are not finite are an error, whatever the curves say.
func TestDivergence(t *testing.T) {
	_, err := runOn(&fake{poison: true}, brief(), loss.CrossEntropy(), task(7))
	if err == nil || !strings.Contains(err.Error(), "train: seed 7, CE: training diverged: lenet: tensor enc.c1.weight has +Inf at 0") {
		t.Errorf("error %v", err)
	}
}

// What cannot be trained is refused before a learner is opened.
func TestRunRefuses(t *testing.T) {
	with := func(change func(*Task)) []Task { t := task(2); change(&t); return []Task{task(1), t} }
	from := func(change func(*Task)) []Task { t := task(2); change(&t); return []Task{t} }
	initial := func(of *Task) lenet.Weights {
		w, err := brief().Initial(of.Seed, of.Training)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	wrong := brief()
	wrong.Batch = 1
	for _, test := range []struct {
		want     string
		protocol Protocol
		loss     loss.Loss
		tasks    []Task
	}{
		{"train: no tasks", brief(), loss.CrossEntropy(), nil},
		{"Batch 1: want at least 2", wrong, loss.CrossEntropy(), []Task{task(1)}},
		{"train: loss: no loss", brief(), nil, []Task{task(1)}},
		{`"SupCon" is the name of a built-in loss`, brief(), loss.New(loss.SupCon, loss.Embeddings, zero), []Task{task(1)}},
		{"train: seed 0: seeds start at 1", brief(), loss.CrossEntropy(), with(func(t *Task) { t.Seed = 0 })},
		{"training and validation set are both needed", brief(), loss.CrossEntropy(), with(func(t *Task) { t.Training = nil })},
		{"training and validation set are both needed", brief(), loss.CrossEntropy(), with(func(t *Task) { t.Validation = nil })},
		{"1 training and 8 validation samples: want at least 2", brief(), loss.CrossEntropy(), with(func(t *Task) { t.Training = black(1) })},
		{"22 training and 1 validation samples: want at least 2", brief(), loss.CrossEntropy(), with(func(t *Task) { t.Validation = black(1) })},
		{"2 training and 8 validation samples, the first task has 22 and 8", brief(), loss.CrossEntropy(), with(func(t *Task) { t.Training = black(2) })},
		{"22 training and 2 validation samples, the first task has 22 and 8", brief(), loss.CrossEntropy(), with(func(t *Task) { t.Validation = black(2) })},
		{"images of side 20 and 16, the first task has 16", brief(), loss.CrossEntropy(), with(func(t *Task) { t.Training.Side = 20 })},
		{"images of side 16 and 20, the first task has 16", brief(), loss.CrossEntropy(), with(func(t *Task) { t.Validation.Side = 20 })},
		{"some tasks have a trained encoder", brief(), loss.Contrastive(1), with(func(t *Task) { t.Encoder = &Checkpoint{initial(t), 1} })},
		{`the loss "CE", which trains end to end`, brief(), loss.CrossEntropy(), from(func(t *Task) { t.Encoder = &Checkpoint{initial(t), 1} })},
		{"an encoder after -1 epochs", brief(), loss.Contrastive(1), from(func(t *Task) { t.Encoder = &Checkpoint{initial(t), -1} })},
		{"a trained encoder of the network", brief(), loss.Contrastive(1), from(func(t *Task) { t.Encoder = &Checkpoint{} })},
		{"image side 15", brief(), loss.CrossEntropy(), func() []Task { t := task(1); t.Training.Side, t.Validation.Side = 15, 15; return []Task{t} }()},
	} {
		f := &fake{}
		networks, err := runOn(f, test.protocol, test.loss, test.tasks...)
		if err == nil || !strings.Contains(err.Error(), test.want) || networks != nil || f.calls != nil {
			t.Errorf("error %v, want %q; calls %v", err, test.want, f.calls)
		}
	}
}

// An input that does not fit the training set is refused before a learner is
// opened: images of one grey level cannot be standardised.
func TestRunRefusesAnInput(t *testing.T) {
	f, p := &fake{}, brief()
	p.Input = lenet.Standardised
	if _, err := runOn(f, p, loss.CrossEntropy(), task(1)); err == nil || !strings.Contains(err.Error(), "all alike") || f.calls != nil {
		t.Errorf("error %v, calls %v", err, f.calls)
	}
}
