package loss_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"nodulelab/lib/internal/golden"
	"nodulelab/lib/loss"
)

// The losses as their papers print them, written here with no care for overflow,
// with the rows' columns in the place of vectors.

// printedCrossEntropy is Eq. 1, mean over the batch.
func printedCrossEntropy(rows [][]float64, labels []float64) float64 {
	var sum float64
	for i, y := range labels {
		p := 1 / (1 + math.Exp(-rows[i][0]))
		sum += -y*math.Log(p) - (1-y)*math.Log(1-p)
	}
	return sum / float64(len(labels))
}

// printedPair is Eq. 2 for samples i and j, with Y = 1 for two of different
// classes and the distance of Eq. 3.
func printedPair(rows [][]float64, labels []float64, i, j int, margin float64) float64 {
	y, d := math.Abs(labels[i]-labels[j]), apart(rows[i], rows[j])
	return (1-y)*d*d + y*math.Pow(max(0, margin-d), 2)
}

func apart(a, b []float64) float64 {
	var d2 float64
	for k := range a {
		d2 += math.Pow(a[k]-b[k], 2)
	}
	return math.Sqrt(d2)
}

func printedContrastive(rows [][]float64, labels []float64) float64 {
	var sum, pairs float64
	for j := range rows {
		for i := range j {
			sum, pairs = sum+printedPair(rows, labels, i, j, .8), pairs+1
		}
	}
	return sum / max(pairs, 1)
}

func printedInPairs(rows [][]float64, labels []float64) float64 {
	sum, half := 0., len(rows)/2
	for i := range half {
		sum += printedPair(rows, labels, i, i+half, 1.2)
	}
	return sum / max(float64(half), 1)
}

// printedSupervisedContrastive is Eq. 2 of Khosla et al. at temperature .5, mean
// over the anchors.
func printedSupervisedContrastive(rows [][]float64, labels []float64) float64 {
	sum, anchors := 0., 0.
	similar := func(i, j int) float64 {
		dot, a, b := 0., 0., 0.
		for k := range rows[i] {
			dot, a, b = dot+rows[i][k]*rows[j][k], a+rows[i][k]*rows[i][k], b+rows[j][k]*rows[j][k]
		}
		return math.Exp(dot / math.Sqrt(a*b) / .5)
	}
	for i := range rows {
		all, positives, logs := 0., 0., 0.
		for a := range rows {
			if a != i {
				all += similar(i, a)
			}
		}
		for p := range rows {
			if p != i && labels[p] == labels[i] {
				positives++
				logs += math.Log(similar(i, p) / all)
			}
		}
		if positives > 0 {
			sum, anchors = sum-logs/positives, anchors+1
		}
	}
	return sum / max(anchors, 1)
}

// printedTriplet is max(0, d(a, p) − d(a, n) + m), mean over all triplets, at
// margin .9.
func printedTriplet(rows [][]float64, labels []float64) float64 {
	sum, triplets := 0., 0.
	for a := range rows {
		for p := range rows {
			for n := range rows {
				if a != p && labels[a] == labels[p] && labels[a] != labels[n] {
					triplets++
					sum += max(0, apart(rows[a], rows[p])-apart(rows[a], rows[n])+.9)
				}
			}
		}
	}
	return sum / max(triplets, 1)
}

// builtIn are the built-in losses beside their formulas.
func builtIn() map[string]struct {
	loss    loss.Loss
	printed func(rows [][]float64, labels []float64) float64
} {
	return map[string]struct {
		loss    loss.Loss
		printed func(rows [][]float64, labels []float64) float64
	}{
		"cross-entropy":          {loss.CrossEntropy(), printedCrossEntropy},
		"contrastive":            {loss.Contrastive(.8), printedContrastive},
		"contrastive in pairs":   {loss.ContrastiveInPairs(1.2), printedInPairs},
		"supervised contrastive": {loss.SupervisedContrastive(.5), printedSupervisedContrastive},
		"triplet":                {loss.TripletMargin(.9), printedTriplet},
	}
}

// batches are labels of both classes, of one, of an odd number of samples, of one
// sample alone.
var batches = [][]float64{{0, 1}, {0, 1, 1, 0, 1}, {1, 1, 1, 0}, {0, 0, 0, 0}, {1, 1, 1}, {1, 0, 0, 1, 0, 1, 1, 1}, {0}}

