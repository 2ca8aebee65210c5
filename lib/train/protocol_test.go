package train

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
)

// The paper's protocol, field by field, as run keys hold it.
func TestPaperProtocol(t *testing.T) {
	const want = `{"Epochs":100,"Batch":32,"LearningRate":0.0001,"ClassifierLearningRate":0.01,"Margin":1,"Temperature":0.1,` +
		`"Beta1":0.9,"Beta2":0.999,"Epsilon":1e-8,` +
		`"Network":{"activation":"tanh","pooling":"average","cut":"f2","head":1},` +
		`"Initialisation":"uniform fan-in","Input":"0 to 1","Pairs":"all","DropLast":false,"Kept":"last epoch"}`
	text, err := json.Marshal(Paper())
	if err != nil || string(text) != want {
		t.Errorf("%s\nwant\n%s\n%v", text, want, err)
	}
	if err := Paper().Validate(); err != nil {
		t.Error(err)
	}
}

// Every number has its range: just inside it is accepted, just outside it is an
// error that names the field and says what is wanted.
func TestRanges(t *testing.T) {
	for _, test := range []struct {
		want string
		set  func(p *Protocol, x float64)
		good []float64
		bad  []float64
	}{
		{"Epochs 0: want at least 1", func(p *Protocol, x float64) { p.Epochs = int(x) }, []float64{1, 1e6}, []float64{0}},
		{"Epochs -1", func(p *Protocol, x float64) { p.Epochs = int(x) }, nil, []float64{-1}},
		{"Batch 1: want at least 2, so that there are pairs", func(p *Protocol, x float64) { p.Batch = int(x) }, []float64{2, 1000}, []float64{1}},
		{"LearningRate 0: want more than 0", func(p *Protocol, x float64) { p.LearningRate = x }, []float64{1e-30, 10}, []float64{0}},
		{"ClassifierLearningRate 0: want more than 0", func(p *Protocol, x float64) { p.ClassifierLearningRate = x }, []float64{1e-30, 10}, []float64{0}},
		{"LearningRate NaN", func(p *Protocol, x float64) { p.LearningRate = x }, nil, []float64{math.NaN()}},
		{"Margin 0: want more than 0; the paper's is 1", func(p *Protocol, x float64) { p.Margin = x }, []float64{1e-30, 10}, []float64{0}},
		{"Temperature 0.019: want 0.02 or more", func(p *Protocol, x float64) { p.Temperature = x }, []float64{.02, 10}, []float64{.019}},
		{"Beta1 1: want [0, 1)", func(p *Protocol, x float64) { p.Beta1 = x }, []float64{0, .999999}, []float64{1}},
		{"Beta1 -0.1: want [0, 1)", func(p *Protocol, x float64) { p.Beta1 = x }, nil, []float64{-.1}},
		{"Beta2 1: want [0, 1)", func(p *Protocol, x float64) { p.Beta2 = x }, []float64{0, .999999}, []float64{1}},
		{"Beta2 -0.1: want [0, 1)", func(p *Protocol, x float64) { p.Beta2 = x }, nil, []float64{-.1}},
		{"Epsilon 0: want more than 0", func(p *Protocol, x float64) { p.Epsilon = x }, []float64{1e-30}, []float64{0}},
		{"a classifier of 4 layers: want 1 to 3", func(p *Protocol, x float64) { p.Network.Head = int(x) }, []float64{1, 3}, []float64{4}},
	} {
		for _, x := range test.good {
			p := Paper()
			test.set(&p, x)
			if err := p.Validate(); err != nil {
				t.Errorf("%v: %v", x, err)
			}
		}
		for _, x := range test.bad {
			p := Paper()
			test.set(&p, x)
			if err := p.Validate(); err == nil || !strings.Contains(err.Error(), test.want) || strings.Count(err.Error(), "want") > 1 {
				t.Errorf("%v: error %v, want %q alone", x, err, test.want)
			}
		}
	}
}

