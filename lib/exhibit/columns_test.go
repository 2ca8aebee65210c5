package exhibit_test

import (
	"strings"
	"testing"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/explain"
	"nodulelab/lib/loss"
	"nodulelab/lib/probe"
)

// ce and contrastive are two networks of one seed; every number of theirs is another
// one in these tests, so that none can stand in a wrong place unnoticed.
var (
	ce          = probe.Subject{Group: probe.Trained(1, loss.CE), Seed: 1}
	contrastive = probe.Subject{Group: probe.Trained(2, loss.Contrast), Seed: 1}
)

// prints fails unless a table prints as the wanted lines, the first of which names
// the rows; indents do not count.
func prints(t *testing.T, table exhibit.Table, want string) {
	t.Helper()
	_, got, _ := strings.Cut(table.String(), "\n\n")
	if squeeze(got) != squeeze(want) {
		t.Errorf("%s\n%s\nwant\n%s", table.Caption, got, want)
	}
}

// squeeze makes one blank of several, line by line.
func squeeze(text string) string {
	var lines []string
	for line := range strings.Lines(strings.TrimSpace(text)) {
		lines = append(lines, strings.Join(strings.Fields(line), " "))
	}
	return strings.Join(lines, "\n")
}

func TestReadoutColumns(t *testing.T) {
	prints(t, exhibit.ReadoutTable([]probe.Readout{
		{Subject: ce, Shape: .11, Foreground: .12, WholeImage: .13},
		{Subject: contrastive, Shape: .21, Foreground: .22, WholeImage: -.23},
	}), `networks shape, accuracy foreground intensity, R² whole-image mean, R²
		scenario 1, CE 0.11 0.12 0.13
		scenario 2, Contrast 0.21 0.22 −0.23`)
}

func TestFlipColumns(t *testing.T) {
	prints(t, exhibit.FlipTable([]probe.Flips{
		{Subject: ce, Intensity: .11, IntensityHeld: .12, IntensityBackground: .13, Shape: .14, ShapeHeld: .15, ShapeBackground: .16, ShapeAreaHeld: .17},
		{Subject: contrastive, Intensity: .21, IntensityHeld: .22, IntensityBackground: .23, Shape: .24, ShapeHeld: .25, ShapeBackground: .26, ShapeAreaHeld: .27},
	}), `networks, what changes as it is mean held the background's move alone area held
		scenario 1, CE, intensity 0.11 0.12 0.13 –
		scenario 1, CE, mask 0.14 0.15 0.16 0.17
		scenario 2, Contrast, intensity 0.21 0.22 0.23 –
		scenario 2, Contrast, mask 0.24 0.25 0.26 0.27`)
}

func TestConflictColumns(t *testing.T) {
	prints(t, exhibit.ConflictTable([]probe.Conflict{
		{Subject: ce, Foreground: .11, Background: .12}, {Subject: contrastive, Foreground: .21, Background: .22},
	}), `networks by the foreground with the background
		scenario 1, CE 0.11 0.12
		scenario 2, Contrast 0.21 0.22`)
}

func factorials() []probe.Factorial {
	return []probe.Factorial{
		{
			Subject: ce,
			Natural: probe.Effects{Shape: .11, Area: .12, Foreground: .13, WholeImage: .14},
			Apart:   probe.Effects{Shape: .15, Area: .16, Foreground: .17, WholeImage: -.18},
			Called:  probe.Calls{.31, .32, .33, .34, .35, .36, .37, .38},
			Follows: probe.Follows{Correlations: [7]float64{.41, .42, -.43, .44, .445, .1, .2}, Pairs: [21]float64{20: .9}},
		},
		{
			Subject: contrastive,
			Natural: probe.Effects{Shape: .21, Area: .22, Foreground: .23, WholeImage: .24},
			Apart:   probe.Effects{Shape: .25, Area: .29, Foreground: .27, WholeImage: .28},
			Called:  probe.Calls{.51, .52, .53, .54, .55, .56, .57, .58},
			Follows: probe.Follows{Correlations: [7]float64{.65, .62, .63, .64, .61, .1, -.2}, Pairs: [21]float64{.8}},
		},
	}
}

