package lab_test

import (
	"context"
	"testing"

	g "github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/model"

	"nodulelab/lib/device"
	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/runs"
	"nodulelab/lib/train/gomlx"
)

// BenchmarkOwn trains 5 seeds of scenario 2, the whole protocol, with built-in losses, with
// losses written as graphs, and with a network of one's own on GoMLX's backends.
func BenchmarkOwn(b *testing.B) {
	native := device.Choice{Backend: device.Native}
	for _, own := range []struct {
		name string
		loss loss.Named
	}{
		{"native/CE", loss.CE}, {"native/focal, a graph", focal(2, 1)},
		{"native/Contrast", loss.Contrast}, {"native/Eq. 2, a graph", gomlx.OnEmbeddings("Eq. 2", pairwise)},
	} {
		b.Run(own.name, func(b *testing.B) { benchmarkOwn(b, native, own.loss, nil) })
	}
	for _, backend := range []string{"go", "xla:cpu"} {
		choice, err := device.Choose("gomlx", backend)
		if err != nil {
			b.Logf("without %s: %v", backend, err)
			continue
		}
		b.Run("gomlx/"+backend+"/residual network", func(b *testing.B) { benchmarkOwn(b, choice, loss.CE, residual()) })
	}
}

func benchmarkOwn(b *testing.B, c device.Choice, by loss.Named, network lenet.Custom) {
	for b.Loop() {
		store, err := runs.Open(b.TempDir())
		if err != nil {
			b.Fatal(err)
		}
		workers, err := lab.WorkersOn(c)
		if err != nil {
			b.Fatal(err)
		}
		l := &lab.Lab{Plan: lab.PaperPlan(5), Store: store, Engine: c.Name(), Workers: workers}
		l.Plan.Protocol.Custom = network
		if _, err := l.Trained(context.Background(), l.Plan.Scenarios[1], by); err != nil {
			b.Fatal(err)
		}
	}
}

// pairwise is Eq. 2, of all pairs of embeddings z [B, D] and labels y [B].
func pairwise(z, y *g.Node) *g.Node {
	norm := g.ReduceSum(g.Square(z), -1)
	sum := g.Add(g.InsertAxes(norm, 1), g.InsertAxes(norm, 0))
	square := g.MaxScalar(g.Sub(sum, g.MulScalar(g.Einsum("id,jd->ij", z, z), 2.0)), 0.0)
	apart := g.Square(g.Sub(g.InsertAxes(y, 1), g.InsertAxes(y, 0)))
	near := g.MaxScalar(g.OneMinus(g.Sqrt(g.AddScalar(square, 1e-12))), 0.0)
	n := float64(z.Shape().Dim(0))
	cost := g.Add(g.Mul(g.OneMinus(apart), square), g.Mul(apart, g.Square(near)))
	return g.DivScalar(g.ReduceAllSum(cost), n*(n-1))
}

// residual is the network of the page on extensions.
func residual() lenet.Custom {
	return gomlx.NewCustom("residual", func(scope *model.Scope, x *g.Node) *g.Node {
		x = gomlx.AveragePooling(gomlx.ReLU(gomlx.PaddedConvolution(scope, "in", x, 4, 3)))
		x = g.Add(x, gomlx.ReLU(gomlx.PaddedConvolution(scope, "block", x, 4, 3)))
		return g.Tanh(gomlx.Dense(scope, "out", gomlx.AveragePooling(x), 20))
	}, func(scope *model.Scope, z *g.Node) *g.Node {
		return g.Squeeze(gomlx.Dense(scope, "cls", z, 1), 1)
	})
}
