package native

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"nodulelab/lib/internal/golden"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
)

// losses are the ones with kernels, with hyperparameters that are not the
// protocol's, and some that are evaluated on rows.
var losses = []loss.Loss{
	loss.CrossEntropy(), loss.Contrastive(.8), loss.ContrastiveInPairs(.8), loss.SupervisedContrastive(.3), loss.TripletMargin(.9),
	loss.New("Hinge", loss.Logits, func(rows [][]float64, labels []float64, gradient [][]float64) (value float64) {
		for i, row := range rows {
			for k, x := range row { // one number, the logit
				if short := 1 - (2*labels[i]-1)*x; short > 0 {
					value += short
					gradient[i][k] -= 2*labels[i] - 1
				}
			}
		}
		return value
	}),
}

// batchSizes are within a block, at its end, and beyond it.
var batchSizes = []int{1, 2, 31, 32, 33, 70}

// A loss of a batch is the loss of package loss on the embeddings or logits that the
// network reports, and so is its gradient, whatever the number of blocks; lanes
// without a sample have none.
func TestLossesOfBatches(t *testing.T) {
	for _, k := range all() {
		n, _ := loaded(t, lenet.Paper(), 16, k)
		for _, l := range losses {
			for _, size := range batchSizes {
				what := fmt.Sprintf("%s, %s of %d", k.name, l.Name(), size)
				images, labels := random(uint64(size), size, 16)
				n.Embed(images)
				n.Classify()
				rows := reported(n, l.On(), size)
				stain(n)
				value := n.Loss(l, labels)
				want, gradient := loss.Evaluate(l, rows, widened(labels))
				if !(math.Abs(value-want) <= 2e-6*(1+want)) {
					t.Errorf("%s: %v, want %v", what, value, want)
				}
				for i, b := range n.blocks {
					for at, v := range b.output(l.On()).gradient {
						for lane, g := range v {
							want := 0.
							if sample := i*Lanes + lane; sample < size {
								want = gradient[sample][at]
							}
							if !(math.Abs(float64(g)-want) <= 1e-6) {
								t.Fatalf("%s: gradient of number %d in lane %d of block %d is %v, want %v", what, at, lane, i, g, want)
							}
						}
					}
				}
			}
		}
	}
}

// reported are the embeddings or the logits that the network reports.
func reported(n *Net, on loss.Output, size int) (rows [][]float64) {
	z, logits := blank(size, n.variant.EmbeddingSize(n.side)), make([]float32, size)
	n.Embeddings(z)
	n.Logits(logits)
	for i := range size {
		if on == loss.Logits {
			rows = append(rows, []float64{float64(logits[i])})
		} else {
			rows = append(rows, widened(z[i]))
		}
	}
	return rows
}

// stain fills the places of gradients with what an earlier batch might have left.
func stain(n *Net) {
	for _, b := range n.blocks {
		for _, v := range [][]Vec{b.dLogit, b.dz} {
			for i := range v {
				fill(&v[i], 7)
			}
		}
	}
}

// Accuracy counts the logits on their label's side of 0, over all blocks; 0 itself
// is benign.
func TestAccuracy(t *testing.T) {
	n := fresh(t, 16)
	for _, size := range batchSizes {
		images, labels := random(3, size, 16)
		n.Embed(images)
		n.Classify()
		logits := make([]float32, size)
		n.Logits(logits)
		want := 0.
		for i, y := range labels {
			if (logits[i] > 0) == (y == 1) {
				want += 1 / float64(size)
			}
		}
		if got := n.Accuracy(labels); !(math.Abs(got-want) <= 1e-12) {
			t.Errorf("%d samples: accuracy %v, want %v", size, got, want)
		}
	}
	n.SetEmbeddings(blank(4, lenet.EmbeddingSize))
	n.Classify()
	copy(n.blocks[0].logit[0][:], []float32{-1, 0, 1, 0})
	if got := n.Accuracy([]float32{0, 0, 1, 1}); got != .75 {
		t.Errorf("accuracy %v, want .75", got)
	}
}

// What a larger batch has left in the blocks does not show in a smaller one.
func TestBatchesDoNotMix(t *testing.T) {
	for _, v := range variants {
		for _, l := range losses[:4] {
			used, _ := loaded(t, v, 16, best())
			clean, _ := loaded(t, v, 16, best())
			large, largeLabels := random(1, 70, 16)
			small, labels := random(2, 5, 16)
			backward(used, l, large, largeLabels)
			a, b := backward(used, l, small, labels), backward(clean, l, small, labels)
			if a != b {
				t.Errorf("%v, %s: %v behind another batch, %v alone", v, l.Name(), a, b)
			}
			part := clean.Encoder()
			if l.On() == loss.Logits {
				part = clean.All()
			}
			if !slices.Equal(used.gradient[part.from:part.to], clean.gradient[part.from:part.to]) {
				t.Errorf("%v, %s: another gradient behind another batch", v, l.Name())
			}
		}
	}
}

