package verdict_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"nodulelab/lib/explain"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
	"nodulelab/lib/verdict"
)

func TestUnmoved(t *testing.T) {
	for low, want := range map[float64]bool{.51: true, .49: false, .5: false} {
		if got := verdict.Unmoved(metrics.Estimate{N: 20, Mean: .7, Interval: metrics.Interval{Low: low, High: .8}}); got != want {
			t.Errorf("a rank correlation from %v on: unmoved %t", low, got)
		}
	}
}

// refits makes the refits of a group with the given accuracies on the worse test, at every size;
// at 100 images it is moved by a step.
func refits(step float64, worse ...float64) []probe.Refit {
	var all []probe.Refit
	for i, v := range worse {
		r := probe.Refit{Subject: probe.Subject{Group: ce, Seed: uint64(i + 1)}}
		for _, size := range probe.Sizes() {
			own := v
			if size == 100 {
				own += step
			}
			r.After = append(r.After, probe.Accuracies{Training: 1, Tests: []float64{1, own}})
		}
		all = append(all, r)
	}
	return all
}

// A classifier is fitted to 100 images, and restores where all of the interval lies
// above .9.
func TestRestored(t *testing.T) {
	for _, test := range []struct {
		all  []probe.Refit
		mean float64
		want bool
	}{
		{refits(.2, .71, .72, .73), .92, true}, {refits(.2, .69, .7, .71), .9, false}, {refits(-.2, .95, .96, .97), .76, false},
		{refits(0, .5, .99, .99, .99), .8675, false}, // the mean of four, with one that lags
	} {
		if e, yes := verdict.Restored(test.all, ce); yes != test.want || math.Abs(e.Mean-test.mean) > 1e-9 {
			t.Errorf("restored: %t, mean %v, want %t, %v", yes, e.Mean, test.want, test.mean)
		}
	}
	if e, yes := verdict.Restored(nil, ce); yes || e.N != 0 {
		t.Errorf("of nothing: %t, %+v", yes, e)
	}
}

// The region in which one loss is ahead in every seed tells the losses apart, in
// whichever direction; one in which they take turns does not.
func TestMapsApart(t *testing.T) {
	apart, err := verdict.MapsApart(world(true).Maps)
	if err != nil {
		t.Fatal(err)
	}
	if len(apart) != 6 {
		t.Fatalf("%d rows, want 3 regions of 2 scenarios", len(apart))
	}
	for _, a := range apart {
		inside := strings.HasSuffix(a.Label, "inside")
		if a.Told != inside || a.Ahead.Mean != map[bool]float64{true: 0, false: .5}[inside] {
			t.Errorf("%s: told apart %t, ahead %v", a.Label, a.Told, a.Ahead.Mean)
		}
	}
	if _, err := verdict.MapsApart(world(true).Maps[1:]); err == nil {
		t.Error("a map without its partner was compared")
	}
}

// regions are maps of n seeds of scenario 1 in which CE is behind in the density
// inside in some seeds, ahead in the rest, and level elsewhere.
func regions(n, behind int) []probe.Map {
	var all []probe.Map
	for seed := range n {
		inside := 2.
		if seed < behind {
			inside = .5
		}
		all = append(all,
			probe.Map{Subject: probe.Subject{Group: ce, Seed: uint64(seed + 1)}, Density: explain.Density{Inside: inside, Border: 1, Outside: 1}},
			probe.Map{Subject: probe.Subject{Group: contrastive, Seed: uint64(seed + 1)}, Density: explain.Density{Inside: 1, Border: 1, Outside: 1}})
	}
	return all
}

// Saliency tells the losses apart where one of them is ahead in more than nine of ten
// seeds, by all of the interval of that share.
func TestToldApart(t *testing.T) {
	for behind, want := range map[int]bool{0: true, 5: true, 100: false, 184: false, 195: true} {
		all, err := verdict.MapsApart(regions(200, behind))
		if err != nil {
			t.Fatal(err)
		}
		if got := all[0]; got.Told != want || math.Abs(got.Ahead.Mean-(1-float64(behind)/200)) > 1e-9 {
			t.Errorf("behind in %d of 200 seeds: told apart %t, ahead in %.3f [%.3f, %.3f]", behind, got.Told, got.Ahead.Mean, got.Ahead.Low, got.Ahead.High)
		}
	}
	seen := 0
	for behind := 8; behind < 17; behind++ { // the threshold lies at .9, neither at .88 nor at .92
		all, err := verdict.MapsApart(regions(200, behind))
		if err != nil {
			t.Fatal(err)
		}
		if low := all[0].Ahead.Low; low > .88 && low < .92 {
			seen++
			if all[0].Told != (low > .9) {
				t.Errorf("from %.3f on: told apart %t", low, all[0].Told)
			}
		}
	}
	if seen < 3 {
		t.Errorf("%d intervals near the threshold: too few to tell", seen)
	}
}

// With all weights random a map should be another. Here it is much the same.
func ExampleUnmoved() {
	fmt.Println(verdict.Unmoved(metrics.EstimateMean([]float64{.71, .64, .69, .8, .75})))
	// Output: true
}

// What one encoder allows a classifier that is fitted anew to 100 images.
func ExampleRestored() {
	e, restores := verdict.Restored(refits(0, .95, .97, .96, .94, .99), ce)
	fmt.Printf("%.2f on the worse test, above %.2f in all seeds: %t\n", e.Mean, verdict.Holding, restores)
	// Output: 0.96 on the worse test, above 0.90 in all seeds: true
}

func ExampleMapsApart() {
	all, err := verdict.MapsApart(regions(20, 1))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range all[:2] {
		fmt.Printf("%s: CE has more in %.0f %% of seeds, told apart: %t\n", r.Label, 100*r.Ahead.Mean, r.Told)
	}
	// Output:
	// scenario 1, inside: CE has more in 95 % of seeds, told apart: false
	// scenario 1, border: CE has more in 50 % of seeds, told apart: false
}
