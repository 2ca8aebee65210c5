package loss_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/gomlx/compute"
	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models
	"github.com/gomlx/gomlx/core/tensors"

	"nodulelab/lib/device"
	"nodulelab/lib/device/backend"
	"nodulelab/lib/internal/golden"
	"nodulelab/lib/loss"
)

func open(t testing.TB) compute.Backend {
	t.Helper()
	b, err := backend.Open(device.Choice{Backend: "go"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Finalize)
	return b
}

// valueAndGradient evaluates a loss and its gradient with respect to x, in
// float64.
func valueAndGradient(t testing.TB, f func(x, labels *Node) *Node, x []float64, shape []int, labels []float64) (float64, []float64) {
	t.Helper()
	exec, err := NewExec(open(t), func(x, labels *Node) (*Node, *Node) {
		l := ReduceAllSum(f(x, labels))
		return l, Gradient(l, x)[0]
	})
	if err != nil {
		t.Fatal(err)
	}
	value, gradient, err := exec.Call2(
		tensors.FromFlatDataAndDimensions(x, shape...),
		tensors.FromFlatDataAndDimensions(labels, 1, len(labels)))
	if err != nil {
		t.Fatal(err)
	}
	return tensors.MustCopyFlatData[float64](value)[0], tensors.MustCopyFlatData[float64](gradient)
}

// crossEntropy is Eq. 1 as printed.
func crossEntropy(logits, labels []float64) float64 {
	var sum float64
	for i, y := range labels {
		p := 1 / (1 + math.Exp(-logits[i]))
		sum += -y*math.Log(p) - (1-y)*math.Log(1-p)
	}
	return sum / float64(len(labels))
}

// contrastive is Eq. 2–3 as printed, over pairs i<j. z is [D, B].
func contrastive(z, labels []float64, margin float64) float64 {
	b := len(labels)
	var sum, pairs float64
	for i := range b {
		for j := i + 1; j < b; j++ {
			var d2 float64
			for k := 0; k < len(z); k += b {
				d2 += (z[k+i] - z[k+j]) * (z[k+i] - z[k+j])
			}
			if labels[i] == labels[j] {
				sum += d2
			} else {
				sum += math.Pow(max(0, margin-math.Sqrt(d2)), 2)
			}
			pairs++
		}
	}
	return sum / pairs
}

// differences are central finite differences of f at x.
func differences(f func([]float64) float64, x []float64) []float64 {
	const h = 1e-5
	g := make([]float64, len(x))
	for i, v := range x {
		x[i] = v + h
		up := f(x)
		x[i] = v - h
		down := f(x)
		x[i] = v
		g[i] = (up - down) / (2 * h)
	}
	return g
}

func TestCrossEntropy(t *testing.T) {
	for name, test := range map[string]struct{ logits, labels []float64 }{
		"mixed":      {[]float64{-2, .3, 1.7, -.1}, []float64{0, 1, 0, 1}},
		"one class":  {[]float64{-2, .3, 1.7}, []float64{1, 1, 1}},
		"undecided":  {[]float64{0, 0}, []float64{0, 1}},
		"one sample": {[]float64{.5}, []float64{0}},
	} {
		value, gradient := valueAndGradient(t, loss.CrossEntropy, test.logits, []int{1, len(test.logits)}, test.labels)
		near(t, name, value, crossEntropy(test.logits, test.labels), 1e-12)
		want := differences(func(x []float64) float64 { return crossEntropy(x, test.labels) }, test.logits)
		for i := range want {
			near(t, fmt.Sprintf("%s: gradient %d", name, i), gradient[i], want[i], 1e-9)
		}
	}
}

// Where Eq. 1 as printed overflows, the loss is |logit| on the wrong side and 0
// on the right one.
func TestCrossEntropyOfLargeLogits(t *testing.T) {
	value, gradient := valueAndGradient(t, loss.CrossEntropy, []float64{1000, -1000}, []int{1, 2}, []float64{0, 0})
	near(t, "value", value, 500, 1e-12)
	near(t, "gradient of the wrong one", gradient[0], .5, 1e-12)
	near(t, "gradient of the right one", gradient[1], 0, 1e-12)
}

func TestContrastive(t *testing.T) {
	const width = 3
	r := rand.New(rand.NewPCG(1, 1))
	random := func(n int, scale float64) []float64 {
		x := make([]float64, n)
		for i := range x {
			x[i] = scale * r.NormFloat64()
		}
		return x
	}
	for name, test := range map[string]struct{ z, labels []float64 }{
		"mixed":         {random(width*5, .4), []float64{0, 1, 1, 0, 1}},
		"malignant":     {random(width*4, .4), []float64{1, 1, 1, 1}},
		"benign":        {random(width*4, .4), []float64{0, 0, 0, 0}},
		"beyond margin": {random(width*4, 9), []float64{0, 1, 0, 1}},
		"one pair":      {random(width*2, .4), []float64{0, 1}},
	} {
		f := func(z, labels *Node) *Node { return loss.Contrastive(z, labels, 1) }
		value, gradient := valueAndGradient(t, f, test.z, []int{1, width, len(test.labels)}, test.labels)
		near(t, name, value, contrastive(test.z, test.labels, 1), 1e-9)
		want := differences(func(z []float64) float64 { return contrastive(z, test.labels, 1) }, test.z)
		for i := range want {
			near(t, fmt.Sprintf("%s: gradient %d", name, i), gradient[i], want[i], 1e-7)
		}
	}
}

// Two samples in one place: the pull is 0, the push is m², and neither sends the
// gradient to infinity.
func TestContrastiveAtDistanceZero(t *testing.T) {
	f := func(z, labels *Node) *Node { return loss.Contrastive(z, labels, 1) }
	for _, labels := range [][]float64{{1, 1}, {0, 1}} {
		value, gradient := valueAndGradient(t, f, []float64{.5, .5, -.2, -.2}, []int{1, 2, 2}, labels)
		near(t, "value", value, math.Abs(labels[0]-labels[1]), 1e-5)
		for _, g := range gradient {
			near(t, "gradient", g, 0, 1e-12)
		}
	}
}

// A pair of two classes at the margin costs nothing, and its gradient is 0 from
// both sides.
func TestContrastiveAtTheMargin(t *testing.T) {
	f := func(z, labels *Node) *Node { return loss.Contrastive(z, labels, 1) }
	for _, d := range []float64{1 - 1e-7, 1, 1 + 1e-7} {
		value, gradient := valueAndGradient(t, f, []float64{0, d}, []int{1, 1, 2}, []float64{0, 1})
		near(t, "value", value, 0, 1e-12)
		near(t, "gradient", gradient[0], 0, 1e-6)
		near(t, "gradient", gradient[1], 0, 1e-6)
	}
}

func TestLossesAgainstReference(t *testing.T) {
	labels := tensors.FromFlatDataAndDimensions(golden.Floats(t, "labels")[:32], 1, 32)
	logits := tensors.FromFlatDataAndDimensions(golden.Floats(t, "logit"), 1, 32)
	embeddings := tensors.FromFlatDataAndDimensions(golden.Floats(t, "embedding"), 32, 84)
	exec, err := NewExec(open(t), func(logits, embeddings, labels *Node) (*Node, *Node) {
		z := ExpandAxes(Transpose(embeddings, 0, 1), 0)
		return loss.CrossEntropy(logits, labels), loss.Contrastive(z, labels, 1)
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

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}
