package exhibit_test

import (
	"image"
	"strings"
	"testing"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/figure"
	"nodulelab/lib/lab"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/train"
)

// scans are images from outside: of one class or of both, without masks and factors.
func scans(t *testing.T, classes ...nodule.Class) *nodule.Set {
	t.Helper()
	var images []image.Image
	for i := range classes {
		m := image.NewGray(image.Rect(0, 0, 16, 16))
		m.Pix[7*i] = 255
		images = append(images, m)
	}
	s, err := nodule.FromImages("100% mine", images, classes)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// What can be shown of a set without masks and factors is shown, under its name; what
// cannot is an error or said in the table.
func TestSetsFromOutside(t *testing.T) {
	s := scans(t, 0, 1, 0, 1)
	table := tableOf(t)(exhibit.ScenarioTable(paper.Scenarios()[0], s))
	if got := strings.Join(table.Rows[0], "; "); got != "training, 100% mine; not known; 1.0, 1.0; not known; neither" {
		t.Errorf("row %s", got)
	}
	f, err := exhibit.SampleFigure("Mine", s)
	if err != nil || !strings.Contains(f.Alt, "100% mine, malignant") {
		t.Errorf("%s, %v", f.Alt, err)
	}
	if _, err := exhibit.MeanFigure(s); err != nil {
		t.Error(err)
	}
	for want, err := range map[string]error{
		`a table of what was drawn needs the factors of each sample: the set "100% mine" has none`: second(exhibit.DrawTable(s, 3)),
		`the mean of the foreground needs masks: the set "100% mine" has none`:                     second(exhibit.ShortcutTable(brighter(t), s)),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// brighter is a drawn set of small images.
func brighter(t *testing.T) *nodule.Set {
	t.Helper()
	c := nodule.Paper()
	c.Side = 16
	s, err := c.Draw(1, "test", nodule.D(150, 170), 10)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Of a class without images there is nothing to show, and it is said.
func TestSetsOfOneClass(t *testing.T) {
	s := scans(t, 0, 0)
	table := tableOf(t)(exhibit.ScenarioTable(paper.Scenarios()[0], s))
	if got := strings.Join(table.Rows[0], "; "); got != "training, 100% mine; not known; none, 1.0; not known; benign" {
		t.Errorf("row %s", got)
	}
	f, err := exhibit.SampleFigure("Mine", s)
	if err != nil || f.Title != "Mine; 100% mine has no malignant images" {
		t.Errorf("%s, %v", f.Title, err)
	}
	if _, err := exhibit.MeanFigure(s); err == nil || !strings.Contains(err.Error(), `"100% mine" has no malignant images`) {
		t.Errorf("means: %v", err)
	}
}

// Sets made by hand that are not whole, and empty ones, are errors, no panics.
func TestBrokenSets(t *testing.T) {
	short := scans(t, 0, 1)
	short.Images = short.Images[:100]
	view := func(s *nodule.Set) lab.Look { return lab.Look{Views: []lab.View{{Set: s}}} }
	for what, do := range map[string]func(*nodule.Set) error{
		"means":     func(s *nodule.Set) error { return second(exhibit.MeanFigure(s)) },
		"draws":     func(s *nodule.Set) error { return second(exhibit.DrawTable(s, 1)) },
		"scenario":  func(s *nodule.Set) error { return second(exhibit.ScenarioTable(paper.Scenarios()[0], s)) },
		"shortcuts": func(s *nodule.Set) error { return second(exhibit.ShortcutTable(s, s)) },
		"samples":   func(s *nodule.Set) error { return second(exhibit.SampleFigure("x", s)) },
		"crossed":   func(s *nodule.Set) error { return second(exhibit.CrossedFigure(&nodule.Crossed{Set: s})) },
		"saliency":  func(s *nodule.Set) error { return second(exhibit.SaliencyFigure(view(s))) },
		"PCA": func(s *nodule.Set) error {
			l := view(s)
			l.Views[0].Output = train.Output{Embeddings: make([]float32, 84)}
			return second(exhibit.PCAFigure(l))
		},
	} {
		for name, s := range map[string]*nodule.Set{"short": short, "none": nil, "empty": {Side: 16}} {
			if err := do(s); err == nil {
				t.Errorf("%s of a set that is %s: no error", what, name)
			}
		}
	}
	if err := second(exhibit.SaliencyFigure(view(scans(t, 0, 1)))); err == nil || !strings.Contains(err.Error(), "0 values of saliency for 512 pixels") {
		t.Errorf("no saliency: %v", err)
	}
	if err := second(exhibit.DrawTable(brighter(t), 0)); err == nil || !strings.Contains(err.Error(), "a table of 0 samples") {
		t.Errorf("no rows: %v", err)
	}
}

// Several shapes have a row each; the steps of one are shown, with the outline that it has.
func TestOwnShapes(t *testing.T) {
	c := nodule.Paper()
	c.Objects = 2
	triangle, err := nodule.Polygon(nodule.Point{}, nodule.Point{X: 1}, nodule.Point{Y: 1})
	if err != nil {
		t.Fatal(err)
	}
	c.Outlines.Benign = []nodule.Outline{triangle, c.Outline(nodule.Malignant)}
	set, err := c.Draw(1, "exhibit", nodule.D(150, 150), 4)
	if err != nil {
		t.Fatal(err)
	}
	table := tableOf(t)(exhibit.DrawTable(set, 2))
	if len(table.Rows) != 4 || table.Rows[1][0] != "1, shape 2" || table.Rows[2][0] != "2, shape 1" {
		t.Errorf("rows %v", table.Rows)
	}
	var f figure.Figure
	if f, err = exhibit.StepFigure(c); err != nil || f.Alt == "" {
		t.Errorf("steps: %v", err)
	}
}