func random(l loss.Loss, labels []float64, scale float64) [][]float64 {
	width := 4
	if l.On() == loss.Logits {
		width = 1
	}
	r := rand.New(rand.NewPCG(7, uint64(len(labels))))
	rows := loss.Zeros(len(labels), width)
	for _, row := range rows {
		for k := range row {
			row[k] = scale * r.NormFloat64()
		}
	}
	return rows
}

// Values against the formulas as printed; gradients against finite differences.
func TestBuiltIn(t *testing.T) {
	for name, l := range builtIn() {
		if err := loss.CheckGradient(l.loss); err != nil {
			t.Error(err)
		}
		for _, labels := range batches {
			for _, scale := range []float64{.2, 2} {
				rows := random(l.loss, labels, scale)
				value, _ := loss.Evaluate(l.loss, rows, labels)
				near(t, fmt.Sprint(name, labels, scale), value, l.printed(rows, labels), 1e-9)
				if err := loss.CheckGradientAt(l.loss, rows, labels); err != nil {
					t.Errorf("%s at scale %v: %v", name, scale, err)
				}
			}
		}
	}
}

// A loss leaves rows and labels alone, adds to the gradient that it is given, and
// may be evaluated by many goroutines at once.
func TestEvaluateOnlyAdds(t *testing.T) {
	labels := []float64{0, 1, 1, 0, 1}
	for name, l := range builtIn() {
		rows := random(l.loss, labels, 1)
		value, gradient := loss.Evaluate(l.loss, rows, labels)
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				own := random(l.loss, labels, 1)
				sum := loss.Zeros(len(own), len(own[0]))
				for _, row := range sum {
					row[0] = 3
				}
				if v := l.loss.Evaluate(own, labels, sum); v != value {
					t.Errorf("%s: %v, and once more %v", name, value, v)
				}
				for i := range own {
					if !slices.Equal(own[i], rows[i]) || !(math.Abs(sum[i][0]-3-gradient[i][0]) <= 1e-12) {
						t.Errorf("%s: sample %d is %v, gradient %v, want %v", name, i, own[i], sum[i], gradient[i])
					}
				}
			})
		}
		all.Wait()
	}
	if !slices.Equal(labels, []float64{0, 1, 1, 0, 1}) {
		t.Errorf("labels %v", labels)
	}
}

// The order of the samples does not matter, but for pairs that the order makes.
func TestOrderDoesNotMatter(t *testing.T) {
	labels, order := []float64{0, 1, 1, 0, 1}, []int{3, 1, 4, 0, 2}
	for name, l := range builtIn() {
		if name == "contrastive in pairs" {
			continue
		}
		rows := random(l.loss, labels, 1)
		value, gradient := loss.Evaluate(l.loss, rows, labels)
		var otherRows [][]float64
		var otherLabels []float64
		for _, i := range order {
			otherRows, otherLabels = append(otherRows, rows[i]), append(otherLabels, labels[i])
		}
		other, otherGradient := loss.Evaluate(l.loss, otherRows, otherLabels)
		near(t, name, other, value, 1e-12)
		for at, i := range order {
			near(t, name+": gradient", otherGradient[at][0], gradient[i][0], 1e-12)
		}
	}
}

// Losses of embeddings pull only in directions between samples, so that the
// gradients of the samples add up to 0 for those made of distances.
func TestDistancesPullAgainstEachOther(t *testing.T) {
	labels := []float64{0, 1, 1, 0, 1, 0}
	for _, name := range []string{"contrastive", "contrastive in pairs", "triplet"} {
		l := builtIn()[name].loss
		_, gradient := loss.Evaluate(l, random(l, labels, 1), labels)
		for k := range gradient[0] {
			sum := 0.
			for i := range gradient {
				sum += gradient[i][k]
			}
			near(t, name, sum, 0, 1e-12)
		}
	}
}

// Where Eq. 1 as printed overflows, the loss is |logit| on the wrong side and 0
// on the right one; at 0 it is log 2 and its slope half.
func TestSampleCostAtTheEdges(t *testing.T) {
	for _, test := range []struct{ logit, y, cost, slope float64 }{
		{1000, 0, 1000, 1}, {-1000, 0, 0, 0}, {1000, 1, 0, 0}, {-1000, 1, 1000, -1},
		{0, 0, math.Ln2, .5}, {0, 1, math.Ln2, -.5}, {2, 1, math.Log1p(math.Exp(-2)), 1/(1+math.Exp(-2)) - 1},
	} {
		cost, slope := loss.SampleCost(test.logit, test.y)
		near(t, fmt.Sprint("cost of ", test), cost, test.cost, 1e-12)
		near(t, fmt.Sprint("slope of ", test), slope, test.slope, 1e-12)
	}
}

