package gomlx

import (
	"fmt"
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
// 0 for benign. It is built in Float64 and in Float32: take constants from functions
// that follow their operand, such as MulScalar, Scalar(g, x.DType(), 2) or OnesLike.
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

	compiled func() (compiled, error) // once
}

// compiled is a graph of a loss, ready to be evaluated.
type compiled struct {
	exec  *Exec
	dtype dtypes.DType
}

func newGraphLoss(name loss.Name, on loss.Output, graph LossGraph, plain loss.Loss) loss.Loss {
	l := &graphLoss{name: name, on: on, graph: graph, plain: plain}
	l.compiled = sync.OnceValues(l.compile)
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
	_, err := l.compiled()
	return err
}

// Evaluate implements [loss.Loss]. It panics if the graph fails on a batch.
func (l *graphLoss) Evaluate(rows [][]float64, labels []float64, gradient [][]float64) float64 {
	if l.plain != nil {
		return l.plain.Evaluate(rows, labels, gradient)
	}
	c, err := l.compiled()
	if err != nil {
		panic(err)
	}
	if c.dtype == dtypes.Float32 {
		return evaluateAs[float32](c.exec, l.on, rows, labels, gradient)
	}
	return evaluateAs[float64](c.exec, l.on, rows, labels, gradient)
}

// evaluateAs evaluates a loss in the precision of its graph.
func evaluateAs[T float32 | float64](exec *Exec, on loss.Output, rows [][]float64, labels []float64, gradient [][]float64) float64 {
	flat, y := make([]T, 0, len(rows)*len(rows[0])), make([]T, 0, len(labels))
	for i, row := range rows {
		y = append(y, T(labels[i]))
		for _, v := range row {
			flat = append(flat, T(v))
		}
	}
	shape := rowsShape(on, len(rows), len(rows[0]))
	value, slopes := exec.MustCall2(tensors.FromFlatDataAndDimensions(flat, shape...), tensors.FromFlatDataAndDimensions(y, len(y)))
	for i, v := range tensors.MustCopyFlatData[T](slopes) {
		gradient[i/len(rows[0])][i%len(rows[0])] += float64(v)
	}
	return float64(tensors.MustCopyFlatData[T](value)[0])
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

// compile builds the graph on a batch of two samples, in Float64 if it can be and else
// in Float32.
func (l *graphLoss) compile() (compiled, error) {
	b, err := goBackend()
	if err != nil {
		return compiled{}, err
	}
	for _, dtype := range []dtypes.DType{dtypes.Float64, dtypes.Float32} {
		if _, err = l.trace(dtype, 2, 3); err == nil {
			exec, err := NewExec(b, l.withGradient)
			return compiled{exec.SetMaxCache(-1), dtype}, err
		}
	}
	return compiled{}, err
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
	c, err := l.compiled()
	if err != nil {
		return "", err
	}
	texts := make([]string, len(samples))
	for i, n := range samples {
		if texts[i], err = l.trace(c.dtype, n, width); err != nil {
			return "", err
		}
	}
	return hash(texts...), nil
}

// trace describes the graph of the loss and its gradient on a batch.
func (l *graphLoss) trace(dtype dtypes.DType, samples, width int) (text string, err error) {
	defer recoverAs(&err, fmt.Sprintf("gomlx: the loss %q on %d samples", l.name, samples))
	b, err := goBackend()
	if err != nil {
		return "", err
	}
	return describe(b, func(g *Graph) {
		rows := Parameter(g, "rows", shapes.Make(dtype, rowsShape(l.on, samples, width)...))
		l.withGradient(rows, Parameter(g, "labels", shapes.Make(dtype, samples)))
	}), nil
}
