package gomlx

import (
	"testing"

	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models
	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/model"

	"nodulelab/lib/internal/golden"
	"nodulelab/lib/lenet"
	"nodulelab/lib/lenet/lenettest"
)

// Two networks in one graph: the reference's, and one of another seed. Each must
// give what it gives alone.
func TestForwardAgainstReference(t *testing.T) {
	other := lenettest.Draw(t, 2, 32)
	reference := lenettest.Weights(t, "init")
	z, logits := forward(t, []lenet.Weights{other, reference})
	golden.Near(t, "embedding", z[32*84:], golden.Floats(t, "embedding"), 1e-4)
	golden.Near(t, "logit", logits[32:], golden.Floats(t, "logit"), 1e-4)
	alone, _ := forward(t, []lenet.Weights{other})
	golden.Near(t, "embedding of the other network", z[:32*84], alone, 1e-5)
}

// forward returns embeddings [R, 32, 84] and logits [R, 32] of the reference's
// first 32 images.
func forward(t *testing.T, networks []lenet.Weights) (embeddings, logits []float32) {
	t.Helper()
	n, err := NetworkOf(lenet.Form{Side: 32, Variant: lenet.Paper()})
	if err != nil {
		t.Fatal(err)
	}
	store := model.NewStore()
	if err := Load(store.RootScope(), networks); err != nil {
		t.Fatal(err)
	}
	exec, err := model.NewExec(openBackend(t), store, func(scope *model.Scope, pixels *Node) (*Node, *Node) {
		x := Reshape(TransposeAllDims(pixels, 1, 2, 0), 1, 1, 32, 32, 32)
		x = BroadcastToDims(x, len(networks), 1, 32, 32, 32)
		z := n.Encoder(scope, x)
		return TransposeAllDims(z, 0, 2, 1), n.Classifier(scope, z)
	})
	if err != nil {
		t.Fatal(err)
	}
	pixels := tensors.FromFlatDataAndDimensions(golden.Floats(t, "images")[:32*1024], 32, 32, 32)
	z, l, err := exec.Call2(pixels)
	if err != nil {
		t.Fatal(err)
	}
	return tensors.MustCopyFlatData[float32](z), tensors.MustCopyFlatData[float32](l)
}

func TestLoadUnload(t *testing.T) {
	a, b := lenettest.Draw(t, 1, 16), lenettest.Draw(t, 2, 16)
	store := model.NewStore()
	for _, networks := range [][]lenet.Weights{{a, b}, {b, a}} {
		if err := Load(store.RootScope(), networks); err != nil {
			t.Fatal(err)
		}
		back, err := Unload(store.RootScope(), lenet.Form{Side: 16, Variant: lenet.Paper()})
		if err != nil {
			t.Fatal(err)
		}
		for r := range networks {
			for i, tensor := range networks[r].Tensors {
				golden.Near(t, tensor.Name, back[r].Tensors[i].Data, tensor.Data, 0)
			}
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	a, b := lenettest.Draw(t, 1, 16), lenettest.Draw(t, 1, 32)
	for name, networks := range map[string][]lenet.Weights{"none": nil, "two sides": {a, b}, "empty": {{Side: 16}}} {
		if err := Load(model.NewStore().RootScope(), networks); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := Unload(model.NewStore().RootScope(), lenet.Form{Side: 16, Variant: lenet.Paper()}); err == nil {
		t.Error("weights were unloaded from an empty store")
	}
}