// Samples do not meet in the network: each has the embedding and the saliency that
// it has alone, to rounding.
func TestSamplesDoNotMeet(t *testing.T) {
	n := fresh(t, 16)
	images, _ := random(4, 37, 16)
	n.Embed(images)
	z, maps := blank(37, lenet.EmbeddingSize), blank(37, 256)
	n.Embeddings(z)
	n.Saliency(maps)
	for _, i := range []int{0, 13, 31, 32, 36} {
		n.Embed(images[i : i+1])
		one, oneMap := blank(1, lenet.EmbeddingSize), blank(1, 256)
		n.Embeddings(one)
		n.Saliency(oneMap)
		golden.Near(t, "embedding", one[0], z[i], 1e-6)
		golden.Near(t, "saliency", oneMap[0], maps[i], 1e-6)
	}
}

// Embeddings that are put in give what the encoder's give.
func TestSetEmbeddings(t *testing.T) {
	for _, v := range variants {
		n, _ := loaded(t, v, 16, best())
		images, labels := random(4, 37, 16)
		n.Embed(images)
		n.Classify()
		z, logits := blank(37, v.EmbeddingSize(16)), make([]float32, 37)
		n.Embeddings(z)
		n.Logits(logits)
		value := n.Loss(loss.CrossEntropy(), labels)
		n.BackClassify()
		gradient := slices.Clone(n.gradient)
		n.SetEmbeddings(blank(70, v.EmbeddingSize(16)))
		n.SetEmbeddings(z)
		n.Classify()
		again := make([]float32, 37)
		n.Logits(again)
		if !slices.Equal(again, logits) || n.Loss(loss.CrossEntropy(), labels) != value {
			t.Errorf("%v: other logits from the same embeddings", v)
		}
		n.BackClassify()
		if part := n.Classifier(); !slices.Equal(n.gradient[part.from:part.to], gradient[part.from:part.to]) {
			t.Errorf("%v: another gradient from the same embeddings", v)
		}
	}
}

// Two networks compute side by side as they do one after the other.
func TestNetworksDoNotShare(t *testing.T) {
	images, labels := random(4, 40, 16)
	var gradients [4][]float32
	var group sync.WaitGroup
	for i := range gradients {
		n := fresh(t, 16)
		group.Go(func() {
			for range 3 {
				backward(n, loss.CrossEntropy(), images, labels)
			}
			gradients[i] = n.gradient
		})
	}
	group.Wait()
	for _, g := range gradients[1:] {
		if !slices.Equal(g, gradients[0]) {
			t.Error("networks side by side have other gradients")
		}
	}
}

// Adam as Kingma and Ba write it, in double precision over ten steps of changing
// gradients; what is outside the part stays.
func TestAdam(t *testing.T) {
	for _, k := range all() {
		n, _ := loaded(t, lenet.Paper(), 16, k)
		adam := Adam{Rate: 1e-3, Beta1: .8, Beta2: .95, Epsilon: 1e-6}
		part := n.Encoder()
		before, w := slices.Clone(n.weights), widened(n.weights)
		mean, square := make([]float64, len(w)), make([]float64, len(w))
		r := rand.New(rand.NewPCG(6, 6))
		for step := 1; step <= 10; step++ {
			for i := range n.gradient[:part.to+3] {
				n.gradient[i] = r.Float32() - .3
			}
			adam.Step(n, part)
			for i := part.from; i < part.to; i++ {
				g := float64(n.gradient[i])
				mean[i] = .8*mean[i] + .2*g
				square[i] = .95*square[i] + .05*g*g
				unbiased, spread := mean[i]/(1-math.Pow(.8, float64(step))), square[i]/(1-math.Pow(.95, float64(step)))
				w[i] -= 1e-3 * unbiased / (math.Sqrt(spread) + 1e-6)
			}
		}
		for i := range n.weights {
			if !(math.Abs(float64(n.weights[i])-w[i]) <= 1e-6) {
				t.Fatalf("%s: weight %d is %v, want %v", k.name, i, n.weights[i], w[i])
			}
		}
		if i := part.to; n.weights[i] != before[i] || n.weights[part.from] == before[part.from] {
			t.Errorf("%s: the part is not what moved", k.name)
		}
	}
}

// Adam's first step has the size of the rate, against the gradient, whatever the
// gradient's size; without a gradient nothing moves.
func TestAdamsFirstStep(t *testing.T) {
	n := fresh(t, 16)
	before := slices.Clone(n.weights)
	n.gradient[0], n.gradient[1], n.gradient[2] = 1e-3, -50, 0
	(&Adam{Rate: 1e-2, Beta1: .9, Beta2: .999, Epsilon: 1e-8}).Step(n, Part{0, 3})
	for i, want := range []float64{-1e-2, 1e-2, 0} {
		if moved := float64(n.weights[i] - before[i]); !(math.Abs(moved-want) <= 1e-6) {
			t.Errorf("weight %d moves by %v, want %v", i, moved, want)
		}
	}
}
