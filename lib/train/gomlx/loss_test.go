package gomlx

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/gomlx/compute"
	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models
	"github.com/gomlx/gomlx/core/tensors"

	"nodulelab/lib/device"
	"nodulelab/lib/device/backend"
	"nodulelab/lib/internal/golden"
	"nodulelab/lib/loss"
)

func openBackend(t testing.TB) compute.Backend {
	t.Helper()
	b, err := backend.Open(device.Choice{Backend: "go"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Finalize)
	return b
}

// evaluate computes a loss's graph and its gradient on rows, in float64.
func evaluate(t testing.TB, b compute.Backend, l loss.Loss, rows [][]float64, labels []float64) (float64, [][]float64) {
	t.Helper()
	graph, err := graphOf(l)
	if err != nil {
		t.Fatal(err)
	}
	exec, err := NewExec(b, func(rows, labels *Node) (*Node, *Node) {
		x := ExpandAxes(Transpose(rows, 0, 1), 0) // [1, D, B]
		if l.On() == loss.Logits {
			x = Squeeze(x, 1)
		}
		value := ReduceAllSum(graph(x, labels))
		return value, Gradient(value, rows)[0]
	})
	if err != nil {
		t.Fatal(err)
	}
	defer exec.Finalize()
	value, gradient, err := exec.Call2(rows, [][]float64{labels})
	if err != nil {
		t.Fatal(err)
	}
	return tensors.MustCopyFlatData[float64](value)[0], gradient.Value().([][]float64)
}

// agreesWithPlain holds the graph of a loss to the definition in package loss.
func agreesWithPlain(t *testing.T, b compute.Backend, what string, l loss.Loss, rows [][]float64, labels []float64) {
	t.Helper()
	value, gradient := evaluate(t, b, l, rows, labels)
	want, wantGradient := loss.Evaluate(l, rows, labels)
	near(t, what, value, want, 1e-9)
	for i := range rows {
		for k := range rows[i] {
			near(t, fmt.Sprintf("%s: gradient of number %d of sample %d", what, k, i), gradient[i][k], wantGradient[i][k], 1e-8)
		}
	}
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// builtIn are the losses with a graph, each with hyperparameters that are not the
// protocol's.
func builtIn() map[string]loss.Loss {
	return map[string]loss.Loss{
		"cross-entropy":          loss.CrossEntropy(),
		"contrastive":            loss.Contrastive(.8),
		"contrastive in pairs":   loss.ContrastiveInPairs(1.2),
		"supervised contrastive": loss.SupervisedContrastive(.5),
		"triplet":                loss.TripletMargin(.9),
	}
}

// On random batches of both classes and of one, near together and far apart.
func TestGraphsAgreeWithPlain(t *testing.T) {
	b := openBackend(t)
	for name, l := range builtIn() {
		for _, scale := range []float64{.3, 5} {
			for _, labels := range [][]float64{{0, 1}, {0, 1, 1, 0, 1}, {1, 1, 1, 0}, {0, 0, 0, 0}, {1, 1, 1}, {1}} {
				agreesWithPlain(t, b, fmt.Sprint(name, " ", scale, labels), l, randomRows(l, labels, scale), labels)
			}
		}
	}
}

func randomRows(l loss.Loss, labels []float64, scale float64) [][]float64 {
	width := 3
	if l.On() == loss.Logits {
		width = 1
	}
	r := rand.New(rand.NewPCG(3, 3))
	rows := loss.Zeros(len(labels), width)
	for _, row := range rows {
		for k := range row {
			row[k] = scale * r.NormFloat64()
		}
	}
	return rows
}

// Where Eq. 1 as printed overflows, the loss is |logit| on the wrong side and 0
// on the right one; at 0 the gradient is half.
func TestCrossEntropyAtTheEdges(t *testing.T) {
	agreesWithPlain(t, openBackend(t), "edges", loss.CrossEntropy(), [][]float64{{1000}, {-1000}, {0}, {0}}, []float64{0, 0, 0, 1})
	value, gradient := evaluate(t, openBackend(t), loss.CrossEntropy(), [][]float64{{1000}, {-1000}}, []float64{0, 0})
	near(t, "value", value, 500, 1e-12)
	near(t, "gradient of the wrong one", gradient[0][0], .5, 1e-12)
	near(t, "gradient of the right one", gradient[1][0], 0, 1e-12)
}

// Two samples in one place: the pull is 0, the push is m², and neither sends the
// gradient to infinity.
func TestContrastiveAtDistanceZero(t *testing.T) {
	for _, labels := range [][]float64{{1, 1}, {0, 1}} {
		value, gradient := evaluate(t, openBackend(t), loss.Contrastive(1), [][]float64{{.5, -.2}, {.5, -.2}}, labels)
		near(t, "value", value, math.Abs(labels[0]-labels[1]), 1e-5)
		for _, row := range gradient {
			near(t, "gradient", row[0], 0, 1e-12)
			near(t, "gradient", row[1], 0, 1e-12)
		}
	}
}

// A pair of two classes at the margin costs nothing, and its gradient is 0 from
// both sides.
func TestContrastiveAtTheMargin(t *testing.T) {
	for _, d := range []float64{1 - 1e-7, 1, 1 + 1e-7} {
		value, gradient := evaluate(t, openBackend(t), loss.Contrastive(1), [][]float64{{0}, {d}}, []float64{0, 1})
		near(t, "value", value, 0, 1e-12)
		near(t, "gradient", gradient[0][0], 0, 1e-6)
		near(t, "gradient", gradient[1][0], 0, 1e-6)
	}
}

// Each replica has its own value, and none of the others' gradient.
func TestLossesOfReplicas(t *testing.T) {
	b, labels := openBackend(t), []float64{1, 0, 1, 0, 0}
	for name, l := range builtIn() {
		graph, err := graphOf(l)
		if err != nil {
			t.Fatal(err)
		}
		rows := [2][][]float64{randomRows(l, labels, .3), randomRows(l, labels, 2)}
		exec, err := NewExec(b, func(rows, labels *Node) *Node {
			x := TransposeAllDims(rows, 0, 2, 1)
			if l.On() == loss.Logits {
				x = Squeeze(x, 1)
			}
			return graph(x, labels)
		})
		if err != nil {
			t.Fatal(err)
		}
		values, err := exec.Call1([][][]float64{rows[0], rows[1]}, [][]float64{labels, labels})
		if err != nil {
			t.Fatal(err)
		}
		got := tensors.MustCopyFlatData[float64](values)
		for i := range rows {
			want, _ := loss.Evaluate(l, rows[i], labels)
			near(t, fmt.Sprintf("%s, replica %d", name, i), got[i], want, 1e-9)
		}
	}
}

func TestLossesAgainstReference(t *testing.T) {
	labels := tensors.FromFlatDataAndDimensions(golden.Floats(t, "labels")[:32], 1, 32)
	logits := tensors.FromFlatDataAndDimensions(golden.Floats(t, "logit"), 1, 32)
	embeddings := tensors.FromFlatDataAndDimensions(golden.Floats(t, "embedding"), 32, 84)
	exec, err := NewExec(openBackend(t), func(logits, embeddings, labels *Node) (*Node, *Node) {
		z := ExpandAxes(Transpose(embeddings, 0, 1), 0)
		return crossEntropy(logits, labels), contrastive(z, labels, 1)
	})
	if err != nil {
		t.Fatal(err)
	}
	ce, con, err := exec.Call2(logits, embeddings, labels)
	if err != nil {
		t.Fatal(err)
	}
	golden.Near(t, "Eq. 1", tensors.MustCopyFlatData[float32](ce), golden.Floats(t, "ce.loss"), 1e-5)
	golden.Near(t, "Eq. 2", tensors.MustCopyFlatData[float32](con), golden.Floats(t, "contrastive.loss"), 1e-5)
}

// A loss that is a Go function has no graph.
func TestGraphOfOwnLoss(t *testing.T) {
	own := loss.New("Zero", loss.Logits, func([][]float64, []float64, [][]float64) float64 { return 0 })
	if _, err := graphOf(own); err == nil || !strings.Contains(err.Error(), `"Zero" is plain Go and has no graph: train by it on the native engine`) {
		t.Errorf("error %v", err)
	}
}
