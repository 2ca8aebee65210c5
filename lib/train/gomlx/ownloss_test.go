package gomlx_test

import (
	"context"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"

	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models

	"nodulelab/lib/device"
	"nodulelab/lib/loss"
	"nodulelab/lib/train"
	"nodulelab/lib/train/gomlx"
	"nodulelab/lib/train/traintest"
)

// crossEntropy is Eq. 1 as a reader would write it.
func crossEntropy(logits, labels *Node) *Node {
	p := Sigmoid(logits)
	right := Add(Mul(labels, p), Mul(OneMinus(labels), OneMinus(p)))
	return Neg(ReduceAllMean(Log(AddScalar(right, 1e-12))))
}

// contrastive is Eq. 2 at a margin of 1, averaged over all pairs.
func contrastive(z, labels *Node) *Node {
	d2 := ReduceSum(Square(Sub(ExpandAxes(z, 1), ExpandAxes(z, 0))), -1)
	same := ConvertDType(Equal(ExpandAxes(labels, 1), ExpandAxes(labels, 0)), z.DType())
	short := MaxScalar(OneMinus(Sqrt(AddScalar(d2, 1e-12))), 0)
	cost := Add(Mul(same, d2), Mul(OneMinus(same), Square(short)))
	return DivScalar(ReduceAllSum(cost), 2*loss.Pairs(z.Shape().Dim(0)))
}

func written() map[loss.Name]loss.Loss {
	return map[loss.Name]loss.Loss{
		loss.CE:       gomlx.OnLogits("Written CE", crossEntropy),
		loss.Contrast: gomlx.OnEmbeddings("Written contrastive", contrastive),
	}
}

// A loss written as a graph is the loss of the same equation in plain Go, in value and
// gradient, and its gradient is its derivative.
func TestWrittenLosses(t *testing.T) {
	for name, own := range written() {
		built, err := train.Paper().Loss(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range loss.Batches(own.On()) {
			value, gradient := loss.Evaluate(own, b.Rows, b.Labels)
			want, slopes := loss.Evaluate(built, b.Rows, b.Labels)
			if math.Abs(value-want) > 1e-9 {
				t.Errorf("%s on %d samples: %v, want %v", name, len(b.Labels), value, want)
			}
			for i, row := range slopes {
				for k := range row {
					if math.Abs(gradient[i][k]-row[k]) > 1e-8 {
						t.Errorf("%s, sample %d: gradient %v, want %v", name, i, gradient[i][k], row[k])
					}
				}
			}
		}
		if err := loss.CheckGradient(own); err != nil {
			t.Error(err)
		}
		if err := gomlx.CheckSame(own); err != nil {
			t.Error(err)
		}
		if err := gomlx.CheckSame(built); err != nil {
			t.Error(err)
		}
	}
}

// On the native engine, which takes only its gradient, and on GoMLX, where it is a part
// of the network's graph, a written loss ends where the built-in one does: from the same
// initial weights, on the same batches.
func TestWrittenLossesArePaired(t *testing.T) {
	e, err := gomlx.New(device.Choice{Backend: "go"})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	p := traintest.Brief()
	for name, own := range written() {
		built, err := p.Loss(name)
		if err != nil {
			t.Fatal(err)
		}
		task := traintest.Small(t, 3)
		want := traintest.TrainBy(t, train.NewNative(), p, built, task)[0]
		traintest.SameWeights(t, fmt.Sprint(name, " on the native engine"), traintest.TrainBy(t, train.NewNative(), p, own, task)[0], want, 2e-4)
		both := traintest.TrainBy(t, e, p, own, traintest.Small(t, 2), task)
		traintest.SameWeights(t, fmt.Sprint(name, " on GoMLX"), both[1], want, 2e-4)
	}
}

// Both forms of a loss are held to each other: one that is wrong is found.
func TestCheckSameFinds(t *testing.T) {
	wrong := func(value, slope float64) loss.Loss {
		return loss.New("Twice", loss.Logits, func(rows [][]float64, labels []float64, gradient [][]float64) float64 {
			v := loss.CrossEntropy().Evaluate(rows, labels, gradient)
			for _, row := range gradient {
				row[0] *= slope
			}
			return v * value
		})
	}
	for _, test := range []struct {
		value, slope float64
		want         string
	}{
		{1, 1, ""}, {1.001, 1, "its graph gives"}, {-1, 1, "its graph gives"}, {1, -1, "the gradient at number 0"}, {1, 1.001, "the gradient at number 0"},
	} {
		err := gomlx.CheckSame(gomlx.WithGraph(wrong(test.value, test.slope), crossEntropy))
		if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("%+v: error %v", test, err)
		}
	}
	plain := loss.New("Plain", loss.Logits, loss.CrossEntropy().Evaluate)
	if err := gomlx.CheckSame(plain); err == nil || !strings.Contains(err.Error(), "has no graph") {
		t.Errorf("a loss without a graph: error %v", err)
	}
}

