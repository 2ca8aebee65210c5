package figure_test

import (
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/figure"
)

// twoClusters are a training cluster around (0, 0) and a test cluster around (10, 5).
func twoClusters() []figure.Cluster {
	return []figure.Cluster{
		{Label: "training, malignant", Malignant: true, Points: []figure.Point{{X: -1, Y: 0}, {X: 1, Y: 0}},
			Ellipse: figure.Ellipse{Axes: [2]float64{2, 1}}},
		{Label: "test, benign", Test: true, Points: []figure.Point{{X: 9, Y: 5}, {X: 11, Y: 5}, {X: 10, Y: 6}},
			Ellipse: figure.Ellipse{Center: [2]float64{10, 5}, Axes: [2]float64{3, 1}}},
	}
}

// Points and ellipses lie where their numbers say.
func TestPCAPlaces(t *testing.T) {
	f, err := figure.PCA("Plane", twoClusters(), [2]float64{.75, .2})
	d := read(t, f, err)
	crosses, rings := d.with("stroke:#9C0F1F"), d.with("stroke:#4F9FDC")
	crosses = slices.DeleteFunc(crosses, func(s shape) bool { return s.points != 2 || s.low == s.high })
	if len(crosses) != 2*(2+1) { // the legend has one of each
		t.Fatalf("%d strokes of crosses", len(crosses))
	}
	if !near(crosses[2].right-crosses[2].left, 2*.9*2.2) {
		t.Errorf("a cross is %.1f points wide, want 4.0", crosses[2].right-crosses[2].left)
	}
	dark, light := d.with("stroke:#9C0F1F", "stroke-width:1.4"), d.with("stroke:#4F9FDC", "stroke-width:1.4")
	solid, dashed := dark[1], light[1]
	proportional(t, "across", []float64{-2, 2, -1, 1, 7, 13}, []float64{solid.left, solid.right, crosses[2].x(), crosses[4].x(), dashed.left, dashed.right})
	proportional(t, "upward", []float64{-1, 1, 0, 4, 6}, []float64{solid.low, solid.high, crosses[2].y(), dashed.low, dashed.high})
	if len(rings) != 1+1+3+1 || !strings.Contains(dashed.style, "dasharray:6,3") || strings.Contains(solid.style, "dash") {
		t.Errorf("%d light shapes; ellipses %q and %q", len(rings), solid.style, dashed.style)
	}
	if solid.points < 70 {
		t.Errorf("the ellipse has %d points", solid.points)
	}
}

// A turned ellipse leans to the right for a positive angle.
func TestPCATurnsEllipses(t *testing.T) {
	extent := func(angle float64) shape {
		c := twoClusters()
		c[0].Ellipse = figure.Ellipse{Axes: [2]float64{2, .001}, Angle: angle}
		f, err := figure.PCA("Plane", c, [2]float64{})
		return read(t, f, err).with("stroke:#9C0F1F", "stroke-width:1.4")[1]
	}
	flat, upright, leaning := extent(0), extent(1.5707963), extent(.5)
	if !near(leaning.startX, leaning.right) || !near(leaning.startY, leaning.high) {
		t.Errorf("the first semi-axis does not end at the upper right: %+v", leaning)
	}
	if flat.high-flat.low > 1 || upright.right-upright.left > 1 || upright.high-upright.low < 50 {
		t.Errorf("flat %+v, upright %+v", flat, upright)
	}
}

// Each axis names its component and the share of the variance that it explains.
func TestPCAAxes(t *testing.T) {
	f, err := figure.PCA("Plane", twoClusters(), [2]float64{.75, .2})
	d := read(t, f, err)
	d.at(t, "principal component 1 (75.0 % of the variance)")
	d.at(t, "principal component 2 (20.0 % of the variance)")
	if got := d.under(t, "training, malignant"); strings.Join(got, "; ") != "training, malignant; test, benign" {
		t.Errorf("legend %q", got)
	}
}

// Six kinds of clusters have six colours, and three kinds of dashes.
func TestPCAColours(t *testing.T) {
	f, err := figure.PCA("Plane", clusters(), [2]float64{.75, .2})
	d := read(t, f, err)
	for colour, dashes := range map[string]string{
		"#9C0F1F": "", "#F0794A": "6,3", "#E888B8": "1.5,2.5", "#08459C": "", "#4F9FDC": "6,3", "#2FB1C4": "1.5,2.5",
	} {
		ellipses := d.with("stroke:"+colour, "stroke-width:1.4")
		if len(ellipses) != 2 || strings.Contains(ellipses[1].style, "dasharray") != (dashes != "") || !strings.Contains(ellipses[1].style, dashes) {
			t.Errorf("%s: %+v, want dashes %q", colour, ellipses, dashes)
		}
	}
}

func TestPCAInWords(t *testing.T) {
	c := append(twoClusters(), figure.Cluster{Label: "training, benign", Points: []figure.Point{{X: 8}}, Ellipse: figure.Ellipse{Center: [2]float64{8, 0}}})
	f, err := figure.PCA("Plane", c, [2]float64{.75, .2})
	want := "Scatter plot of the first two principal components, which explain 75.0 % and 20.0 % of the variance. " +
		"training, malignant: 2 points around (0.00, 0.00). test, benign: 3 points around (10.00, 5.00), nearest training cluster: training, benign. " +
		"training, benign: 1 point around (8.00, 0.00)."
	if err != nil || f.Alt != want {
		t.Errorf("%q, want %q (%v)", f.Alt, want, err)
	}
	f, err = figure.PCA("Plane", c[1:2], [2]float64{})
	if err != nil || strings.Contains(f.Alt, "nearest") {
		t.Errorf("%q (%v): there is no training cluster", f.Alt, err)
	}
}

func TestPCARefuses(t *testing.T) {
	for want, change := range map[string]func(c *figure.Cluster){
		"label of cluster 1":              func(c *figure.Cluster) { c.Label = "" },
		`points of "test, benign": no`:    func(c *figure.Cluster) { c.Points = nil },
		"value 1 is NaN":                  func(c *figure.Cluster) { c.Points[0].Y = none },
		`ellipse of "test, benign"`:       func(c *figure.Cluster) { c.Ellipse.Angle = none },
		"ellipse of \"test, benign\": va": func(c *figure.Cluster) { c.Ellipse.Center[1] = none },
		`semi-axes of "test, benign"`:     func(c *figure.Cluster) { c.Ellipse.Axes[1] = -1 },
	} {
		c := twoClusters()
		change(&c[1])
		f, err := figure.PCA("Plane", c, [2]float64{})
		refused(t, want, f, err)
	}
	for want, explained := range map[string][2]float64{
		"value 1 is -0.1": {.5, -.1}, "value 0 is NaN": {none, 0}, "both: value 0 is 1.2": {.6, .6},
	} {
		f, err := figure.PCA("Plane", twoClusters(), explained)
		refused(t, want, f, err)
	}
	f, err := figure.PCA("Plane", nil, [2]float64{})
	refused(t, "with 0 clusters", f, err)
	f, err = figure.PCA("Plane", slices.Repeat(twoClusters(), 11), [2]float64{})
	refused(t, "with 22 clusters", f, err)
}
