package native

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
)

func fresh(t testing.TB, side int) *Net {
	t.Helper()
	n, err := New(lenet.Paper(), side)
	if err != nil {
		t.Fatal(err)
	}
	w, err := lenet.Init(3, side)
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Load(w); err != nil {
		t.Fatal(err)
	}
	return n
}

// The losses at their edges, gradients against finite differences: embeddings
// that coincide, one distance equal to the margin, a batch of one class.
func TestContrastiveGradient(t *testing.T) {
	for name, test := range map[string]struct {
		z      [][]float32
		labels []float32
	}{
		"two classes":       {[][]float32{{.1, .2}, {.4, -.2}, {-.3, .5}, {.2, .2}}, []float32{0, 1, 0, 1}},
		"one class":         {[][]float32{{.1, .2}, {.4, -.2}, {-.3, .5}}, []float32{1, 1, 1}},
		"nearly together":   {[][]float32{{.1, .2}, {.1002, .2}, {.5, .5}}, []float32{0, 1, 1}},
		"beyond the margin": {[][]float32{{0, 0}, {1.5, 0}}, []float32{0, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			n := fresh(t, 16)
			rows := blank(len(test.z), lenet.EmbeddingSize)
			for i, z := range test.z {
				copy(rows[i], z)
			}
			value := func() float64 {
				n.SetEmbeddings(rows)
				return n.Loss(loss.Contrastive(1), test.labels)
			}
			if got, want := value(), eq2(rows, test.labels); !(math.Abs(got-want) <= 1e-6) {
				t.Errorf("loss %v, Eq. 2 gives %v", got, want)
			}
			for i := range rows {
				for j := range 2 {
					value()
					got := float64(n.blocks[0].dz[j][i])
					at, step := rows[i][j], float32(1e-4)
					rows[i][j] = at + step
					up := eq2(rows, test.labels)
					rows[i][j] = at - step
					down := eq2(rows, test.labels)
					rows[i][j] = at
					if want := (up - down) / (2 * float64(step)); !(math.Abs(got-want) <= 2e-3*(1+math.Abs(want))) {
						t.Errorf("∂loss/∂z[%d][%d] = %v, finite differences give %v", i, j, got, want)
					}
				}
			}
		})
	}
}

// eq2 is Eq. 2–3 over all pairs, in double precision.
func eq2(z [][]float32, labels []float32) float64 {
	var sum, pairs float64
	for i := range z {
		for j := range i {
			var d2 float64
			for k := range z[i] {
				d2 += math.Pow(float64(z[i][k])-float64(z[j][k]), 2)
			}
			if labels[i] != labels[j] {
				d2 = math.Pow(max(0, 1-math.Sqrt(d2+1e-12)), 2)
			}
			sum, pairs = sum+d2, pairs+1
		}
	}
	return sum / pairs
}

// Two classes in one place: the distance is 0, and the gradient is finite and 0.
func TestContrastiveAtDistanceZero(t *testing.T) {
	n := fresh(t, 16)
	n.SetEmbeddings(blank(2, lenet.EmbeddingSize))
	if value := n.Loss(loss.Contrastive(1), []float32{0, 1}); !(math.Abs(value-1) <= 1e-5) {
		t.Errorf("loss %v, want 1", value)
	}
	for i, v := range n.blocks[0].dz {
		if v != (Vec{}) {
			t.Fatalf("gradient %d is %v", i, v)
		}
	}
}

func TestCrossEntropyAtTheEdges(t *testing.T) {
	n := fresh(t, 16)
	n.SetEmbeddings(blank(4, lenet.EmbeddingSize))
	n.Classify()
	b := n.blocks[0]
	copy(b.logit[0][:], []float32{200, -200, 200, 0})
	labels := []float32{1, 0, 0, 1}
	value, accuracy := n.Loss(loss.CrossEntropy(), labels), n.Accuracy(labels)
	if want := (200 + math.Ln2) / 4; !(math.Abs(value-want) <= 1e-6) || accuracy != .5 {
		t.Errorf("loss %v, want %v; accuracy %v, want .5", value, want, accuracy)
	}
	if got, want := b.dLogit[0][:5], []float32{0, 0, .25, -.125, 0}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("gradient %v, want %v", got, want)
	}
}

// A batch of many blocks is the mean of its samples, wherever the blocks end.
func TestBlocks(t *testing.T) {
	n := fresh(t, 16)
	images, labels := random(5, 70, 16)
	end(n, images, labels)
	whole := n.Gradient()
	sum := make([]float64, whole.Count())
	for i := range images {
		end(n, images[i:i+1], labels[i:i+1])
		for j := range sum {
			sum[j] += float64(n.gradient[j]) / float64(len(images))
		}
	}
	j := 0
	for _, w := range whole.Tensors {
		for _, g := range w.Data {
			if !(math.Abs(float64(g)-sum[j]) <= 1e-6) {
				t.Fatalf("%s: gradient %v, sample by sample %v", w.Name, g, sum[j])
			}
			j++
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	n := fresh(t, 16)
	larger, err := lenet.Init(1, 32)
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Load(larger); err == nil || !strings.Contains(err.Error(), "images of side 32, but the network is for side 16") {
		t.Errorf("error %v", err)
	}
	other := lenet.Paper()
	other.Head = 2
	w, err := other.Init(1, 16, lenet.He)
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Load(w); err == nil || !strings.Contains(err.Error(), "weights of the network {tanh average f2 2}, but this one is {tanh average f2 1}") {
		t.Errorf("error %v", err)
	}
	before := n.Weights()
	broken := before.Clone()
	broken.Tensors[3].Data[0] = float32(math.NaN())
	if err := n.Load(broken); err == nil || !strings.Contains(err.Error(), "must be finite") || n.Weights().Tensors[3].Data[0] != before.Tensors[3].Data[0] {
		t.Errorf("error %v", err)
	}
	if _, err := New(lenet.Paper(), 15); err == nil || !strings.Contains(err.Error(), "side 15") {
		t.Errorf("error %v", err)
	}
}

// The count behind the package's floor: 36 million multiply-adds for 32 images.
func TestMultiplyAdds(t *testing.T) {
	n := fresh(t, 32)
	c1, c2, dense := 28*28*6*25, 10*10*16*150, 400*120+120*84+84
	if got, want := n.MultiplyAdds(), 2*c1+3*(c2+dense); got != want {
		t.Errorf("%d, want %d", got, want)
	}
}
