package native

import (
	"fmt"
	"testing"

	"nodulelab/lib/internal/golden"
	"nodulelab/lib/lenet"
	"nodulelab/lib/lenet/lenettest"
	"nodulelab/lib/loss"
)

// The bounds of agreement: relative error, norm of the difference over the norm.
const (
	near    = 1e-4 // forward and gradients
	nearEnd = 1e-3 // weights after Adam's steps
)

// reference is the reference's network at its start, on each kind of kernels.
func reference(t *testing.T, f func(t *testing.T, n *Net)) {
	for _, k := range all() {
		t.Run(k.name, func(t *testing.T) {
			n, err := newNet(lenet.Paper(), 32, k)
			if err != nil {
				t.Fatal(err)
			}
			if err := n.Load(lenettest.Weights(t, "init")); err != nil {
				t.Fatal(err)
			}
			f(t, n)
		})
	}
}

// batch is one of the reference's two batches of 32 images.
func batch(t *testing.T, i int) (images [][]float32, labels []float32) {
	return rows(golden.Floats(t, "images"), 32*32)[32*i:][:32], golden.Floats(t, "labels")[32*i:][:32]
}

func rows(flat []float32, n int) [][]float32 {
	var all [][]float32
	for ; len(flat) > 0; flat = flat[n:] {
		all = append(all, flat[:n])
	}
	return all
}

func blank(n, m int) [][]float32 { return rows(make([]float32, n*m), m) }

func flat(rows [][]float32) []float32 {
	var all []float32
	for _, r := range rows {
		all = append(all, r...)
	}
	return all
}

func TestForwardAgainstReference(t *testing.T) {
	reference(t, func(t *testing.T, n *Net) {
		images, _ := batch(t, 0)
		n.Embed(images)
		n.Classify()
		z, logits := blank(32, lenet.EmbeddingSize), make([]float32, 32)
		n.Embeddings(z)
		n.Logits(logits)
		golden.Near(t, "embedding", flat(z), golden.Floats(t, "embedding"), near)
		golden.Near(t, "logit", logits, golden.Floats(t, "logit"), near)
	})
}

// end and contrast are one step of each loss without Adam.
func end(n *Net, images [][]float32, labels []float32) float64 {
	n.Embed(images)
	n.Classify()
	value := n.Loss(loss.CrossEntropy(), labels)
	n.BackClassify()
	n.BackEmbed()
	return value
}

func contrast(n *Net, images [][]float32, labels []float32) float64 {
	n.Embed(images)
	value := n.Loss(loss.Contrastive(1), labels)
	n.BackEmbed()
	return value
}

var steps = map[string]func(n *Net, images [][]float32, labels []float32) float64{"ce": end, "contrastive": contrast}

func TestGradientsAgainstReference(t *testing.T) {
	reference(t, func(t *testing.T, n *Net) {
		for name, step := range steps {
			images, labels := batch(t, 0)
			value := step(n, images, labels)
			golden.Near(t, name, []float32{float32(value)}, golden.Floats(t, name+".loss"), near)
			for _, g := range n.Gradient().Tensors {
				if name == "ce" || lenettest.IsEncoder(g.Name) {
					golden.Near(t, name+" "+g.Name, g.Data, golden.Floats(t, name+".grad."+g.Name), near)
				}
			}
		}
	})
}

func TestAdamAgainstReference(t *testing.T) {
	reference(t, func(t *testing.T, n *Net) {
		for name, step := range steps {
			if err := n.Load(lenettest.Weights(t, "init")); err != nil {
				t.Fatal(err)
			}
			part := n.All()
			if name == "contrastive" {
				part = n.Encoder()
			}
			adam := Adam{Rate: 1e-4, Beta1: .9, Beta2: .999, Epsilon: 1e-8}
			last := 100
			if testing.Short() {
				last = 10
			}
			for i := 1; i <= last; i++ {
				images, labels := batch(t, (i+1)%2)
				step(n, images, labels)
				adam.Step(n, part)
				if i == 1 || i == 10 || i == 100 {
					against(t, n, fmt.Sprintf("%s.step%d", name, i))
				}
			}
		}
	})
}

func against(t *testing.T, n *Net, prefix string) {
	t.Helper()
	want := lenettest.Weights(t, prefix)
	for i, w := range n.Weights().Tensors {
		golden.Near(t, prefix+" "+w.Name, w.Data, want.Tensors[i].Data, nearEnd)
	}
}

func TestSaliencyAgainstReference(t *testing.T) {
	reference(t, func(t *testing.T, n *Net) {
		images, _ := batch(t, 0)
		n.Embed(images)
		saliency := blank(32, 32*32)
		n.Saliency(saliency)
		want := append([]float32(nil), golden.Floats(t, "saliency.input_grad")...)
		for i, v := range want {
			want[i] = max(v, -v)
		}
		golden.Near(t, "saliency", flat(saliency)[:len(want)], want, near)
	})
}
