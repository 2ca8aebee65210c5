package lab_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models

	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/paper"
	"nodulelab/lib/train/gomlx"
)

// trainedBy trains by a loss and tells whether anything was trained.
func trainedBy(t *testing.T, dir string, l loss.Named) (networks []lab.Trained, fresh bool) {
	t.Helper()
	opened := 0
	own := nativeLab(t, dir, &opened)
	networks, err := own.Trained(context.Background(), paper.Scenarios()[1], l)
	if err != nil {
		t.Fatal(err)
	}
	return networks, opened > 0
}

// weighted is cross-entropy in which errors on malignant samples weigh more.
func weighted(weight float64) loss.Loss {
	return loss.New("Weighted", loss.Logits, func(rows [][]float64, labels []float64, gradient [][]float64) (value float64) {
		for i, y := range labels {
			cost, slope := loss.SampleCost(rows[i][0], y)
			value += (1 + weight*y) * cost
			gradient[i][0] += (1 + weight*y) * slope
		}
		return value
	})
}

// One constant more, one sign less: other code of the same name.
func weightedMore(rows [][]float64, labels []float64, gradient [][]float64) (value float64) {
	for i, y := range labels {
		cost, slope := loss.SampleCost(rows[i][0], y)
		value += (1 + 2*y) * cost
		gradient[i][0] += (1 + 2*y) * slope
	}
	return value
}

func weightedAway(rows [][]float64, labels []float64, gradient [][]float64) (value float64) {
	for i, y := range labels {
		cost, slope := loss.SampleCost(rows[i][0], y)
		value -= (1 + 2*y) * cost
		gradient[i][0] -= (1 + 2*y) * slope
	}
	return value
}

// weightedFar differs from weightedMore only where no random batch comes.
func weightedFar(rows [][]float64, labels []float64, gradient [][]float64) (value float64) {
	for i, y := range labels {
		cost, slope := loss.SampleCost(min(rows[i][0], 1e6), y)
		value += (1 + 2*y) * cost
		gradient[i][0] += (1 + 2*y) * slope
	}
	return value
}

// focal is a graph with a captured exponent and a sign.
func focal(exponent, sign float64) loss.Loss {
	return gomlx.OnLogits("Focal", func(logits, labels *Node) *Node {
		right := Sigmoid(Mul(logits, AddScalar(MulScalar(labels, 2), -1)))
		return MulScalar(ReduceAllMean(Mul(PowScalar(OneMinus(right), exponent), Neg(Log(AddScalar(right, 1e-7))))), sign)
	})
}

// spread is a graph on embeddings whose constant depends on the batch.
func spread(least int) loss.Loss {
	return gomlx.OnEmbeddings("Spread", func(z, labels *Node) *Node {
		if n := z.Shape().Dim(0); n < least {
			return ReduceAllMean(Square(z))
		}
		return ReduceAllMean(Square(Sub(z, ExpandAxes(labels, -1))))
	})
}

// The store never serves what other code made: each of these changes trains anew, and
// the same code again does not.
func TestStoreCannotLie(t *testing.T) {
	for name, versions := range map[string][]func() loss.Loss{
		"captured": {func() loss.Loss { return weighted(1) }, func() loss.Loss { return weighted(1.5) }},
		"constant, sign": {
			func() loss.Loss { return loss.New("Weighted", loss.Logits, weightedMore) },
			func() loss.Loss { return loss.New("Weighted", loss.Logits, weightedAway) },
			func() loss.Loss { return loss.New("Weighted", loss.Logits, weightedFar) },
		},
		"graph":          {func() loss.Loss { return focal(2, 1) }, func() loss.Loss { return focal(2.0000001, 1) }, func() loss.Loss { return focal(2, -1) }},
		"batch":          {func() loss.Loss { return spread(2) }, func() loss.Loss { return spread(16) }, func() loss.Loss { return spread(17) }},
		"hyperparameter": {func() loss.Loss { return loss.Rename("Wide", loss.Contrastive(2)) }, func() loss.Loss { return loss.Rename("Wide", loss.Contrastive(3)) }},
		"both": {
			func() loss.Loss {
				return gomlx.WithGraph(weighted(1), func(x, y *Node) *Node { return ReduceAllMean(x) })
			},
			func() loss.Loss {
				return gomlx.WithGraph(weighted(1), func(x, y *Node) *Node { return ReduceAllSum(x) })
			},
			func() loss.Loss {
				return gomlx.WithGraph(weighted(2), func(x, y *Node) *Node { return ReduceAllSum(x) })
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			var first [][]lab.Trained
			for i, version := range versions {
				networks, fresh := trainedBy(t, dir, version())
				if !fresh {
					t.Errorf("version %d came from the store", i)
				}
				first = append(first, networks)
			}
			for i, version := range versions {
				again, fresh := trainedBy(t, dir, version())
				if fresh {
					t.Errorf("version %d was trained again", i)
				}
				for j, n := range again {
					if !slices.Equal(n.Weights.Tensors[0].Data, first[i][j].Weights.Tensors[0].Data) || n.Loss != version().Name() {
						t.Errorf("version %d, seed %d: other weights than it was trained to", i, n.Seed)
					}
				}
			}
		})
	}
}

