package train

import (
	"fmt"
	"strings"
	"testing"

	"nodulelab/lib/lenet"
)

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
}

// An epoch of 70 samples has two batches of 32 and one of 6, which can be left out;
// one that is all there is, is kept.
func TestCuts(t *testing.T) {
	p := Paper()
	for _, test := range []struct {
		drop bool
		n    int
		want string
	}{{false, 70, "[[0 32] [32 64] [64 70]]"}, {true, 70, "[[0 32] [32 64]]"}, {true, 64, "[[0 32] [32 64]]"}, {true, 20, "[[0 20]]"}} {
		p.DropLast = test.drop
		if got := fmt.Sprint(p.cuts(test.n)); got != test.want {
			t.Errorf("%d samples, dropped %t: %s, want %s", test.n, test.drop, got, test.want)
		}
	}
}

// Of each replica the weights of its own best epoch are kept.
func TestBest(t *testing.T) {
	now := 0
	weights := func() ([]lenet.Weights, error) {
		return []lenet.Weights{{Side: now}, {Side: 10 + now}}, nil
	}
	b := newBest(BestEpoch, 2)
	for i, loss := range [][]float64{{3, 1}, {2, 2}, {4, 4}} {
		now = i
		if err := b.see(loss, weights); err != nil {
			t.Fatal(err)
		}
	}
	if b.weights[0].Side != 1 || b.weights[1].Side != 10 {
		t.Errorf("kept epochs %d and %d, want 1 and 10", b.weights[0].Side, b.weights[1].Side)
	}
	last := newBest(LastEpoch, 2)
	if err := last.see([]float64{1, 1}, nil); err != nil || last.weights != nil {
		t.Errorf("%v, %v: nothing is to be kept", last.weights, err)
	}
}
