package figure_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"nodulelab/lib/figure"
)

// fixture is a figure of made-up numbers with a golden image of its own.
type fixture struct {
	name string
	make func() (figure.Figure, error)
}

var fixtures = []fixture{
	{"architecture", func() (figure.Figure, error) {
		return figure.Architecture([]int{1, 32, 32}, encoderBlocks(), classifierBlocks())
	}},
	{"pca", func() (figure.Figure, error) {
		return figure.PCA("Scenario 1, CE", clusters(), [2]float64{.81, .124})
	}},
	{"saliency", func() (figure.Figure, error) { return figure.Images("Scenario 1, CE", mapRows()) }},
	{"table1", func() (figure.Figure, error) { return figure.Rows(accuracyRows()) }},
	{"paired", func() (figure.Figure, error) { return figure.Rows(differenceRows()) }},
	{"curves", func() (figure.Figure, error) { return figure.Lines("Training", curvePanels()) }},
	{"samples", func() (figure.Figure, error) { return figure.Images("Samples", imageRows()) }},
	{"densities", func() (figure.Figure, error) { return figure.Rows(densityRows()) }},
	{"profiles", func() (figure.Figure, error) { return figure.Lines("Responses", profilePanels()) }},
	{"shares", func() (figure.Figure, error) { return figure.Rows(shareRows()) }},
	{"means", func() (figure.Figure, error) { return figure.Rows(meanRows()) }},
}

// must makes a fixture's figure.
func (f fixture) must(t testing.TB) figure.Figure {
	t.Helper()
	fig, err := f.make()
	if err != nil {
		t.Fatalf("%s: %v", f.name, err)
	}
	return fig
}

func random(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 7)) }

// encoderBlocks and classifierBlocks are the paper's network for 32×32 pixels.
func encoderBlocks() []figure.Block {
	return []figure.Block{
		{Name: "c1", Kind: "convolution", Activation: "tanh", Out: []int{6, 28, 28}, Parameters: 156},
		{Name: "s2", Kind: "average pooling", Out: []int{6, 14, 14}},
		{Name: "c2", Kind: "convolution", Activation: "tanh", Out: []int{16, 10, 10}, Parameters: 2416},
		{Name: "s4", Kind: "average pooling", Out: []int{16, 5, 5}},
		{Name: "f1", Kind: "dense", Activation: "tanh", Out: []int{120}, Parameters: 48120},
		{Name: "f2", Kind: "dense", Activation: "tanh", Out: []int{84}, Parameters: 10164},
	}
}

func classifierBlocks() []figure.Block {
	return []figure.Block{{Name: "cls", Kind: "dense", Activation: "sigmoid", Out: []int{1}, Parameters: 85}}
}

func clusters() []figure.Cluster {
	var all []figure.Cluster
	for i, label := range []string{"training 150,150", "test 130,170", "test 170,130"} {
		for _, malignant := range []bool{true, false} {
			class, x := "benign", -2.
			if malignant {
				class, x = "malignant", 2
			}
			c := figure.Cluster{Label: label + ", " + class, Malignant: malignant, Test: i > 0, Second: i == 2}
			c.Ellipse = figure.Ellipse{Center: [2]float64{x * (1 - .7*float64(i)), .8 * float64(i)}, Axes: [2]float64{1.6, .5}, Angle: .4}
			c.Points = scattered(c.Ellipse, random(uint64(len(all))), 40)
			all = append(all, c)
		}
	}
	return all
}

// scattered draws points whose two-sd ellipse is e.
func scattered(e figure.Ellipse, r *rand.Rand, n int) []figure.Point {
	sin, cos := math.Sincos(e.Angle)
	points := make([]figure.Point, n)
	for i := range points {
		u, v := e.Axes[0]/2*r.NormFloat64(), e.Axes[1]/2*r.NormFloat64()
		points[i] = figure.Point{X: e.Center[0] + u*cos - v*sin, Y: e.Center[1] + u*sin + v*cos}
	}
	return points
}

// disc is an image with a disc of the given grey level and radius on 98.
func disc(side int, level, radius float64) []float32 {
	m := make([]float32, side*side)
	for i := range m {
		m[i] = 98
		if math.Hypot(offCentre(i%side, side), offCentre(i/side, side)) < radius {
			m[i] = float32(level)
		}
	}
	return m
}

func offCentre(i, side int) float64 { return (float64(i)+.5)/float64(side) - .5 }

// edge is a saliency map that is strong on the edge of a disc.
func edge(side int, top, radius float64) []float32 {
	m := make([]float32, side*side)
	for i := range m {
		d := math.Hypot(offCentre(i%side, side), offCentre(i/side, side)) - radius
		m[i] = float32(top * math.Exp(-200*d*d))
	}
	return m
}

func mapRows() []figure.ImageRow {
	var rows []figure.ImageRow
	for i, label := range []string{"training 150,150", "test 130,170", "test 170,130"} {
		r := figure.ImageRow{Label: label, Side: 32}
		for j := range 4 {
			radius := .2 + .05*float64(j)
			r.Images = append(r.Images, disc(32, 130+20*float64(i), radius))
			r.Maps = append(r.Maps, edge(32, .002*float64(i+1), radius))
		}
		rows = append(rows, r)
	}
	return rows
}

func imageRows() []figure.ImageRow {
	var rows []figure.ImageRow
	for i, side := range []int{16, 32} {
		r := figure.ImageRow{Label: fmt.Sprintf("side %d", side), Side: side}
		for j := range 4 + 2*i {
			r.Images = append(r.Images, disc(side, 110+20*float64(j), .35))
		}
		rows = append(rows, r)
	}
	return rows
}