func TestEffectColumns(t *testing.T) {
	prints(t, exhibit.EffectTable(factorials()), `networks, design malignant shape larger area brighter foreground brighter image
		scenario 1, CE, one background 0.11 0.12 0.13 –
		scenario 1, CE, all apart 0.15 0.16 0.17 −0.18
		scenario 2, Contrast, one background 0.21 0.22 0.23 –
		scenario 2, Contrast, all apart 0.25 0.29 0.27 0.28`)
}

// A cell's share stands beside the cell's name, in the group's column.
func TestCallColumns(t *testing.T) {
	all := factorials()
	table := exhibit.CallTable(all)
	if got := strings.Join(table.Header, "|"); got != "shape, area, foreground|scenario 1, CE|scenario 2, Contrast" {
		t.Errorf("header %s", got)
	}
	names := []string{"malignant, small, dark", "malignant, small, bright", "malignant, large, dark", "malignant, large, bright",
		"benign, small, dark", "benign, small, bright", "benign, large, dark", "benign, large, bright"}
	if len(table.Rows) != len(names) {
		t.Fatalf("%d rows", len(table.Rows))
	}
	word := map[bool][3]string{true: {"malignant", "large", "bright"}, false: {"benign", "small", "dark"}}
	for _, c := range probe.Cells() {
		name := word[c.Malignant][0] + ", " + word[c.Large][1] + ", " + word[c.Bright][2]
		for i, row := range table.Rows {
			if row[0] != names[i] {
				t.Errorf("row %d is %q, want %q", i, row[0], names[i])
			}
			if row[0] == name && (parse(t, row[1]) != all[0].Called.Of(c) || parse(t, row[2]) != all[1].Called.Of(c)) {
				t.Errorf("%s: %v, want %v and %v", name, row[1:], all[0].Called.Of(c), all[1].Called.Of(c))
			}
		}
	}
}

func TestFollowColumns(t *testing.T) {
	prints(t, exhibit.FollowTable(factorials()), `networks shape area foreground intensity mean of the whole image contrast light that the foreground adds blurred energy best pair
		scenario 1, CE 0.17 0.18 0.18 0.19 0.20 0.01 0.04 light that the foreground adds + blurred energy: 0.90
		scenario 2, Contrast 0.42 0.38 0.40 0.41 0.37 0.01 0.04 shape + area: 0.80`)
}