// Two samples in one place: the pull is 0, the push is m², and neither sends the
// gradient to infinity. At the margin and beyond it, two classes cost nothing.
func TestPairCostAtTheEdges(t *testing.T) {
	for _, test := range []struct {
		same                    bool
		d2, margin, cost, slope float64
	}{
		{true, 0, 1, 0, 1}, {true, 9, 1, 9, 1}, // no margin within a class
		{false, 0, 2, 4, -2e6}, // slope −m/d at d = 1e-6
		{false, .25, 1, .25, -1},
		{false, 1, 1, 0, 0}, {false, 1 + 1e-9, 1, 0, 0}, {false, 16, 1, 0, 0},
	} {
		cost, slope := loss.PairCost(test.same, test.d2, test.margin)
		near(t, fmt.Sprint("cost of ", test), cost, test.cost, 1e-5)
		near(t, fmt.Sprint("slope of ", test), slope, test.slope, 1e-5*max(1, math.Abs(test.slope)))
	}
	for _, labels := range [][]float64{{1, 1}, {0, 1}} {
		value, gradient := loss.Evaluate(loss.Contrastive(1), [][]float64{{.5, -.2}, {.5, -.2}}, labels)
		near(t, "value", value, math.Abs(labels[0]-labels[1]), 1e-5)
		for _, g := range gradient {
			near(t, "gradient", g[0], 0, 1e-12)
			near(t, "gradient", g[1], 0, 1e-12)
		}
	}
}

func TestDistance(t *testing.T) {
	near(t, "of 3, 4", loss.Distance(loss.SquaredDistance([]float64{3, 0}, []float64{0, 4})), 5, 1e-12)
	near(t, "at 0", loss.Distance(0), 1e-6, 1e-18)
}

// In the pairs of a batch's halves, the last sample of an odd batch has none.
func TestInPairsLeavesTheOddOneOut(t *testing.T) {
	rows := [][]float64{{0}, {1}, {.5}, {3}, {100}}
	value, gradient := loss.Evaluate(loss.ContrastiveInPairs(1), rows, []float64{1, 0, 1, 0, 1})
	near(t, "value", value, (.25+4)/2, 1e-12) // 0 with .5, 1 with 3
	if gradient[4][0] != 0 || gradient[0][0] != -.5 || gradient[1][0] != -2 || gradient[2][0] != .5 || gradient[3][0] != 2 {
		t.Errorf("gradient %v", gradient)
	}
}

// A higher temperature tells samples apart less: at an infinite one every other
// sample is as likely, and an anchor among n costs log(n − 1).
func TestTemperature(t *testing.T) {
	labels := []float64{0, 0, 1, 1, 1}
	l := loss.SupervisedContrastive(1e9)
	value, _ := loss.Evaluate(l, random(l, labels, 1), labels)
	near(t, "at an infinite temperature", value, math.Log(4), 1e-6)
	sorted := [][]float64{{1, 0}, {2, 0}, {0, 1}, {0, 3}, {0, .1}}
	for _, temperature := range []float64{.02, 1e-3} { // at the latter e^(1/temperature) overflows
		cold, _ := loss.Evaluate(loss.SupervisedContrastive(temperature), sorted, labels)
		near(t, "sorted and cold", cold, (2*math.Log(1)+3*math.Log(2))/5, 1e-9)
	}
}

// Triplets: 2·1 anchors and positives of each class with the other's samples.
func TestTripletsAreAveraged(t *testing.T) {
	rows, labels := [][]float64{{0}, {1}, {5}, {5}}, []float64{0, 0, 1, 1}
	// of 8 triplets, anchor 0: 1−5+m, anchor 1: 1−4+m, each twice; anchors at 5: 0−5+m, 0−4+m, each twice
	value, _ := loss.Evaluate(loss.TripletMargin(4.5), rows, labels)
	near(t, "value", value, (2*.5+2*1.5+0+2*.5)/8, 1e-5)
}

