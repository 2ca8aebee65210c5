package lab_test

import (
	"fmt"
	"strings"
	"testing"

	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
	"nodulelab/lib/train"
)

// trained are networks of seeds from 1 on, with accuracies on the second test of
// scenario 1; on the first all score 1.
func trained(accuracies ...float64) []lab.Trained {
	var all []lab.Trained
	rows := paper.Rows(paper.Scenarios()[:1])
	for i, a := range accuracies {
		n := lab.Trained{Network: train.Network{Seed: uint64(i + 1), Loss: loss.CE}}
		for j, v := range []float64{1, a} {
			n.Results = append(n.Results, results.Result{Seed: n.Seed, Row: rows[j], Scores: paper.Scores{Accuracy: v}})
		}
		all = append(all, n)
	}
	return all
}

var hard = nodule.D(170, 130)

func TestMedianAndWorst(t *testing.T) {
	for _, test := range []struct {
		accuracies    []float64
		median, worst uint64
	}{
		{[]float64{.4}, 1, 1},
		{[]float64{.9, .1, .5}, 3, 2},
		{[]float64{.9, .1, .6, .5}, 4, 2},          // the lower of .5 and .6
		{[]float64{.5, .9, .5, .1, .5}, 1, 4},      // of three equals the smallest seed
		{[]float64{.9, .2, .2, .9}, 2, 2},          // the lower middle is the worst too
		{[]float64{.7, .7, .7}, 1, 1},              // all equal
		{[]float64{.3, .2, .1, 0, 1, .9}, 2, 4},    // .2 and .3 in the middle
		{[]float64{1, .8, .6, .4, .2, 0, 1}, 3, 6}, // an odd number
	} {
		networks := trained(test.accuracies...)
		median, err := lab.Median(networks, hard)
		if err != nil || median.Seed != test.median {
			t.Errorf("%v: the median is seed %d, %v, want %d", test.accuracies, median.Seed, err, test.median)
		}
		worst, err := lab.Worst(networks, hard)
		if err != nil || worst.Seed != test.worst {
			t.Errorf("%v: the worst is seed %d, %v, want %d", test.accuracies, worst.Seed, err, test.worst)
		}
	}
}

// The order of the networks does not matter, and is left as it was.
func TestMedianOfAnyOrder(t *testing.T) {
	networks := trained(.9, .5, .1, .5, .3)
	networks[0], networks[3] = networks[3], networks[0]
	if m, err := lab.Median(networks, hard); err != nil || m.Seed != 2 {
		t.Errorf("seed %d, %v", m.Seed, err)
	}
	if networks[0].Seed != 4 || networks[3].Seed != 1 {
		t.Error("the networks were moved")
	}
}

// Each test set has a median of its own.
func TestMedianIsOfATest(t *testing.T) {
	if m, err := lab.Median(trained(.1, .5, .9), nodule.D(130, 170)); err != nil || m.Seed != 1 {
		t.Errorf("seed %d, %v: all are equal on that test", m.Seed, err)
	}
}

func TestMedianRefuses(t *testing.T) {
	if _, err := lab.Median(nil, hard); err == nil || !strings.Contains(err.Error(), "0 networks") {
		t.Errorf("error %v", err)
	}
	if _, err := lab.Worst(trained(.5), nodule.D(150, 190)); err == nil || !strings.Contains(err.Error(), "seed 1, CE, was not tested on D(150,190)") {
		t.Errorf("error %v", err)
	}
}

func ExampleMedian() {
	m, err := lab.Median(trained(.9, .1, .5), nodule.D(170, 130))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("seed", m.Seed)
	// Output: seed 3
}
