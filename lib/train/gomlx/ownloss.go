package gomlx

import (
	"fmt"
	"slices"
	"sync"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models
	"github.com/gomlx/gomlx/core/tensors"

	"nodulelab/lib/device"
	"nodulelab/lib/device/backend"
	"nodulelab/lib/loss"
)

// LossGraph is a loss of one network as a graph: a scalar, of the logits [B] or the
// embeddings [B, D] of a batch of B samples and their labels [B], 1 for malignant and
// 0 for benign. It is built in Float64 for the native engine and in Float32 for the one
// on GoMLX: make constants by functions that follow their operand, such as MulScalar,
// Scalar(g, x.DType(), 2) or OnesLike.
type LossGraph func(rows, labels *Node) *Node

// OnLogits returns a loss of logits that is written as a graph. GoMLX differentiates
// it. The native engine takes the derivative by the logits from it, and computes the
// network itself; the engine on GoMLX makes it a part of the network's graph.
func OnLogits(name loss.Name, graph LossGraph) loss.Loss {
	return newGraphLoss(name, loss.Logits, graph, nil)
}

// OnEmbeddings is [OnLogits] for a loss of embeddings.
func OnEmbeddings(name loss.Name, graph LossGraph) loss.Loss {
	return newGraphLoss(name, loss.Embeddings, graph, nil)
}

// WithGraph returns a loss that is written twice: in plain Go, which the native engine
// evaluates, and as a graph for the engine on GoMLX. [CheckSame] compares the two.
func WithGraph(plain loss.Loss, graph LossGraph) loss.Loss {
	return newGraphLoss(plain.Name(), plain.On(), graph, plain)
}

// graphLoss is a loss with a graph that somebody has written.
type graphLoss struct {
	name  loss.Name
	on    loss.Output
	graph LossGraph
	plain loss.Loss // computes in the graph's place if not nil

	exec func() (*Exec, error) // compiles the graph once
}

func newGraphLoss(name loss.Name, on loss.Output, graph LossGraph, plain loss.Loss) loss.Loss {
	l := &graphLoss{name: name, on: on, graph: graph, plain: plain}
	l.exec = sync.OnceValues(l.compile)
	return l
}

// Name implements [loss.Loss].
func (l *graphLoss) Name() loss.Name { return l.name }

// On implements [loss.Loss].
func (l *graphLoss) On() loss.Output { return l.on }

// Plain returns what [WithGraph] was given beside the graph, or nil.
func (l *graphLoss) Plain() loss.Loss { return l.plain }

// Check returns an error unless the graph can be built and is a scalar.
func (l *graphLoss) Check() error {
	if l.graph == nil {
		return fmt.Errorf("gomlx: the loss %q has no graph: want a function of rows and labels", l.name)
	}
	_, err := l.exec()
	return err
}

// Evaluate implements [loss.Loss]. It panics if the graph fails on a batch.
func (l *graphLoss) Evaluate(rows [][]float64, labels []float64, gradient [][]float64) float64 {
	if l.plain != nil {
		return l.plain.Evaluate(rows, labels, gradient)
	}
	exec, err := l.exec()
	if err != nil {
		panic(err)
	}
	flat, width := slices.Concat(rows...), len(rows[0])
	value, slopes := exec.MustCall2(
		tensors.FromFlatDataAndDimensions(flat, rowsShape(l.on, len(rows), width)...),
		tensors.FromFlatDataAndDimensions(labels, len(labels)))
	for i, v := range tensors.MustCopyFlatData[float64](slopes) {
		gradient[i/width][i%width] += v
	}
	return tensors.MustCopyFlatData[float64](value)[0]
}

// rowsShape is the shape of a batch of n rows of a width: logits [n] or embeddings
// [n, width].
func rowsShape(on loss.Output, n, width int) []int {
	if on == loss.Logits {
		return []int{n}
	}
	return []int{n, width}
}

// goBackend computes the graphs of losses for the native engine.
var goBackend = sync.OnceValues(func() (compute.Backend, error) {
	return backend.Open(device.Choice{Backend: "go"})
})

// compile builds the graph on a batch of two samples, to see that it can be, and returns
// what builds and evaluates it on batches of any size.
func (l *graphLoss) compile() (*Exec, error) {
	b, err := goBackend()
	if err != nil {
		return nil, err
	}
	if _, err := l.trace(2, 3); err != nil {
		return nil, err
	}
	exec, err := NewExec(b, l.withGradient)
	if err != nil {
		return nil, fmt.Errorf("gomlx: the loss %q: %w", l.name, err)
	}
	return exec.SetMaxCache(-1), nil
}

