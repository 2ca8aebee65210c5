package gomlx

import (
	"fmt"
	"slices"
	"sync"

	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models
	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/model"

	"nodulelab/lib/lenet"
)

// NewCustom returns a network of one's own, for [train.Protocol.Custom]. Encoder and
// classifier are as [Network] says. They take their weights from the blocks of this
// package, such as [Convolution] and [Dense], or from [Weight]: each network of the
// leading axis R has its own, and starts from the values of its seed.
func NewCustom(name string, encoder, classifier Part) lenet.Custom {
	return &custom{Network: Network{encoder, classifier}, name: name, drafts: map[int]draft{}}
}

// custom is a network that somebody has written.
type custom struct {
	Network
	name string

	mu     sync.Mutex
	drafts map[int]draft // by the side of the images
}

// draft is what a network says of itself when its graphs are built once.
type draft struct {
	parameters []lenet.Parameter
	embedding  int // width
	err        error
}

// Name implements [lenet.Custom].
func (c *custom) Name() string { return c.name }

// Parameters implements [lenet.Custom].
func (c *custom) Parameters(side int) ([]lenet.Parameter, error) {
	d := c.draft(side)
	fresh := slices.Clone(d.parameters)
	for i := range fresh {
		fresh[i].Data = make([]float32, len(fresh[i].Data))
	}
	return fresh, d.err
}

// EmbeddingSize implements [lenet.Custom].
func (c *custom) EmbeddingSize(side int) (int, error) {
	d := c.draft(side)
	return d.embedding, d.err
}

func (c *custom) draft(side int) draft {
	c.mu.Lock()
	defer c.mu.Unlock()
	d, known := c.drafts[side]
	if !known {
		_, d.err = c.build(side, 2, &d)
		c.drafts[side] = d
	}
	return d
}

// Code identifies what the network computes of images of a side in batches of the given
// sizes: a hash of its graphs and their gradients, with all operations, shapes and
// constants.
func (c *custom) Code(samples []int, side int) (string, error) {
	texts := make([]string, len(samples))
	for i, n := range samples {
		var err error
		if texts[i], err = c.build(side, n, &draft{}); err != nil {
			return "", err
		}
	}
	return hash(texts...), nil
}

// build builds the graphs of one network on a batch, with their gradients by pixels and
// weights. It returns their description, and puts what the network is made of into d.
func (c *custom) build(side, samples int, d *draft) (description string, err error) {
	defer recoverAs(&err, fmt.Sprintf("gomlx: the network %q on %d images of %d×%d pixels", c.name, samples, side, side))
	if c.name == "" || c.Encoder == nil || c.Classifier == nil {
		return "", fmt.Errorf("gomlx: the network %q: want a name, an encoder and a classifier", c.name)
	}
	b, err := goBackend()
	if err != nil {
		return "", err
	}
	r := &recorder{store: model.NewStore()}
	description = describe(b, func(g *Graph) {
		g.AttachState(recorderKey{}, r)
		pixels := Parameter(g, "pixels", shapes.Make(dtypes.Float32, 1, 1, side, side, samples))
		z := c.Encoder(r.store.RootScope(), pixels)
		checkShape("the encoder", z, 1, -1, samples)
		d.embedding = z.Shape().Dim(1)
		logits := c.Classifier(r.store.RootScope(), z)
		checkShape("the classifier", logits, 1, samples)
		of := []*Node{pixels}
		for _, p := range r.parameters {
			of = append(of, Weight(r.store.RootScope(), p.Name, pixels, p.FanIn, p.Shape...))
		}
		Gradient(ReduceAllSum(logits), of...)
	})
	d.parameters = r.parameters
	return description, r.check()
}

// checkShape panics unless a part of a network returns a shape; −1 stands for any size.
func checkShape(part string, x *Node, want ...int) {
	got := x.Shape().Dimensions
	ok := len(got) == len(want)
	for i := range want {
		ok = ok && (want[i] == -1 || got[i] == want[i])
	}
	if !ok {
		panic(fmt.Errorf("%s returns the shape %v, want %v (of one network; -1 stands for any size)", part, got, want))
	}
}

// recorder makes the variables that a network asks for when it is built for the first
// time, and lists them.
type recorder struct {
	store      *model.Store
	parameters []lenet.Parameter
}

type recorderKey struct{}

// recorderOf returns the recorder of a graph, or nil.
func recorderOf(g *Graph) *recorder {
	r, _ := g.State(recorderKey{}).(*recorder)
	return r
}

// record makes a variable, unless the network has asked for it before. It panics if it
// had another shape then.
func (r *recorder) record(name string, fanIn int, shape []int) {
	size := lenet.Size(shape)
	if size < 1 || len(shape) == 0 || fanIn < 1 {
		panic(fmt.Errorf("the weights %q of shape %v with fan-in %d: want at least one axis, and sizes from 1", name, shape, fanIn))
	}
	if i := slices.IndexFunc(r.parameters, func(p lenet.Parameter) bool { return p.Name == name }); i >= 0 {
		if !slices.Equal(r.parameters[i].Shape, shape) {
			panic(fmt.Errorf("the weights %q have the shapes %v and %v: give blocks names of their own", name, r.parameters[i].Shape, shape))
		}
		return
	}
	data := make([]float32, size)
	r.parameters = append(r.parameters, lenet.Parameter{Tensor: lenet.Tensor{Name: name, Shape: slices.Clone(shape), Data: data}, FanIn: fanIn})
	value := tensors.FromFlatDataAndDimensions(slices.Clone(data), append([]int{1}, shape...)...)
	if err := set(r.store.RootScope(), name, value); err != nil {
		panic(err)
	}
}

// check returns an error if the network has variables that [Weight] did not make, which
// would not be trained by seed.
func (r *recorder) check() error {
	for v := range r.store.IterVariables() {
		known := slices.ContainsFunc(r.parameters, func(p lenet.Parameter) bool {
			return scopePath(r.store.RootScope(), p.Name) == v.Path()
		})
		if !known {
			return fmt.Errorf("gomlx: the variable %s was not made by Weight or by a block of package gomlx: networks that are trained side by side need a leading axis", v.Path())
		}
	}
	return nil
}
