package live

import (
	"bytes"
	"context"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
)

// small is a network that a few epochs have trained.
func small(t testing.TB, l loss.Name) Network {
	t.Helper()
	how := PaperTraining(l, nodule.D(180, 160), 1)
	how.Epochs = 3
	n, err := how.Run(context.Background(), func(Step) {})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func instrumentOf(t testing.TB, networks ...Network) *Instrument {
	t.Helper()
	in := &Instrument{}
	for at, n := range networks {
		if err := in.Put(at, n); err != nil {
			t.Fatal(err)
		}
	}
	return in
}

// A network comes back from its packed form with every bit, and damage is an error.
func TestPack(t *testing.T) {
	n := small(t, loss.Contrast)
	packed, err := n.Pack()
	if err != nil {
		t.Fatal(err)
	}
	back, err := Unpack(packed)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(n, back) {
		t.Error("it comes back as another one")
	}
	for name, damaged := range map[string][]byte{
		"nothing": nil, "cut off": packed[:len(packed)-1], "longer": append(bytes.Clone(packed), 0),
		"length": append([]byte{255, 255, 255, 127}, packed[4:]...), "header": append(packed[:4:4], bytes.Repeat([]byte{'{'}, len(packed)-4)...),
	} {
		if _, err := Unpack(damaged); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// What the instrument says is what the engine says of the same image.
func TestLook(t *testing.T) {
	networks := []Network{small(t, loss.CE), small(t, loss.Contrast)}
	in := instrumentOf(t, networks...)
	d := nodule.D(150, 190)
	set, err := nodule.Paper().TestSet(4, d)
	if err != nil {
		t.Fatal(err)
	}
	engine, ctx := train.NewNative(), context.Background()
	for _, i := range []int{0, 17} {
		p, err := in.Look(KnobsOf(4, d, i))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(p.Image, set.Image(i)) {
			t.Fatalf("sample %d is another image", i)
		}
		one, err := set.Subset([]int{i})
		if err != nil {
			t.Fatal(err)
		}
		for at, a := range p.Answers {
			out, err := engine.Forward(ctx, networks[at].Weights, one)
			if err != nil {
				t.Fatal(err)
			}
			saliency, err := engine.Saliency(ctx, networks[at].Weights, one)
			if err != nil {
				t.Fatal(err)
			}
			if a.Logit != float64(out.Logits[0]) || !slices.Equal(a.Saliency, saliency) {
				t.Errorf("place %d, sample %d: logit %g and saliency, the engine has %g", at, i, a.Logit, out.Logits[0])
			}
			if q := networks[at].Plane.Project(out.Embeddings); q != a.Position {
				t.Errorf("place %d: at %v, want %v", at, a.Position, q)
			}
		}
	}
}

// The response curve is what the network says at each foreground, all else the same.
func TestCurve(t *testing.T) {
	in, k := instrumentOf(t, small(t, loss.CE)), KnobsOf(1, nodule.D(150, 150), 1)
	p, err := in.Look(k)
	if err != nil {
		t.Fatal(err)
	}
	curve, err := Curve(in.places[0].network.Weights, k)
	if err != nil {
		t.Fatal(err)
	}
	for i, level := range Levels() {
		if curve[i] != Probability(p.Answers[0].Curve[i]) {
			t.Errorf("at %g the curve alone has %g, want %g", level, curve[i], Probability(p.Answers[0].Curve[i]))
		}
		k.Foreground = level
		q, err := in.Look(k)
		if err != nil {
			t.Fatal(err)
		}
		if q.Answers[0].Logit != p.Answers[0].Curve[i] {
			t.Errorf("at %g: %g, want %g", level, q.Answers[0].Logit, p.Answers[0].Curve[i])
		}
	}
}

// The point of a training sample lies where the plane has it.
func TestPlane(t *testing.T) {
	n := small(t, loss.Contrast)
	training, _, err := nodule.Paper().TrainingSets(1, nodule.D(180, 160))
	if err != nil {
		t.Fatal(err)
	}
	out, err := train.NewNative().Forward(context.Background(), n.Weights, training)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range []int{0, 100} {
		p, want := n.Plane.Project(out.Embeddings[84*i:84*(i+1)]), n.Plane.Points[i]
		if math.Hypot(p.X-want.X, p.Y-want.Y) > 1e-9 {
			t.Errorf("sample %d at %v, want %v", i, p, want)
		}
	}
}

// The quick map is near what the network does on the test sets themselves.
func TestMaps(t *testing.T) {
	in := instrumentOf(t, small(t, loss.CE))
	quick, err := in.QuickMap(0, 2, nodule.Paper().SpikeDepth)
	if err != nil {
		t.Fatal(err)
	}
	levels := nodule.Intensities()
	for i := range levels {
		j := (3*i + 4) % 10 // one square of each row and column
		q, err := in.Open(2, nodule.D(levels[i], levels[j]))
		if err != nil {
			t.Fatal(err)
		}
		right := 0
		for k, l := range q.Logits[0] {
			if (l > 0) == (q.Set.Classes[k] == nodule.Malignant) {
				right++
			}
		}
		a, err := in.Accuracy(0, q.Set)
		if err != nil {
			t.Fatal(err)
		}
		if a != float64(right)/200 || math.Abs(a-quick[i][j]) > .1 {
			t.Errorf("D(%d,%d): accuracy %g, of 200 right %d, by the quick map %g", levels[i], levels[j], a, right, quick[i][j])
		}
		if q.Logits[1] != nil {
			t.Error("the empty place answers")
		}
	}
}

// Training is that of package train, and tells of every epoch.
func TestTraining(t *testing.T) {
	how := PaperTraining(loss.Contrast, nodule.D(180, 150), 2)
	how.Epochs = 5
	var stages []train.Stage
	planes := 0
	n, err := how.Run(context.Background(), func(s Step) {
		stages = append(stages, s.Stage)
		if s.Plane != nil {
			planes++
		}
		if s.Now.Loss <= 0 || s.Stage == train.ClassifierOnly && s.Now.Accuracy == 0 {
			t.Errorf("%s, epoch %d: measured %+v", s.Stage, s.Epoch, s.Now)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	training, validation, err := nodule.Paper().TrainingSets(2, nodule.D(180, 150))
	if err != nil {
		t.Fatal(err)
	}
	p := train.Paper()
	p.Epochs = 5
	want, err := train.NewNative().Train(context.Background(), p, loss.Contrastive(p.Margin), []train.Task{{Seed: 2, Training: training, Validation: validation}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(n.Weights, want[0].Weights) {
		t.Error("other weights than package train's")
	}
	if len(stages) != 10 || stages[0] != train.EncoderOnly || stages[9] != train.ClassifierOnly || planes != 1 {
		t.Errorf("told of %v, with %d planes", stages, planes)
	}
}

func TestCompare(t *testing.T) {
	a, b := small(t, loss.CE), small(t, loss.Contrast)
	same, err := Compare(a, a, 1, nodule.D(150, 190))
	if err != nil || same != (Difference{Of: 200}) {
		t.Errorf("a network differs from itself by %+v, %v", same, err)
	}
	other, err := Compare(a, b, 1, nodule.D(150, 190), nodule.D(190, 150))
	if err != nil || other.Weight == 0 || other.Of != 400 {
		t.Errorf("two networks differ by %+v, %v", other, err)
	}
}

func TestErrors(t *testing.T) {
	in, n := &Instrument{}, small(t, loss.CE)
	broken := n
	broken.Plane.X = broken.Plane.X[:5]
	for want, call := range map[string]func() error{
		"place 2: want 0 or 1":         func() error { return in.Put(2, n) },
		"embeddings of 5 numbers":      func() error { return in.Put(0, broken) },
		"no network in place 1":        func() error { _, err := in.QuickMap(1, 1, .5); return err },
		"Shape 2: want 0 to 1":         func() error { k := KnobsOf(1, nodule.D(150, 150), 0); k.Shape = 2; _, err := in.Look(k); return err },
		"SpikeDepth 2: want 0 to 0.95": func() error { k := KnobsOf(1, nodule.D(150, 150), 0); k.Depth = 2; _, err := in.Look(k); return err },
		"seeds start at 1":             func() error { _, err := in.Look(KnobsOf(0, nodule.D(150, 150), 0)); return err },
		"Margin": func() error {
			how := PaperTraining(loss.Contrast, nodule.D(150, 150), 1)
			how.Margin = -1
			_, err := how.Run(context.Background(), func(Step) {})
			return err
		},
		"images of side 64": func() error {
			w, err := lenet.Init(1, 64)
			if err != nil {
				return err
			}
			_, err = Curve(w, KnobsOf(1, nodule.D(150, 150), 0))
			return err
		},
		"two forms": func() error {
			w, err := lenet.Init(1, 64)
			if err != nil {
				return err
			}
			_, err = Compare(n, Network{Weights: w}, 1)
			return err
		},
	} {
		if err := call(); err == nil || !strings.Contains(strings.ToLower(err.Error()), strings.ToLower(want)) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}