// A written loss may be evaluated by many goroutines at once.
func TestWrittenLossSideBySide(t *testing.T) {
	own := written()[loss.Contrast]
	batches := loss.Batches(loss.Embeddings)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for range 20 {
				b := batches[i%len(batches)]
				value, _ := loss.Evaluate(own, b.Rows, b.Labels)
				if want, _ := loss.Evaluate(loss.Contrastive(1), b.Rows, b.Labels); math.Abs(value-want) > 1e-9 {
					t.Errorf("%v, want %v", value, want)
				}
			}
		})
	}
	all.Wait()
}

// A graph that cannot be built says why before anything is trained.
func TestWrittenLossRefused(t *testing.T) {
	for want, l := range map[string]loss.Loss{
		"has no graph":           gomlx.OnLogits("None", nil),
		"want a scalar":          gomlx.OnLogits("Vector", func(logits, labels *Node) *Node { return Mul(logits, labels) }),
		"Float64":                gomlx.OnLogits("Single", func(logits, labels *Node) *Node { return ReduceAllSum(Mul(logits, Const(logits.Graph(), float32(2)))) }),
		"is the name of a built": gomlx.OnLogits(loss.CE, crossEntropy),
		"without a name":         gomlx.OnLogits("", crossEntropy),
	} {
		_, err := train.NewNative().Train(context.Background(), traintest.Brief(), l, []train.Task{traintest.Small(t, 1)}, nil)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

func ExampleOnLogits() {
	focal := gomlx.OnLogits("focal, γ = 2", func(logits, labels *Node) *Node {
		sides := AddScalar(MulScalar(labels, 2), -1)
		right := Sigmoid(Mul(sides, logits)) // the probability of the true class
		return ReduceAllMean(Mul(Square(OneMinus(right)), Neg(Log(right))))
	})
	value, gradient := loss.Evaluate(focal, [][]float64{{3}, {-.1}}, []float64{1, 0})
	fmt.Printf("%.3f %.3f\n", value, gradient)
	fmt.Println(loss.CheckGradient(focal))
	// Output:
	// 0.073 [[-0.000] [0.130]]
	// <nil>
}

func ExampleOnEmbeddings() {
	// Each embedding is pulled to the mean of the batch's embeddings of its class.
	centre := gomlx.OnEmbeddings("centre", func(z, labels *Node) *Node {
		ofClass := ConvertDType(Equal(ExpandAxes(labels, 1), ExpandAxes(labels, 0)), z.DType())
		means := Div(MatMul(ofClass, z), ReduceAndKeep(ofClass, ReduceSum, -1))
		return ReduceAllMean(ReduceSum(Square(Sub(z, means)), -1))
	})
	value, _ := loss.Evaluate(centre, [][]float64{{0, 0}, {2, 0}, {5, 5}}, []float64{1, 1, 0})
	fmt.Printf("%.3f\n", value)
	// Output: 0.667
}

func ExampleWithGraph() {
	plain := loss.New("CE twice", loss.Logits, func(rows [][]float64, labels []float64, gradient [][]float64) (value float64) {
		for i, y := range labels {
			cost, slope := loss.SampleCost(rows[i][0], y)
			value += cost / float64(len(labels))
			gradient[i][0] += slope / float64(len(labels))
		}
		return value
	})
	fmt.Println(gomlx.CheckSame(gomlx.WithGraph(plain, crossEntropy)))
	// Output: <nil>
}
