package exhibit_test

import (
	"strings"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/exhibit"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/probe"
	"nodulelab/lib/train"
)

// A threshold that tells the training classes apart holds or is turned around; one that
// does not is luck.
func TestShortcutsInWords(t *testing.T) {
	first, second := paper.Scenarios()[0], paper.Scenarios()[1]
	has(t, textOf(t)(exhibit.ShortcutText(setsOf(t, first)...)),
		"**mean of the whole image**: in training the threshold is right in 0.97 of the images; it holds on D(130,170) and is turned around on D(170,130).",
		"**mean of the foreground**: in training the threshold is right in 0.58 of the images. It does not tell the classes apart there")
	has(t, textOf(t)(exhibit.ShortcutText(setsOf(t, second)...)),
		"**mean of the foreground**: in training the threshold is right in 1.00 of the images; it holds on D(190,150) and is turned around on D(150,190).")
	draw := func(d nodule.Distribution) *nodule.Set {
		s, err := nodule.Paper().Draw(1, "means", d, 40)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	has(t, textOf(t)(exhibit.ShortcutText(draw(nodule.D(180, 150)), draw(nodule.D(150, 150)))), "is of little use on D(150,150).")
	if _, err := exhibit.ShortcutText(draw(nodule.D(150, 150))); err == nil {
		t.Error("a threshold without a test set was read")
	}
}

func TestNetworksInWords(t *testing.T) {
	rows := paper.Table1()
	rs := append(rowOf(rows[1].Row, .6, .4, .7), rowOf(rows[3].Row, .2, .1, .3)...) // on D(170,130)
	want := "- **D(130,170)**: no network was tested.\n" +
		"- **D(170,130)**: better or worse than a coin, these seeds do not tell: CE (0.57); worse than a coin: Contrast (0.20).\n"
	if got := textOf(t)(exhibit.NetworkText(paper.Scenarios()[0], rs)); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	rs[1].Accuracy = .8
	has(t, textOf(t)(exhibit.NetworkText(paper.Scenarios()[0], rs)), "**D(170,130)**: better than a coin: CE (0.70); worse than a coin: Contrast (0.20).")
	has(t, textOf(t)(exhibit.NetworkText(paper.Scenarios()[0], rs[:1])), "these seeds do not tell: CE (0.60).")
}

func TestNearnessInWords(t *testing.T) {
	look := glance(t, 1)
	const own, both = "of their own class.", "most embeddings of both classes lie nearer the training cluster of the other class."
	want := "- **D(130,170)**, mean over the seeds: most embeddings of both classes lie nearer the training cluster " + own + "\n- **D(170,130)**, mean over the seeds: " + both + "\n"
	if got := textOf(t)(exhibit.NearnessText([]lab.Look{look})); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	turn := func(class nodule.Class) {
		for j, c := range look.Views[1].Set.Classes {
			if c == class {
				look.Views[1].Embeddings[j*84] *= -1
			}
		}
	}
	turn(nodule.Malignant)
	has(t, textOf(t)(exhibit.NearnessText([]lab.Look{look})), "**D(130,170)**, mean over the seeds: most malignant embeddings lie nearer the benign training cluster")
	turn(nodule.Malignant)
	turn(nodule.Benign)
	has(t, textOf(t)(exhibit.NearnessText([]lab.Look{look})), "**D(130,170)**, mean over the seeds: most benign embeddings lie nearer the malignant training cluster")
	if _, err := exhibit.NearnessText(nil); err == nil {
		t.Error("no network was read")
	}
}

func TestSpread(t *testing.T) {
	got := textOf(t)(exhibit.SpreadText([]lab.Look{glance(t, 1)}))
	has(t, got, "**scenario 1, CE**: on average a pixel inside the shape has ")
	look := glance(t, 1)
	for i := range look.Views[0].Saliency {
		look.Views[0].Saliency[i] = 1
	}
	has(t, textOf(t)(exhibit.SpreadText([]lab.Look{look})), "inside the shape has 1.00 times the saliency of an even spread, one on the border 1.00 times, one outside 1.00 times.")
	if _, err := exhibit.SpreadText(nil); err == nil {
		t.Error("no network was read")
	}
}

// Trained maps are compared with those of the untrained networks of the same seeds.
func TestLikenessInWords(t *testing.T) {
	var maps []probe.Map
	for seed := range uint64(8) {
		of := func(network string) probe.Subject {
			return probe.Subject{Group: probe.Group{Scenario: 1, Network: network}, Seed: seed + 1}
		}
		maps = append(maps, probe.Map{Subject: of("CE"), Edges: .5, Image: .1}, probe.Map{Subject: of(probe.Untrained), Edges: .2, Image: .4})
	}
	want := "- **scenario 1, CE**: the likeness of its maps to an edge detector's, against the untrained network's maps: higher (0.30 [0.30, 0.30], adjusted p = 0.016); to the image itself: lower (−0.30 [−0.30, −0.30], adjusted p = 0.016).\n"
	if got := textOf(t)(exhibit.LikenessText(maps)); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	has(t, textOf(t)(exhibit.LikenessText(maps[:4])), "untrained network's maps: no difference is shown (0.30 ")
	if _, err := exhibit.LikenessText(maps[:1]); err == nil {
		t.Error("a network was compared that has no untrained one")
	}
}

// Columns are compared that differ in one thing.
func TestSeedsInWords(t *testing.T) {
	rows := paper.Table1() // 4: CE 2 on 150,190; 6: Contrast 2 on 150,190; 8: CE 3 on 150,190
	rs := append(append(rowOf(rows[4].Row, 1, .9, .8), rowOf(rows[6].Row, .5, .9, .9)...), rowOf(rows[8].Row, .5, .6, .7)...)
	want := "- **D(150,190)**: CE is better than Contrast, both trained on D(180,160), in 1 seed, worse in 1 and equal in 1.\n" +
		"- **D(150,190)**: CE is better after D(180,160) than after D(180,150) in 3 seeds, worse in 0 and equal in 0.\n"
	if got := textOf(t)(exhibit.SeedText(rs)); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := textOf(t)(exhibit.SeedText(rowOf(rows[0].Row, 1))); got != "No two columns have one test and differ in one thing." {
		t.Errorf("got %q", got)
	}
	if _, err := exhibit.SeedText(rs[1:]); err == nil {
		t.Error("a seed without its pair was compared")
	}
}

// scored is a network with some accuracies.
func scored(seed uint64, by loss.Name, accuracies ...float64) lab.Trained {
	n := lab.Trained{Network: train.Network{Seed: seed, Loss: by}}
	for i, a := range accuracies {
		n.Results = append(n.Results, rowOf(paper.Table1()[4+i].Row, a)...)
	}
	return n
}

func TestEqualNetworks(t *testing.T) {
	own := []lab.Trained{scored(1, "mine", 1, .5), scored(2, "mine", .75, .25)}
	for want, other := range map[string][]lab.Trained{
		"**mine and Contrast**: 4 of 4 accuracies are equal, seed by seed and test by test.":                                 {scored(1, loss.Contrast, 1, .5), scored(2, loss.Contrast, .75, .25)},
		"**mine and Contrast**: 2 of 4 accuracies are equal, seed by seed and test by test; the largest difference is 0.25.": {scored(1, loss.Contrast, 1, .75), scored(2, loss.Contrast, .5, .25)},
	} {
		if got := textOf(t)(exhibit.EqualText(own, other)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for name, other := range map[string][]lab.Trained{"one network": own[:1], "other seeds": {own[1], own[0]}, "other tests": {own[0], scored(2, "mine", 1)}} {
		if _, err := exhibit.EqualText(own, other); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestHoldText(t *testing.T) {
	rs := rowOf(paper.Table1()[8].Row, .95, .8, .7, .1)
	for i := range rs {
		rs[i].TrainAccuracy = 1
	}
	rs[3].TrainAccuracy = .9
	want := "- **CE, D(180,150) → D(150,190)**: of 4 networks, 3 know all of the training set; on the test 1 generalises (accuracy above 0.90) and 2 fail (below 0.75).\n"
	if got := textOf(t)(exhibit.HoldText(rs)); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSpreadOfSeeds(t *testing.T) {
	rows := paper.Table1()
	rs := append(append(rowOf(rows[0].Row, 1, 1, 1), rowOf(rows[1].Row, .2, .5, .8)...), rowOf(rows[2].Row, .9, 1, 1)...)
	has(t, textOf(t)(exhibit.SpreadOfSeedsText(rs)), "Seeds agree the most in 150,150 → 130,170, CE (standard deviation 0.00), and the least in 150,150 → 170,130, CE (0.30): there the mean over 3 seeds is known no better than 0.20 to 0.80.")
	if got := textOf(t)(exhibit.SpreadOfSeedsText(rowOf(rows[1].Row, .5))); got != "One seed does not say how far seeds lie apart." {
		t.Errorf("one seed: %q", got)
	}
}

// What the stored sweeps say is counted; a group counts the factors that its table has.
func TestSweepsInWords(t *testing.T) {
	single, cube := load(t, design.FactorSweep), load(t, design.HypercubeSweep)
	text := textOf(t)(exhibit.GroupText(single, design.NetworkGroup))
	has(t, text, "- **1: both losses fail**: of the 6 choices of the network, ", "- **2: the loss matters**: of the 6 choices", "- **3: ten grey levels matter**")
	if data := textOf(t)(exhibit.GroupText(single, design.DataGroup)); data == text {
		t.Error("two groups have one text")
	}
	if _, err := exhibit.GroupText(single, "nothing"); err == nil {
		t.Error("a group without factors was read")
	}
	has(t, textOf(t)(exhibit.HypercubeText(cube)), "- **learns**: the networks of 42 of 100 laboratories", "- **2: the loss matters**: 44 of 100 laboratories that draw all choices at random would find it; of those whose networks learn, 30 of 100.")
	own := single
	own.Sweep.Name = "own"
	want := "of the stored sweep *factors*, to the last digit."
	has(t, textOf(t)(exhibit.StoredText(own, single)), want)
	own.Results = append([]design.CellResult{}, single.Results[:10]...)
	own.Results[3].Accuracy = -1
	has(t, textOf(t)(exhibit.StoredText(own, single)), "9 of 10 accuracies are those of the stored sweep *factors*, to the last digit; where they differ, another engine")
	if _, err := exhibit.StoredText(load(t, design.AreaSweep), cube); err == nil {
		t.Error("sweeps without a cell in common were compared")
	}
}

func TestStanding(t *testing.T) {
	followed := courses(t)
	has(t, textOf(t)(exhibit.StandingText(followed, 1, 400)), "- **after 1 epoch**: of 10 rows networks hold in ", "- **after 400 epochs**: of 10 rows networks hold in ")
	if _, err := exhibit.StandingText(followed, 3999); err == nil || !strings.Contains(err.Error(), "not looked at after epoch 3999") {
		t.Errorf("an epoch that was not looked at: %v", err)
	}
}

// Every significant change of the sentences has a row with its interval.
func TestChangeTable(t *testing.T) {
	table := tableOf(t)(exhibit.ChangeTable(design.AreaSweep))
	if len(table.Rows) == 0 || !strings.Contains(table.Rows[0][3], "[") {
		t.Errorf("%+v", table)
	}
	stars := 0
	for _, row := range tableOf(t)(exhibit.RemedyTable(design.AreaSweep)).Rows {
		stars += strings.Count(strings.Join(row, ""), "*")
	}
	if stars != len(table.Rows) {
		t.Errorf("%d rows, %d stars in RemedyTable", len(table.Rows), stars)
	}
}
