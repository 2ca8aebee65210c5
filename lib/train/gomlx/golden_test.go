package gomlx

import (
	"context"
	"fmt"
	"testing"

	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models
	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/model"

	"nodulelab/lib/internal/golden"
	"nodulelab/lib/lenet"
	"nodulelab/lib/lenet/lenettest"
	"nodulelab/lib/loss"
	"nodulelab/lib/train"
)

// start returns a learner of two replicas with the reference's initial weights, so
// that agreement covers the replica axis too.
func start(t testing.TB, e train.Engine) *learner {
	t.Helper()
	s := lenettest.Set(t)
	task := train.Task{Seed: 1, Training: s, Validation: s}
	w := lenettest.Weights(t, "init")
	l, err := e.(*engine).newLearner(train.Paper(), []train.Task{task, task}, []lenet.Weights{w, w})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// batchOf returns one of the reference's two batches, for both replicas.
func batchOf(i int) [][]int {
	batch := make([]int, 32)
	for k := range batch {
		batch[k] = 32*i + k
	}
	return [][]int{batch, batch}
}

// objectives are the first stages of the paper's two losses, by the names of the
// golden tensors.
func objectives() map[string]train.Objective {
	return map[string]train.Objective{
		"ce":          {Stage: train.EndToEnd, Loss: loss.CrossEntropy(), Rate: 1e-4},
		"contrastive": {Stage: train.EncoderOnly, Loss: loss.Contrastive(1), Rate: 1e-4},
	}
}

func TestGradientsAgainstReference(t *testing.T) { gradientsAgree(t, openEngine(t)) }

func gradientsAgree(t *testing.T, e train.Engine) {
	for name, o := range objectives() {
		l := start(t, e)
		objective, err := l.network.objective(o)
		if err != nil {
			t.Fatal(err)
		}
		names := tensorNames(t, name)
		exec, err := model.NewExec(l.engine.backend, l.store, func(scope *model.Scope, features, labels, indices *Node) []*Node {
			cost, _ := objective(scope, pick(features, indices), pick(labels, indices))
			var variables []*Node
			for _, n := range names {
				variables = append(variables, scope.Store().GetVariable(scopePath(scope, n)).NodeValue(cost.Graph()))
			}
			return Gradient(ReduceAllSum(cost), variables...)
		})
		if err != nil {
			t.Fatal(err)
		}
		gradients, err := exec.Call(l.data.training.features, l.data.training.labels, indices(batchOf(0)))
		if err != nil {
			t.Fatal(err)
		}
		for i, n := range names {
			both := tensors.MustCopyFlatData[float32](gradients[i])
			want := golden.Floats(t, name+".grad."+n)
			golden.Near(t, name+" "+n, both[:len(want)], want, 1e-4)
			golden.Near(t, name+" "+n+", second replica", both[len(want):], want, 1e-4)
		}
	}
}

// tensorNames lists what a loss trains.
func tensorNames(t testing.TB, name string) []string {
	shapes, err := lenet.Paper().Shapes(32)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, tensor := range shapes.Tensors {
		if name == "ce" || lenettest.IsEncoder(tensor.Name) {
			names = append(names, tensor.Name)
		}
	}
	return names
}

func TestAdamAgainstReference(t *testing.T) { adamAgrees(t, openEngine(t)) }

func adamAgrees(t *testing.T, e train.Engine) {
	for name, o := range objectives() {
		l := start(t, e)
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
			measured, err := m.Step(batchOf(step % 2))
			if err != nil {
				t.Fatal(err)
			}
			losses, _, err := measured()
			if err != nil {
				t.Fatal(err)
			}
			golden.Near(t, fmt.Sprintf("%s: loss %d", name, step+1), []float32{float32(losses[1])}, want[step:step+1], 2e-3)
			if step == 0 || step == 9 || step == 99 {
				compareWeights(t, l, fmt.Sprintf("%s.step%d", name, step+1))
			}
		}
		m.Close()
	}
}

func compareWeights(t *testing.T, l *learner, prefix string) {
	t.Helper()
	networks, err := l.Weights()
	if err != nil {
		t.Fatal(err)
	}
	want := lenettest.Weights(t, prefix)
	for k, w := range networks {
		for i, tensor := range w.Tensors {
			golden.Near(t, fmt.Sprintf("%s %s, replica %d", prefix, tensor.Name, k), tensor.Data, want.Tensors[i].Data, 1e-3)
		}
	}
}

func TestForwardAndSaliencyAgainstReference(t *testing.T) { viewsAgree(t, openEngine(t)) }

func viewsAgree(t *testing.T, e train.Engine) {
	s, w := lenettest.Set(t), lenettest.Weights(t, "init")
	out, err := e.Forward(context.Background(), w, s)
	if err != nil {
		t.Fatal(err)
	}
	golden.Near(t, "embedding", out.Embeddings[:32*84], golden.Floats(t, "embedding"), 1e-4)
	golden.Near(t, "logit", out.Logits[:32], golden.Floats(t, "logit"), 1e-4)
	saliency, err := e.Saliency(context.Background(), w, s)
	if err != nil {
		t.Fatal(err)
	}
	want := golden.Floats(t, "saliency.input_grad")
	absolute := make([]float32, len(want))
	for i, v := range want {
		absolute[i] = max(v, -v)
	}
	golden.Near(t, "saliency", saliency[:len(want)], absolute, 1e-4)
}
