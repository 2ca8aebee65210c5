package figure

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nodulelab/lib/internal/slice"
)

// Point is a place in the plane of the first two principal components.
type Point struct{ X, Y float64 }

// Ellipse is the outline of a cluster at two standard deviations.
type Ellipse struct {
	Center, Axes [2]float64 // centre and semi-axes, in the points' units
	Angle        float64    // from the X axis to the first semi-axis, in radians
}

// Cluster is one class of one data set in Fig. 2.
type Cluster struct {
	Label     string // for the legend
	Malignant bool   // red 'x'; benign is blue 'o'
	Test      bool   // light hue, dashed ellipse; training is dark and solid
	Second    bool   // of two test sets the second: another light hue, dotted ellipse
	Points    []Point
	Ellipse   Ellipse
}

// PCA draws a panel of Fig. 2: embeddings on the first two principal components,
// with an ellipse around each cluster. explained holds the fraction of the
// variance, 0 to 1, that each of the two explains. Each axis has its own scale:
// contrastive embeddings are nearly one-dimensional.
func PCA(title string, clusters []Cluster, explained [2]float64) (Figure, error) {
	if err := checkPCA(title, clusters, explained); err != nil {
		return Figure{}, err
	}
	p := newPlot(component(1, explained[0]), component(2, explained[1]))
	addClusters(p, clusters)
	l := legend(slice.Map(clusters, func(c Cluster) key { return key{c.Label, c.line(), c.glyph()} }))
	return Figure{Title: title, Alt: pcaAlt(clusters, explained)}.withPlots([]*plot.Plot{p}, 1, l, 340, 250), nil
}

func component(n int, explained float64) string {
	return fmt.Sprintf("principal component %d (%.1f %% of the variance)", n, 100*explained)
}

func checkPCA(title string, clusters []Cluster, explained [2]float64) error {
	err := cmp.Or(
		checkRows(title, "clusters", len(clusters), 20),
		checkRange("explained variance", explained[:], 0, 1),
		checkRange("explained variance, both", []float64{explained[0] + explained[1]}, 0, 1+1e-9),
	)
	for i := 0; i < len(clusters) && err == nil; i++ {
		err = clusters[i].check(i)
	}
	return err
}

func (c Cluster) check(i int) error {
	if err := checkText(fmt.Sprintf("label of cluster %d", i), c.Label); err != nil {
		return err
	}
	coordinates := make([]float64, 0, 2*len(c.Points))
	for _, p := range c.Points {
		coordinates = append(coordinates, p.X, p.Y)
	}
	e := c.Ellipse
	return cmp.Or(
		checkFinite(fmt.Sprintf("points of %q", c.Label), coordinates...),
		checkFinite(fmt.Sprintf("ellipse of %q", c.Label), e.Center[0], e.Center[1], e.Angle),
		checkRange(fmt.Sprintf("semi-axes of %q", c.Label), e.Axes[:], 0, math.Inf(1)),
	)
}

// addClusters draws all points first and the ellipses over them.
func addClusters(p *plot.Plot, clusters []Cluster) {
	for _, c := range clusters {
		addDots(p, c.glyph(), slice.Map(c.Points, func(q Point) plotter.XY { return plotter.XY(q) })...)
	}
	for _, c := range clusters {
		addLine(p, c.line(), c.Ellipse.outline()...)
	}
}

// outline walks around the ellipse in steps of five degrees.
func (e Ellipse) outline() plotter.XYs {
	const steps = 72
	sin, cos := math.Sincos(e.Angle)
	points := make(plotter.XYs, steps+1)
	for i := range points {
		s, c := math.Sincos(2 * math.Pi * float64(i) / steps)
		u, v := e.Axes[0]*c, e.Axes[1]*s
		points[i].X = e.Center[0] + u*cos - v*sin
		points[i].Y = e.Center[1] + u*sin + v*cos
	}
	return points
}

// set numbers the data set: 0 training, 1 first test, 2 second test.
func (c Cluster) set() int { return index(c.Test) * (1 + index(c.Second)) }

func (c Cluster) glyph() draw.GlyphStyle { return classGlyph(c.Malignant, c.set()) }

func (c Cluster) line() draw.LineStyle {
	dashes := [][]vg.Length{nil, {6, 3}, {1.5, 2.5}}
	return draw.LineStyle{Color: c.glyph().Color, Width: 1.4, Dashes: dashes[c.set()]}
}

// pcaAlt says where each cluster lies, and next to which training cluster each
// test cluster does.
func pcaAlt(clusters []Cluster, explained [2]float64) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Scatter plot of the first two principal components, which explain %.1f %% and %.1f %% of the variance.",
		100*explained[0], 100*explained[1])
	for _, c := range clusters {
		e := c.Ellipse.Center
		fmt.Fprintf(&b, " %s: %s around (%.2f, %.2f)", c.Label, count(len(c.Points), "point"), e[0], e[1])
		if near, ok := c.nearestTraining(clusters); ok {
			fmt.Fprintf(&b, ", nearest training cluster: %s", near.Label)
		}
		b.WriteString(".")
	}
	return b.String()
}

// nearestTraining finds the training cluster whose centre is nearest to the centre
// of a test cluster.
func (c Cluster) nearestTraining(clusters []Cluster) (nearest Cluster, ok bool) {
	if !c.Test {
		return Cluster{}, false
	}
	least := math.Inf(1)
	for _, t := range clusters {
		a, b := c.Ellipse.Center, t.Ellipse.Center
		if d := math.Hypot(a[0]-b[0], a[1]-b[1]); !t.Test && d < least {
			nearest, least, ok = t, d, true
		}
	}
	return nearest, ok
}
