package exhibit

import (
	"fmt"
	"slices"
	"strings"

	"nodulelab/lib/explain"
	"nodulelab/lib/lab"
	"nodulelab/lib/results"
)

// learned is the accuracy on the training set at which a network has found
// something that works.
const learned = .95

// Learned says when the networks of one scenario and loss learned their training
// set, and how many know all of it, and of their validation set, after training.
func Learned(networks []lab.Trained) (string, error) {
	if len(networks) == 0 {
		return "", fmt.Errorf("exhibit: the learning of no network")
	}
	var first []int
	trained, validated := 0, 0
	for _, n := range networks {
		if e := learnedAt(n); e > 0 {
			first = append(first, e)
		}
		r := n.Results[0]
		trained, validated = trained+one(r.Perfect()), validated+one(r.ValidationAccuracy >= results.Perfect)
	}
	all := plural(len(networks), "network")
	text := fmt.Sprintf("**%s on D(%s)**: %d of %s pass a training accuracy of %s", networks[0].Loss, networks[0].Results[0].Training, len(first), all, two(learned))
	if len(first) > 0 {
		slices.Sort(first)
		text += fmt.Sprintf(", the first at epoch %d of this stage, the last at epoch %d", first[0], first[len(first)-1])
	}
	return text + fmt.Sprintf("; at the end %d have 1.00 on the training set, %d on the validation set.", trained, validated), nil
}

// learnedAt is the first epoch, from 1, after which a classifier has learned; 0 if
// there is none.
func learnedAt(n lab.Trained) int {
	for i, e := range n.Curves.Classifier {
		if e.Accuracy >= learned {
			return i + 1
		}
	}
	return 0
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Range says, in a Markdown list, how far the seeds of each row lie apart, and how
// many are below chance. Rows whose seeds all agree are left out.
func Range(rs []results.Result) string {
	var b strings.Builder
	for _, r := range results.Statistics(rs) {
		a, below := r.Accuracy, 0
		for _, v := range results.Accuracies(results.OfRow(rs, r.Paper.Row)) {
			below += one(v < .5)
		}
		if a.N > 1 && (a.Max-a.Min >= .05 || below > 0) {
			fmt.Fprintf(&b, "- **%s, D(%s) → D(%s)**: the accuracy of %s lies between %s and %s; %d of them are below chance.\n",
				r.Paper.Loss, r.Paper.Training, r.Paper.Test, plural(a.N, "seed"), two(a.Min), two(a.Max), below)
		}
	}
	switch {
	case b.Len() == 0 && lone(rs):
		return "One seed has no range."
	case b.Len() == 0:
		return "The seeds agree in every row."
	}
	return b.String()
}

// lone tells whether all results are of one seed.
func lone(rs []results.Result) bool {
	return !slices.ContainsFunc(rs, func(r results.Result) bool { return r.Seed != rs[0].Seed })
}

// Peaks says, in a Markdown list, in which region the saliency of networks is the
// densest, one group a slice of looks.
func Peaks(groups ...[]lab.Look) (string, error) {
	var b strings.Builder
	for _, looks := range groups {
		g, err := densities(looks)
		if err != nil {
			return "", err
		}
		var highest [3]int
		for i := range looks {
			highest[densest(explain.Density{Inside: g.inside[i], Border: g.border[i], Outside: g.outside[i]})]++
		}
		fmt.Fprintf(&b, "- **%s**: of %s, the saliency per pixel is highest inside the shape in %d, on its border in %d, outside in %d.\n",
			g.label, plural(len(looks), "seed"), highest[0], highest[1], highest[2])
	}
	return b.String(), nil
}

// densest is the region of the highest density: 0 inside, 1 border, 2 outside. A
// region without pixels has none.
func densest(d explain.Density) int {
	highest, where := 0., 0
	for i, v := range []float64{d.Inside, d.Border, d.Outside} {
		if v > highest {
			highest, where = v, i
		}
	}
	return where
}