// Both losses of the paper on the reference's batch.
func TestAgainstReference(t *testing.T) {
	labels := float64s(golden.Floats(t, "labels")[:32])
	for _, test := range []struct {
		loss         loss.Loss
		output, want string
	}{{loss.CrossEntropy(), "logit", "ce.loss"}, {loss.Contrastive(1), "embedding", "contrastive.loss"}} {
		flat := float64s(golden.Floats(t, test.output))
		width := len(flat) / len(labels)
		rows := slices.Collect(slices.Chunk(flat, width))
		value, _ := loss.Evaluate(test.loss, rows, labels)
		golden.Near(t, test.want, []float32{float32(value)}, golden.Floats(t, test.want), 1e-5)
	}
}

func float64s(x []float32) []float64 {
	y := make([]float64, len(x))
	for i := range x {
		y[i] = float64(x[i])
	}
	return y
}

// Names are what Table 1 prints, in results, files and keys.
func TestNames(t *testing.T) {
	text, err := json.Marshal(loss.Names())
	if err != nil || string(text) != `["CE","Contrast","SupCon","Triplet"]` {
		t.Errorf("%s, %v", text, err)
	}
	for _, n := range loss.Names() {
		if got, err := loss.ParseName(string(n)); got != n || err != nil {
			t.Errorf("%s reads as %s, %v", n, got, err)
		}
	}
	if _, err := loss.ParseName("ce"); err == nil || !strings.Contains(err.Error(), `no loss "ce": want "CE" or "Contrast" or "SupCon" or "Triplet"`) {
		t.Errorf("error %v", err)
	}
	for name, l := range builtIn() {
		want := map[string]loss.Name{"cross-entropy": loss.CE, "contrastive": loss.Contrast, "contrastive in pairs": loss.Contrast,
			"supervised contrastive": loss.SupCon, "triplet": loss.Triplet}[name]
		if l.loss.Name() != want || (l.loss.On() == loss.Logits) != (want == loss.CE) {
			t.Errorf("%s is named %s and looks at %s", name, l.loss.Name(), l.loss.On())
		}
	}
}

func zero([][]float64, []float64, [][]float64) float64 { return 0 }

func TestCheck(t *testing.T) {
	for _, test := range []struct {
		loss loss.Loss
		want string
	}{
		{nil, "no loss: want one such as loss.CrossEntropy()"},
		{loss.Contrastive(0), "Contrast: Margin 0: want more than 0; the paper's is 1"},
		{loss.Contrastive(math.NaN()), "Margin NaN"},
		{loss.ContrastiveInPairs(-1), "Margin -1"},
		{loss.TripletMargin(0), "Triplet: Margin 0"},
		{loss.SupervisedContrastive(.019), "SupCon: Temperature 0.019: want 0.02 or more"},
		{loss.New("", loss.Logits, zero), "a loss without a name"},
		{loss.New("CE", loss.Logits, zero), `"CE" is the name of a built-in loss: choose another`},
		{loss.New("Mine", "pixels", zero), `"Mine" looks at "pixels": want "logits" or "embeddings"`},
		{loss.New("Mine", loss.Logits, nil), `"Mine" has no function`},
		{foreign{}, `"Triplet" is the name of a built-in loss`},
	} {
		if err := loss.Check(test.loss); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("error %v, want %q", err, test.want)
		}
	}
	for _, l := range []loss.Loss{loss.SupervisedContrastive(.02), loss.Contrastive(1e-9), loss.New("Mine", loss.Embeddings, zero)} {
		if err := loss.Check(l); err != nil {
			t.Error(err)
		}
	}
}

// foreign is a loss of a type from outside with a built-in name.
type foreign struct{ loss.Loss }

func (foreign) Name() loss.Name { return loss.Triplet }