// All that is wrong is said at once.
func TestChoicesAreChecked(t *testing.T) {
	p := Paper()
	p.Initialisation, p.Input, p.Pairs, p.Kept, p.Temperature, p.Network.Head = "zeros", "dark", "some", "first", .01, 0
	err := p.Validate()
	for _, want := range []string{
		`Initialisation "zeros": want "uniform fan-in" or`, `Input "dark": want "0 to 1" or`, `Pairs "some": want "all" or "disjoint"`,
		`Kept "first": want "last epoch" or "best epoch"`, "Temperature 0.01", "a classifier of 0 layers",
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	for _, kept := range []Kept{LastEpoch, BestEpoch} {
		for _, pairs := range []Pairs{AllPairs, DisjointPairs} {
			p = Paper()
			p.Kept, p.Pairs = kept, pairs
			if err := p.Validate(); err != nil {
				t.Error(err)
			}
		}
	}
}

// A name becomes a loss with the protocol's hyperparameters.
func TestLossOfAName(t *testing.T) {
	p := Paper()
	p.Margin, p.Temperature = .7, .3
	for name, want := range map[loss.Name]loss.Loss{
		loss.CE: loss.CrossEntropy(), loss.Contrast: loss.Contrastive(.7),
		loss.SupCon: loss.SupervisedContrastive(.3), loss.Triplet: loss.TripletMargin(.7),
	} {
		got, err := p.Loss(name)
		if err != nil || got != want || got.Name() != name {
			t.Errorf("%s is %#v, want %#v, %v", name, got, want, err)
		}
	}
	p.Pairs = DisjointPairs
	for name, want := range map[loss.Name]loss.Loss{loss.Contrast: loss.ContrastiveInPairs(.7), loss.Triplet: loss.TripletMargin(.7), loss.CE: loss.CrossEntropy()} {
		if got, err := p.Loss(name); err != nil || got != want {
			t.Errorf("%s in pairs is %#v, want %#v, %v", name, got, want, err)
		}
	}
	if l, err := p.Loss("hinge"); l != nil || err == nil || !strings.Contains(err.Error(), `no loss "hinge": want "CE" or "Contrast"`) {
		t.Errorf("%v, error %v", l, err)
	}
	for _, name := range loss.Names() {
		if _, err := p.Loss(name); err != nil {
			t.Error(err)
		}
	}
}

// An epoch of 70 samples has two batches of 32 and one of 6, which can be left out;
// one that is all there is, is kept.
func TestCuts(t *testing.T) {
	p := Paper()
	for _, test := range []struct {
		drop bool
		n    int
		want string
	}{
		{false, 70, "[[0 32] [32 64] [64 70]]"}, {true, 70, "[[0 32] [32 64]]"}, {true, 64, "[[0 32] [32 64]]"}, {true, 20, "[[0 20]]"},
		{false, 32, "[[0 32]]"}, {false, 33, "[[0 32] [32 33]]"}, {true, 33, "[[0 32]]"}, {false, 170, "[[0 32] [32 64] [64 96] [96 128] [128 160] [160 170]]"},
	} {
		p.DropLast = test.drop
		if got := fmt.Sprint(p.cuts(test.n)); got != test.want {
			t.Errorf("%d samples, dropped %t: %s, want %s", test.n, test.drop, got, test.want)
		}
	}
}

// Of each replica the weights of its own best epoch are kept, of equal epochs the
// first.
func TestBest(t *testing.T) {
	now := 0
	weights := func() ([]lenet.Weights, error) {
		return []lenet.Weights{{Side: now}, {Side: 10 + now}}, nil
	}
	b := newBest(BestEpoch, 2)
	for i, loss := range [][]float64{{3, 1}, {2, 2}, {4, 4}, {2, .5}, {2, .5}} {
		now = i
		if err := b.see(loss, weights); err != nil {
			t.Fatal(err)
		}
	}
	if b.weights[0].Side != 1 || b.weights[1].Side != 13 {
		t.Errorf("kept epochs %d and %d, want 1 and 13", b.weights[0].Side, b.weights[1].Side)
	}
	last := newBest(LastEpoch, 2)
	if err := last.see([]float64{1, 1}, nil); err != nil || last.weights != nil {
		t.Errorf("%v, %v: nothing is to be kept", last.weights, err)
	}
}