// The largest number leads, of either sign.
func TestLeaders(t *testing.T) {
	if got, want := textOf(t)(exhibit.EffectText(factorials())), `- **scenario 1, CE**: what moves the logit most is a *brighter image*, by −0.18 standard deviations; it is the strongest feature in 1 of 1 seed.
- **scenario 2, Contrast**: what moves the logit most is a *larger area*, by 0.29 standard deviations; it is the strongest feature in 1 of 1 seed.
`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := textOf(t)(exhibit.FollowText(factorials())), `- **scenario 1, CE**: of the 7 numbers on this list the *contrast* fits best, in 1 of 1 seed: alone it explains R² = 0.20 (correlation 0.45). Of the 21 pairs *light that the foreground adds + blurred energy* fits best, in 1 of 1 seed: R² = 0.90.
- **scenario 2, Contrast**: of the 7 numbers on this list the *shape* fits best, in 1 of 1 seed: alone it explains R² = 0.42 (correlation 0.65). Of the 21 pairs *shape + area* fits best, in 1 of 1 seed: R² = 0.80.
`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// What leads is the largest in size, seed by seed: a feature that moves the logit now
// up, now down leads one that moves it a little.
func TestLeadersBySize(t *testing.T) {
	second := ce
	second.Seed = 2
	all := []probe.Factorial{
		{Subject: ce, Apart: probe.Effects{Shape: .9, Area: .2}},
		{Subject: second, Apart: probe.Effects{Shape: -.8, Area: .2, WholeImage: 1}},
	}
	has(t, textOf(t)(exhibit.EffectText(all)), "is a *malignant shape*, by 0.05 [", "strongest feature in 1 of 2 seeds")
}

func TestLikenessColumns(t *testing.T) {
	before := ce
	before.Network = probe.Untrained
	edges := ce
	edges.Network = "edge detector"
	prints(t, exhibit.LikenessTable([]probe.Map{{Subject: ce, Edges: .11, Image: .12}, {Subject: before, Edges: .21, Image: .22}, {Subject: edges}}),
		`networks with an edge detector with the image itself
		scenario 1, CE 0.11 0.12
		scenario 1, untrained 0.21 0.22`)
}

// Each row of differences has its own region's number: 1.5 − .5 inside, and so on.
func TestMapColumns(t *testing.T) {
	other := ce
	other.Network = string(loss.Contrast)
	table := tableOf(t)(exhibit.MapTable([]probe.Map{
		{Subject: ce, Density: explain.Density{Inside: 1.5, Border: .7, Outside: .4}},
		{Subject: other, Density: explain.Density{Inside: .5, Border: .5, Outside: .7}},
	}))
	prints(t, table, `scenario, region seeds mean difference [95 % interval] p adjusted p share of seeds in which CE has more
		scenario 1, inside 1 1.00 1.000 1.000 1.00
		scenario 1, border 1 0.20 1.000 1.000 1.00
		scenario 1, outside 1 −0.30 1.000 1.000 0.00`)
}

func TestCascadeColumns(t *testing.T) {
	prints(t, exhibit.CascadeTable([]probe.Cascade{{Subject: ce, Kept: []float64{.15, .14, .13, .12, .11}}}), `networks cls f2 f1 c2 c1
		scenario 1, CE 0.15 0.14 0.13 0.12 0.11`)
}

func TestRefitColumns(t *testing.T) {
	r := probe.Refit{Subject: ce, Before: probe.Accuracies{Training: .11, Tests: []float64{.9, .12}}}
	for i := range probe.Sizes() {
		v := .2 + float64(i)/100
		r.After = append(r.After, probe.Accuracies{Training: v + .1, Tests: []float64{v, .9}})
	}
	prints(t, exhibit.RefitTable([]probe.Refit{r}), `networks, set as trained 20 images 50 images 100 images 200 images
		scenario 1, CE, worse test 0.12 0.20 0.21 0.22 0.23
		scenario 1, CE, training distribution 0.11 0.30 0.31 0.32 0.33`)
	want := "- **scenario 1, CE**: a classifier fitted to 100 images does not bring the accuracy on the worse test above 0.90 (0.22). On the training distribution, after − before: no difference is shown (0.21, adjusted p = 1.000).\n"
	if got := textOf(t)(exhibit.RefitText([]probe.Refit{r})); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// The curves are told from the second level to the last but one, each with its own
// ends.
func TestResponseNumbers(t *testing.T) {
	curve := func(from float64) []float64 {
		values := make([]float64, len(probe.Levels()))
		for i := range values {
			values[i] = from + float64(i)/100
		}
		return values
	}
	r := probe.Response{Subject: ce, Foreground: probe.Curve{Malignant: curve(.1), Benign: curve(.2)}, Background: probe.Curve{Malignant: curve(.3), Benign: curve(.5)}}
	want := "- **scenario 1, CE**: with foregrounds from 110 to 200, the share of malignant masks called malignant goes from 0.11 to 0.20, and of benign ones from 0.21 to 0.30. " +
		"Where the background brings the same means, the one goes from 0.31 to 0.40, the other from 0.51 to 0.60. The mean distance of the curves is 0.25.\n"
	if got := textOf(t)(exhibit.ResponseText([]probe.Response{r})); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
