package probe_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/probe"
)

// number is a measurement of one number.
type number struct {
	probe.Subject
	v float64
}

func value(n number) float64 { return n.v }

func numbers(g probe.Group, values ...float64) []number {
	var all []number
	for i, v := range values {
		all = append(all, number{probe.Subject{Group: g, Seed: uint64(i + 1)}, v})
	}
	return all
}

var ce, contrastive = probe.Trained(1, loss.CE), probe.Trained(1, loss.Contrast)

func TestGroups(t *testing.T) {
	all := append(numbers(contrastive, 1, 2), numbers(ce, 3, 5)...)
	if got := probe.Groups(all); !slices.Equal(got, []probe.Group{contrastive, ce}) {
		t.Errorf("groups %v", got)
	}
	if got := probe.Values(all, ce, value); !slices.Equal(got, []float64{3, 5}) {
		t.Errorf("values %v", got)
	}
	if e := probe.Estimate(all, ce, value); e.N != 2 || e.Mean != 4 {
		t.Errorf("estimate %+v", e)
	}
	if got := probe.Scenarios(append(all, numbers(probe.Trained(2, loss.CE), 1)...)); !slices.Equal(got, []int{1, 2}) {
		t.Errorf("scenarios %v", got)
	}
	if !ce.IsTrained() || (probe.Group{Scenario: 1, Network: probe.Untrained}).IsTrained() || ce.String() != "scenario 1, CE" || len(probe.TrainedGroups()) != 4 {
		t.Errorf("%s, trained: %t", ce, ce.IsTrained())
	}
}

// Pairs are found by their seeds, in whatever order; a seed without its partner is
// an error that names it.
func TestDifferences(t *testing.T) {
	a, b := numbers(ce, 10, 20, 30), numbers(contrastive, 1, 2, 3)
	slices.Reverse(b)
	d, err := probe.Differences(append(a, b...), ce, contrastive, value)
	if err != nil || !slices.Equal(d, []float64{9, 18, 27}) {
		t.Errorf("differences %v, %v", d, err)
	}
	if _, err := probe.Differences(append(a, b[1:]...), ce, contrastive, value); err == nil || !strings.Contains(err.Error(), "seed 3 has a result in scenario 1, CE, but none in scenario 1, Contrast") {
		t.Errorf("a seed less in the second: %v", err)
	}
	if _, err := probe.Differences(append(a[1:], b...), ce, contrastive, value); err == nil || !strings.Contains(err.Error(), "seed 1 has a result in scenario 1, Contrast") {
		t.Errorf("a seed less in the first: %v", err)
	}
}

func TestFamily(t *testing.T) {
	rows, err := probe.Family(probe.Comparison{Label: "a", Differences: []float64{1, 2, 3, 4, 5}}, probe.Comparison{Label: "b", Differences: []float64{1, -1, 1, -1}})
	if err != nil {
		t.Fatal(err)
	}
	if rows[0].P != 2./32 || rows[0].Adjusted != 2*rows[0].P || rows[1].Adjusted != 1 || rows[0].Estimate.Mean != 3 {
		t.Errorf("%+v", rows)
	}
	if _, err := probe.Family(probe.Comparison{Label: "none"}); err == nil || !strings.Contains(err.Error(), "none") {
		t.Errorf("no difference: %v", err)
	}
}

func ExampleDifferences() {
	all := append(numbers(ce, .9, .8), numbers(contrastive, .2, .4)...)
	d, err := probe.Differences(all, ce, contrastive, value)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.1f\n", d)
	// Output: [0.7 0.4]
}

// The smallest of adjusted p-values belongs to the clearest difference.
func ExampleFamily() {
	rows, err := probe.Family(
		probe.Comparison{Label: "scenario 1", Differences: []float64{.1, -.2, .1, 0, .1, -.1}},
		probe.Comparison{Label: "scenario 2", Differences: []float64{.8, .9, .7, .8, .6, .9}},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range rows {
		fmt.Printf("%s: %.2f, p = %.3f, adjusted %.3f\n", r.Label, r.Estimate.Mean, r.P, r.Adjusted)
	}
	// Output:
	// scenario 1: 0.00, p = 1.000, adjusted 1.000
	// scenario 2: 0.78, p = 0.031, adjusted 0.062
}

// In scenario 1 the benign images get the darker mean that malignant ones have in
// training: by a darker foreground, or by a darker background.
func ExampleConflictSets() {
	sets, err := probe.ConflictSets(nodule.Paper(), paper.Scenarios()[0], 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range sets {
		fmt.Printf("D(%s): malignant %.0f, benign %.0f\n", s.Distribution, s.WholeImageMean(nodule.Malignant), s.WholeImageMean(nodule.Benign))
	}
	// Output:
	// D(165,138): malignant 114, benign 110
	// D(150,150): malignant 114, benign 110
}
