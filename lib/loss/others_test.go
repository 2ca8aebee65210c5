package loss_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models

	"nodulelab/lib/loss"
)

// column is the embedding of sample i of z [D, B].
func column(z []float64, b, i int) []float64 {
	var c []float64
	for k := i; k < len(z); k += b {
		c = append(c, z[k])
	}
	return c
}

func product(a, b []float64) (sum float64) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

func apart(a, b []float64) float64 {
	return math.Sqrt(product(a, a) + product(b, b) - 2*product(a, b) + 1e-12)
}

// inPairs is Eq. 2 over pairs (i, i + half).
func inPairs(z, labels []float64) float64 {
	b := len(labels)
	half, sum := b/2, 0.
	for i := range half {
		d := apart(column(z, b, i), column(z, b, i+half))
		if labels[i] == labels[i+half] {
			sum += d * d
		} else {
			sum += math.Pow(max(0, 1-d), 2)
		}
	}
	return sum / float64(half)
}

// supervisedContrastive is Eq. 2 of Khosla et al. as printed, at temperature .5.
func supervisedContrastive(z, labels []float64) float64 {
	b, sum, anchors := len(labels), 0., 0.
	likeness := func(i, j int) float64 {
		u, v := column(z, b, i), column(z, b, j)
		return product(u, v) / math.Sqrt(product(u, u)*product(v, v)) / .5
	}
	for i := range b {
		all, positives, own := 0., 0., 0.
		for a := range b {
			if a != i {
				all += math.Exp(likeness(i, a))
			}
		}
		for p := range b {
			if p != i && labels[p] == labels[i] {
				positives++
				own -= math.Log(math.Exp(likeness(i, p)) / all)
			}
		}
		if positives > 0 {
			sum, anchors = sum+own/positives, anchors+1
		}
	}
	return sum / max(anchors, 1)
}

// triplet is the mean over all triplets, margin 1.
func triplet(z, labels []float64) float64 {
	b, sum, n := len(labels), 0., 0.
	for i := range b {
		for p := range b {
			for q := range b {
				if i == p || labels[i] != labels[p] || labels[i] == labels[q] {
					continue
				}
				n++
				sum += max(0, apart(column(z, b, i), column(z, b, p))-apart(column(z, b, i), column(z, b, q))+1)
			}
		}
	}
	return sum / max(n, 1)
}

// Values against the formulas as printed, gradients against finite differences.
func TestOtherLosses(t *testing.T) {
	for name, l := range map[string]struct {
		graph func(z, labels *Node) *Node
		plain func(z, labels []float64) float64
	}{
		"in pairs":               {func(z, labels *Node) *Node { return loss.ContrastiveInPairs(z, labels, 1) }, inPairs},
		"supervised contrastive": {func(z, labels *Node) *Node { return loss.SupervisedContrastive(z, labels, .5) }, supervisedContrastive},
		"triplet":                {func(z, labels *Node) *Node { return loss.Triplet(z, labels, 1) }, triplet},
	} {
		for _, labels := range [][]float64{{0, 1, 1, 0, 1}, {1, 1, 1, 0}, {0, 0, 0, 0}} {
			what := fmt.Sprint(name, labels)
			r := rand.New(rand.NewPCG(3, 3))
			z := make([]float64, 3*len(labels))
			for i := range z {
				z[i] = .6 * r.NormFloat64()
			}
			value, gradient := valueAndGradient(t, l.graph, z, []int{1, 3, len(labels)}, labels)
			near(t, what, value, l.plain(z, labels), 1e-9)
			want := differences(func(z []float64) float64 { return l.plain(z, labels) }, z)
			for i := range want {
				near(t, fmt.Sprint(what, ": gradient ", i), gradient[i], want[i], 1e-6)
			}
		}
	}
}