// A loss whose source is not there is trained, and not kept; the user is told.
func TestHiddenSource(t *testing.T) {
	dir, opened, told := t.TempDir(), 0, []string{}
	l := nativeLab(t, dir, &opened)
	l.Warn = func(message string) { told = append(told, message) }
	hidden := loss.New("Hidden", loss.Logits, loss.CrossEntropy().Evaluate) // a wrapper that the compiler wrote
	for range 2 {
		before := opened
		if _, err := l.Trained(context.Background(), paper.Scenarios()[1], hidden); err != nil {
			t.Fatal(err)
		}
		if opened == before {
			t.Error("served from the store")
		}
	}
	if len(told) != 2 || !strings.Contains(told[0], `The networks of the loss "Hidden" are not kept`) {
		t.Errorf("told %q", told)
	}
}

// A network says what it was trained on, whether it was trained now or read.
func TestOrigin(t *testing.T) {
	dir := t.TempDir()
	for range 2 {
		networks, _ := trainedBy(t, dir, loss.CE)
		for _, n := range networks {
			if n.Origin.Scenario.Number != 2 || n.Origin.Config.Side != 16 || n.Origin.Protocol.Epochs != 2 {
				t.Errorf("seed %d: origin %+v", n.Seed, n.Origin)
			}
		}
	}
}

// A network without an origin is looked at only where somebody says what at.
func TestLooksWithoutOrigin(t *testing.T) {
	opened := 0
	l := nativeLab(t, t.TempDir(), &opened)
	networks, _ := trainedBy(t, t.TempDir(), loss.CE)
	networks[0].Origin = lab.Origin{}
	if _, err := l.Looks(context.Background(), networks); err == nil || !strings.Contains(err.Error(), "LooksAt") {
		t.Errorf("error %v", err)
	}
	looks, err := l.LooksAt(context.Background(), paper.Scenarios()[0], networks)
	if err != nil {
		t.Fatal(err)
	}
	if len(looks) != len(networks) || looks[0].Scenario.Number != 1 || looks[0].Training().Set.Distribution != paper.Scenarios()[0].Training {
		t.Errorf("%d looks, the first at scenario %d", len(looks), looks[0].Scenario.Number)
	}
}

// A loss that fails in the middle of training is an error that names it.
func TestLossPanics(t *testing.T) {
	opened := 0
	l := nativeLab(t, t.TempDir(), &opened)
	for want, broken := range map[string]loss.Loss{
		`loss: Broken: `: loss.New("Broken", loss.Logits, func(rows [][]float64, _ []float64, _ [][]float64) float64 { return rows[1000][0] }),
		"want a scalar":  gomlx.OnLogits("Vector", func(logits, _ *Node) *Node { return logits }),
		`loss "Panic"`:   gomlx.OnLogits("Panic", func(logits, _ *Node) *Node { return Reshape(logits, 5, 5, 5) }),
		"has no graph":   gomlx.OnEmbeddings("None", nil),
	} {
		if _, err := l.Trained(context.Background(), paper.Scenarios()[1], broken); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
