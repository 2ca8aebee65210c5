package exhibit_test

import (
	"strconv"
	"strings"
	"testing"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/train"
)

// glance is a look at a network whose embeddings are made by hand: in the training
// set class m lies at +1 on the first axis, b at −1; in the first test as in
// training; in the second the classes have changed sides. Saliency is 3 inside
// the shape and 1 elsewhere.
func glance(t testing.TB, seed uint64) lab.Look {
	t.Helper()
	s := paper.Scenarios()[0]
	sets, err := lab.PaperPlan(1).Sets(s, seed)
	if err != nil {
		t.Fatal(err)
	}
	l := lab.Look{Scenario: s, Trained: lab.Trained{Network: train.Network{Seed: seed, Loss: loss.CE}}}
	for i, set := range sets {
		v := lab.View{Set: set}
		for j, class := range set.Classes {
			z := make([]float32, lenet.EmbeddingSize)
			z[0] = -1
			if (class == nodule.Malignant) != (i == 2) {
				z[0] = 1
			}
			z[1+j%3] = .1
			v.Embeddings, v.Logits = append(v.Embeddings, z...), append(v.Logits, 0)
		}
		for _, m := range set.Masks {
			if m >= .5 {
				v.Saliency = append(v.Saliency, 3)
			} else {
				v.Saliency = append(v.Saliency, 1)
			}
		}
		l.Views = append(l.Views, v)
	}
	return l
}

func TestNearness(t *testing.T) {
	table, err := exhibit.NearnessTable([]lab.Look{glance(t, 1), glance(t, 2)})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{
		"training D(150,150) 0 0", "test D(130,170) 0 0", "test D(170,130) 100 100",
	} {
		if got := strings.Join(table.Rows[i], " "); got != want {
			t.Errorf("row %d is %q, want %q", i, got, want)
		}
	}
	one := glance(t, 2) // malignant embeddings change sides in the first test
	for j, class := range one.Views[1].Set.Classes {
		if class == nodule.Malignant {
			one.Views[1].Embeddings[j*lenet.EmbeddingSize] = -1
		}
	}
	other, err := exhibit.NearnessTable([]lab.Look{glance(t, 1), one})
	if err != nil || strings.Join(other.Rows[1], " ") != "test D(130,170) 50 0" {
		t.Errorf("half of the malignant ones strayed: %v, %v", other.Rows, err)
	}
	if !strings.Contains(table.Caption, "2 seeds") {
		t.Errorf("the caption %q does not count the seeds", table.Caption)
	}
	if _, err := exhibit.NearnessTable(nil); err == nil {
		t.Error("no network was measured")
	}
}

func TestPCAAndSaliency(t *testing.T) {
	l := glance(t, 1)
	f, err := exhibit.PCAFigure(l)
	if err != nil {
		t.Fatal(err)
	}
	if f.Title != "Scenario 1, CE, seed 1" || !strings.Contains(f.Alt, "test D(170,130), malignant") {
		t.Errorf("title %q, alternative text %q", f.Title, f.Alt)
	}
	if f, err = exhibit.SaliencyFigure(l); err != nil || f.Title != "Scenario 1, CE, seed 1" {
		t.Errorf("title %q, error %v", f.Title, err)
	}
	clear(l.Views[0].Embeddings)
	if _, err := exhibit.PCAFigure(l); err == nil {
		t.Error("equal embeddings were projected")
	}
}

// With saliency 3 inside and 1 outside, the ratio of the densities is 3 away from
// the border.
func TestDensityTable(t *testing.T) {
	looks := []lab.Look{glance(t, 1), glance(t, 2)}
	table, err := exhibit.DensityTable(looks)
	if err != nil {
		t.Fatal(err)
	}
	row := table.Rows[0]
	if row[0] != "scenario 1, CE, 2 seeds" || len(row) != 4 {
		t.Fatalf("got %v", row)
	}
	var inside, border, outside float64
	for i, v := range []*float64{&inside, &border, &outside} {
		text, _, _ := strings.Cut(row[1+i], ",")
		*v = parse(t, text)
	}
	if ratio := inside / outside; ratio < 2.9 || ratio > 3.1 || border <= outside || border >= inside {
		t.Errorf("inside %v, border %v, outside %v: want a ratio of 3, the border between", inside, border, outside)
	}
	if f, err := exhibit.DensityFigure(looks, looks[:1]); err != nil || f.Alt == "" {
		t.Errorf("the figure: %v", err)
	}
	if _, err := exhibit.DensityTable(nil); err == nil {
		t.Error("no network was tabulated")
	}
	if _, err := exhibit.DensityFigure(nil); err == nil {
		t.Error("no network was plotted")
	}
}

func TestCurves(t *testing.T) {
	n := lab.Trained{Network: train.Network{Seed: 1, Loss: loss.CE}, Results: rowOf(paper.Table1()[0].Row, 1)}
	for i := range 10 {
		v := 1 / float64(1+i)
		n.Curves.Classifier = append(n.Curves.Classifier, train.ClassifierEpoch{Loss: v, Accuracy: 1 - v/2, ValidationLoss: v, ValidationAccuracy: 1 - v/2})
	}
	f, err := exhibit.CurveFigure([]lab.Trained{n})
	if err != nil || f.Title != "CE on D(150,150), 1 seed" {
		t.Errorf("title %q, error %v", f.Title, err)
	}
	n.Loss = loss.Contrast
	for i := range 10 {
		n.Curves.Encoder = append(n.Curves.Encoder, train.EncoderEpoch{Loss: 1 / float64(1+i), ValidationLoss: .5})
	}
	if f, err = exhibit.CurveFigure([]lab.Trained{n, n}); err != nil || !strings.Contains(f.Alt, "encoder") {
		t.Errorf("alternative text %q, error %v", f.Alt, err)
	}
	if _, err := exhibit.CurveFigure(nil); err == nil {
		t.Error("the curves of no network were drawn")
	}
}

func parse(t *testing.T, text string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