// Wrong gradients are found, wherever they are wrong.
func TestCheckGradientFinds(t *testing.T) {
	square := func(change func(gradient [][]float64)) loss.Loss {
		return loss.New("Square", loss.Embeddings, func(rows [][]float64, _ []float64, gradient [][]float64) (value float64) {
			for i, row := range rows {
				for k, x := range row {
					value += x * x
					gradient[i][k] += 2 * x
				}
			}
			change(gradient)
			return value
		})
	}
	if err := loss.CheckGradient(square(func([][]float64) {})); err != nil {
		t.Error(err)
	}
	for want, change := range map[string]func(g [][]float64){
		"at number 0 of sample 0": func(g [][]float64) { g[0][0] *= 1.00001 },
		"at number 2 of sample 1": func(g [][]float64) { g[len(g)-1][2] = -g[len(g)-1][2] },
		"is NaN":                  func(g [][]float64) { g[0][1] = math.NaN() },
	} {
		if err := loss.CheckGradient(square(change)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	infinite := loss.New("Infinite", loss.Logits, func([][]float64, []float64, [][]float64) float64 { return math.Inf(1) })
	if err := loss.CheckGradient(infinite); err == nil || !strings.Contains(err.Error(), "Infinite is +Inf on 2 samples") {
		t.Errorf("error %v", err)
	}
	if err := loss.CheckGradient(loss.Contrastive(-1)); err == nil || !strings.Contains(err.Error(), "Margin -1") {
		t.Errorf("error %v", err)
	}
}

// The check leaves the rows as they were.
func TestCheckGradientAtRestores(t *testing.T) {
	rows := [][]float64{{.1, .2}, {.3, .4}}
	if err := loss.CheckGradientAt(loss.Contrastive(1), rows, []float64{0, 1}); err != nil {
		t.Error(err)
	}
	if fmt.Sprint(rows) != "[[0.1 0.2] [0.3 0.4]]" {
		t.Errorf("rows %v", rows)
	}
}

func TestPairs(t *testing.T) {
	for n, want := range map[int]float64{0: 1, 1: 1, 2: 1, 3: 3, 32: 496} {
		if got := loss.Pairs(n); got != want {
			t.Errorf("%d samples: %v, want %v", n, got, want)
		}
	}
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// A renamed loss is the same loss under another name, with the fast kernels that its
// type has; its own name does not matter, its hyperparameters do.
func TestRename(t *testing.T) {
	wide := loss.Rename("Wide", loss.Contrastive(2))
	for _, b := range loss.Batches(loss.Embeddings) {
		value, gradient := loss.Evaluate(wide, b.Rows, b.Labels)
		want, slopes := loss.Evaluate(loss.Contrastive(2), b.Rows, b.Labels)
		if value != want || !reflect.DeepEqual(gradient, slopes) {
			t.Errorf("%v, want %v", value, want)
		}
	}
	twice := loss.Rename("Wider", loss.Rename(loss.CE, loss.Contrastive(2)))
	if wide.Name() != "Wide" || wide.On() != loss.Embeddings || loss.Unwrap(twice) != loss.Loss(loss.Contrastive(2)) || loss.IsBuiltIn(wide) {
		t.Errorf("%s on %s, %v inside", wide.Name(), wide.On(), loss.Unwrap(twice))
	}
	for want, l := range map[string]loss.Loss{
		"":                   twice,
		"name of a built-in": loss.Rename(loss.Triplet, loss.TripletMargin(2)),
		"without a name":     loss.Rename("", loss.CrossEntropy()),
		"no loss":            loss.Rename("Nothing", nil),
		"Margin -1":          loss.Rename("Negative", loss.Contrastive(-1)),
		"no function":        loss.Rename("Empty", loss.New("", loss.Logits, nil)),
	} {
		err := loss.Check(l)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// A fingerprint tells losses apart whose values differ on some batch, however little.
func TestFingerprint(t *testing.T) {
	fingerprint := func(l loss.Loss) string {
		print, err := loss.Fingerprint(l, []int{2, 10}, 84)
		if err != nil {
			t.Fatal(err)
		}
		return print
	}
	seen := map[string]loss.Loss{}
	for _, l := range []loss.Loss{
		loss.CrossEntropy(), loss.Contrastive(1), loss.Contrastive(1.001), loss.Contrastive(.9), loss.ContrastiveInPairs(1),
		loss.SupervisedContrastive(.1), loss.SupervisedContrastive(.1001), loss.TripletMargin(1), loss.TripletMargin(1.001),
	} {
		print := fingerprint(l)
		if other := seen[print]; other != nil {
			t.Errorf("%+v has the fingerprint of %+v", l, other)
		}
		if print != fingerprint(loss.Rename("Again", l)) {
			t.Errorf("%+v has two fingerprints", l)
		}
		seen[print] = l
	}
	broken := loss.New("Broken", loss.Logits, func(rows [][]float64, _ []float64, _ [][]float64) float64 { return rows[5][0] })
	if _, err := loss.Fingerprint(broken, []int{2}, 1); err == nil || !strings.Contains(err.Error(), "loss: Broken: ") {
		t.Errorf("error %v", err)
	}
}
