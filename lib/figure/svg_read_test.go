package figure_test

import (
	"encoding/xml"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"nodulelab/lib/figure"
)

// drawing is what a figure's SVG holds. All lengths are in points, y upward.
type drawing struct {
	texts  []writing
	shapes []shape
	images []shape
}

// writing is one text; x is its left end.
type writing struct {
	x, y       float64
	text, fill string
	bold       bool
}

// shape is one subpath: its style, its bounding box, where it starts, and its number
// of points.
type shape struct {
	style                  string
	left, right, low, high float64
	startX, startY         float64
	points                 int
}

func (s shape) x() float64 { return (s.left + s.right) / 2 }
func (s shape) y() float64 { return (s.low + s.high) / 2 }

// read draws a figure and reads its SVG.
func read(t *testing.T, f figure.Figure, err error) drawing {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	svg, err := f.SVG()
	if err != nil {
		t.Fatal(err)
	}
	var root group
	if err := xml.Unmarshal(svg, &root); err != nil {
		t.Fatal(err)
	}
	var d drawing
	d.add(t, root)
	return d
}

// group is an element of an SVG that holds others. Texts in inner groups are turned.
type group struct {
	Texts []struct {
		X     string `xml:"x,attr"`
		Y     string `xml:"y,attr"`
		Style string `xml:"style,attr"`
		Text  string `xml:",chardata"`
	} `xml:"text"`
	Paths []struct {
		Data  string `xml:"d,attr"`
		Style string `xml:"style,attr"`
	} `xml:"path"`
	Images []struct {
		X      string `xml:"x,attr"`
		Y      string `xml:"y,attr"`
		Width  string `xml:"width,attr"`
		Height string `xml:"height,attr"`
	} `xml:"image"`
	Groups []group `xml:"g"`
}

func (d *drawing) add(t *testing.T, g group) {
	for _, w := range g.Texts {
		_, fill, _ := strings.Cut(w.Style, "fill:")
		d.texts = append(d.texts, writing{number(t, w.X), -number(t, w.Y), w.Text, fill, strings.Contains(w.Style, "bold")})
	}
	for _, p := range g.Paths {
		d.shapes = append(d.shapes, subpaths(t, p.Data, p.Style)...)
	}
	for _, m := range g.Images {
		x, y := number(t, m.X), -number(t, m.Y)
		d.images = append(d.images, shape{left: x, right: x + number(t, m.Width), low: y - number(t, m.Height), high: y})
	}
	for _, inner := range g.Groups {
		d.add(t, inner)
	}
}

func number(t *testing.T, text string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

var (
	pathCommand = regexp.MustCompile(`([A-Za-z])([^A-Za-z]*)`)
	pathNumber  = regexp.MustCompile(`-?\d*\.?\d+`)
)

// subpaths follows a path's data as the compact SVG has them: M is absolute, all
// else relative.
func subpaths(t *testing.T, data, style string) []shape {
	t.Helper()
	var all []shape
	var x, y float64
	for _, c := range pathCommand.FindAllStringSubmatch(data, -1) {
		var v []float64
		for _, n := range pathNumber.FindAllString(c[2], -1) {
			v = append(v, number(t, n))
		}
		switch c[1] {
		case "M":
			x, y = v[0], v[1]
			all = append(all, shape{style, x, x, y, y, x, y, 0})
		case "l":
			x, y = x+v[0], y+v[1]
		case "h":
			x += v[0]
		case "v":
			y += v[0]
		case "a":
			s := &all[len(all)-1]
			s.low, s.high = min(s.low, y-v[1]), max(s.high, y+v[1])
			x, y = x+v[5], y+v[6]
		case "Z":
			continue
		default:
			t.Fatalf("command %s in %s", c[1], data)
		}
		s := &all[len(all)-1]
		s.left, s.right, s.low, s.high = min(s.left, x), max(s.right, x), min(s.low, y), max(s.high, y)
		s.points++
	}
	return all
}

// at returns the one place of a text.
func (d drawing) at(t *testing.T, text string) writing {
	t.Helper()
	var found []writing
	for _, w := range d.texts {
		if w.text == text {
			found = append(found, w)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%q stands %d times, want once", text, len(found))
	}
	return found[0]
}

// words lists all texts in the order in which they are drawn.
func (d drawing) words() []string {
	words := make([]string, len(d.texts))
	for i, w := range d.texts {
		words[i] = w.text
	}
	return words
}

// with returns the subpaths whose style contains all of the parts.
func (d drawing) with(style ...string) []shape {
	var found []shape
	for _, s := range d.shapes {
		if !slices.ContainsFunc(style, func(part string) bool { return !strings.Contains(s.style, part) }) {
			found = append(found, s)
		}
	}
	return slices.Clip(found)
}

// styled returns the subpaths of exactly a style.
func (d drawing) styled(style string) []shape {
	return slices.DeleteFunc(d.with(style), func(s shape) bool { return s.style != style })
}

// under lists the texts that start at the same x as the first, such as the entries
// of a legend.
func (d drawing) under(t *testing.T, first string) []string {
	t.Helper()
	x := d.at(t, first).x
	var words []string
	for _, w := range d.texts {
		if w.x == x {
			words = append(words, w.text)
		}
	}
	return words
}

// proportional fails unless places are a linear function of numbers, to a tenth of
// a point.
func proportional(t *testing.T, what string, numbers, places []float64) {
	t.Helper()
	last := len(numbers) - 1
	if len(places) != len(numbers) {
		t.Fatalf("%s: %d places for %d numbers", what, len(places), len(numbers))
	}
	slope := (places[last] - places[0]) / (numbers[last] - numbers[0])
	for i, v := range numbers {
		if want := places[0] + slope*(v-numbers[0]); math.Abs(places[i]-want) > .25 {
			t.Errorf("%s: %v lies at %.1f, want %.1f", what, v, places[i], want)
		}
	}
}

// falls fails unless texts stand under each other in this order.
func (d drawing) falls(t *testing.T, texts ...string) {
	t.Helper()
	for i := 1; i < len(texts); i++ {
		if d.at(t, texts[i-1]).y <= d.at(t, texts[i]).y {
			t.Errorf("%q does not stand above %q", texts[i-1], texts[i])
		}
	}
}
