package train

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
	"nodulelab/lib/nodule"
)

// referenceSet is the reference's 64 images as a set.
func referenceSet(t testing.TB) *nodule.Set {
	s := &nodule.Set{Side: 32}
	for _, v := range golden.Floats(t, "images") {
		s.Images = append(s.Images, 255*v)
	}
	for _, l := range golden.Floats(t, "labels") {
		s.Classes = append(s.Classes, nodule.Class(l))
	}
	return s
}

// start puts the reference's initial weights behind a task of two replicas, so
// that agreement covers the replica axis too.
func start(t testing.TB, e *goMLX) *replicas {
	t.Helper()
	s := referenceSet(t)
	s.Factors = make([]nodule.Factors, s.Len())
	s.Masks = make([]float32, len(s.Images))
	task := Task{Seed: 1, Training: s, Validation: s}
	r, err := e.newReplicas(Paper(), []Task{task, task}, nil)
	if err != nil {
		t.Fatal(err)
	}
	w := lenettest.Weights(t, "init")
	if err := lenet.Load(r.scope(), []lenet.Weights{w, w}); err != nil {
		t.Fatal(err)
	}
	return r
}

// halves are the reference's two batches, for both replicas.
func halves() [2]*tensors.Tensor {
	order := make([]int, 64)
	for i := range order {
		order[i] = i
	}
	b := Paper().batches([][]int{order, order})
	return [2]*tensors.Tensor{b[0], b[1]}
}

func TestGradientsAgainstReference(t *testing.T) { gradientsAgree(t, openEngine(t)) }

func gradientsAgree(t *testing.T, e Engine) {
	for name, s := range map[string]stage{"ce": endToEnd(Paper()), "contrastive": encoderOnly(Paper(), Contrastive)} {
		r := start(t, e.(*goMLX))
		names := tensorNames(t, name)
		exec, err := model.NewExec(r.engine.backend, r.store, func(scope *model.Scope, features, labels, indices *Node) []*Node {
			cost, _ := s.objective(scope, pick(features, indices), pick(labels, indices))
			var variables []*Node
			for _, n := range names {
				variables = append(variables, scope.Store().GetVariable(path(n)).NodeValue(cost.Graph()))
			}
			return Gradient(ReduceAllSum(cost), variables...)
		})
		if err != nil {
			t.Fatal(err)
		}
		d := newData(r.tasks, r.input)
		gradients, err := exec.Call(d.training.features, d.training.labels, halves()[0])
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
	shapes, err := lenet.Shapes(32)
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

func path(name string) string {
	p := ""
	for _, c := range name {
		if c == '.' {
			c = '/'
		}
		p += string(c)
	}
	return "/" + p
}

func TestAdamAgainstReference(t *testing.T) { adamAgrees(t, openEngine(t)) }

func adamAgrees(t *testing.T, e Engine) {
	for name, s := range map[string]stage{"ce": endToEnd(Paper()), "contrastive": encoderOnly(Paper(), Contrastive)} {
		r := start(t, e.(*goMLX))
		m, err := r.newMinimiser(s, newData(r.tasks, r.input))
		if err != nil {
			t.Fatal(err)
		}
		losses := golden.Floats(t, name+".losses")
		for step := range 100 {
			cost, _, err := m.step.Call2(m.data.training.features, m.data.training.labels, halves()[step%2])
			if err != nil {
				t.Fatal(err)
			}
			golden.Near(t, fmt.Sprintf("%s: loss %d", name, step+1), tensors.MustCopyFlatData[float32](cost)[1:], losses[step:step+1], 2e-3)
			if step == 0 || step == 9 || step == 99 {
				compareWeights(t, r, fmt.Sprintf("%s.step%d", name, step+1))
			}
		}
		m.close()
	}
}

func compareWeights(t *testing.T, r *replicas, prefix string) {
	t.Helper()
	networks, err := lenet.Paper().Unload(r.scope(), 32)
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

func viewsAgree(t *testing.T, e Engine) {
	s, w := referenceSet(t), lenettest.Weights(t, "init")
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