// withGradient returns the loss and its derivative by the rows.
func (l *graphLoss) withGradient(rows, labels *Node) (value, gradient *Node) {
	value = l.scalar(rows, labels)
	return value, Gradient(value, rows)[0]
}

// scalar is the graph's value. It panics unless that is a scalar.
func (l *graphLoss) scalar(rows, labels *Node) *Node {
	value := l.graph(rows, labels)
	if value == nil || !value.IsScalar() {
		panic(fmt.Errorf("its graph returns the shape %v: want a scalar, such as ReduceAllMean of what each sample costs", value.Shape()))
	}
	return value
}

// replicas is the loss of R networks: [R] from logits [R, B] or embeddings [R, D, B]
// and labels [R, B].
func (l *graphLoss) replicas(rows, labels *Node) *Node {
	costs := make([]*Node, labels.Shape().Dim(0))
	for i := range costs {
		own := half(rows, 0, i)
		if l.on == loss.Embeddings {
			own = Transpose(own, 0, 1)
		}
		costs[i] = l.scalar(own, half(labels, 0, i))
	}
	return Stack(costs, 0)
}

// Code identifies what computes the loss on batches of the given sizes, of embeddings
// of a width: a hash of its graphs, with all operations, shapes and constants.
func (l *graphLoss) Code(samples []int, width int) (string, error) {
	texts := make([]string, len(samples))
	for i, n := range samples {
		var err error
		if texts[i], err = l.trace(n, width); err != nil {
			return "", err
		}
	}
	return hash(texts...), nil
}

// trace describes the graph of the loss and its gradient on a batch.
func (l *graphLoss) trace(samples, width int) (text string, err error) {
	defer recoverAs(&err, fmt.Sprintf("gomlx: the loss %q in Float64 on %d samples", l.name, samples))
	b, err := goBackend()
	if err != nil {
		return "", err
	}
	return describe(b, func(g *Graph) {
		rows := Parameter(g, "rows", shapes.Make(dtypes.Float64, rowsShape(l.on, samples, width)...))
		l.withGradient(rows, Parameter(g, "labels", shapes.Make(dtypes.Float64, samples)))
	}), nil
}

// CheckSame returns an error unless what a loss computes in plain Go and its graph
// agree, in value and gradient, on the batches of [loss.Batches]. For a loss that is a
// graph alone it compares the graph for one network with that for several at once.
func CheckSame(l loss.Loss) error {
	if err := loss.Check(l); err != nil {
		return err
	}
	for _, b := range loss.Batches(l.On()) {
		value, gradient, err := evaluateGraph(l, b)
		if err != nil {
			return err
		}
		want, slopes := loss.Evaluate(l, b.Rows, b.Labels)
		if !loss.Near(value, want) {
			return fmt.Errorf("gomlx: the loss %q on %d samples is %.6g, its graph gives %.6g", l.Name(), len(b.Labels), want, value)
		}
		for i, row := range slopes {
			for k, slope := range row {
				if !loss.Near(gradient[i][k], slope) {
					return fmt.Errorf("gomlx: the loss %q on %d samples: the gradient at number %d of sample %d is %.6g, its graph gives %.6g",
						l.Name(), len(b.Labels), k, i, slope, gradient[i][k])
				}
			}
		}
	}
	return nil
}

// evaluateGraph computes a loss and its gradient by the graph that trains networks on
// GoMLX: for two of them at once, of which it returns the second.
func evaluateGraph(l loss.Loss, batch loss.Batch) (value float64, gradient [][]float64, err error) {
	defer recoverAs(&err, fmt.Sprintf("gomlx: the graph of the loss %q", l.Name()))
	graph, err := graphOf(l)
	if err != nil {
		return 0, nil, err
	}
	b, err := goBackend()
	if err != nil {
		return 0, nil, err
	}
	exec, err := NewExec(b, func(rows, labels *Node) (*Node, *Node) {
		z := TransposeAllDims(Stack([]*Node{OnesLike(rows), rows}, 0), 0, 2, 1) // [2, D, B]
		if l.On() == loss.Logits {
			z = Squeeze(z, 1)
		}
		value := graph(z, Stack([]*Node{labels, labels}, 0))
		return value, Gradient(ReduceAllSum(value), rows)[0]
	})
	if err != nil {
		return 0, nil, err
	}
	defer exec.Finalize()
	values, slopes, err := exec.Call2(batch.Rows, batch.Labels)
	if err != nil {
		return 0, nil, err
	}
	return values.Value().([]float64)[1], slopes.Value().([][]float64), nil
}
