package lidc

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"math"
	"sync"

	"nodulelab/lib/nodule"
	"nodulelab/lib/outline"
)

//go:embed data
var embedded embed.FS

// Outline is one radiologist's outline of one nodule in one slice, with that radiologist's
// ratings. Patients and nodules have numbers of their own in each release.
type Outline struct {
	Annotation, Patient, Nodule int

	// Ratings of the whole nodule from 1 to 5; of spiculation and lobulation 1 is none and
	// 5 is marked.
	Subtlety, Sphericity, Margin, Lobulation, Spiculation, Texture, Malignancy int

	DiameterPx  float64 // 2√(area/π), in pixels of the CT image
	Circularity float64 // 4π·area/perimeter²
	Solidity    float64 // area/area of the convex hull
	Reach       float64 // largest distance from the centroid/√area

	Points nodule.Outline // 96 points, area 1, centroid at the origin, y downwards
}

// Outlines returns the outlines of the scans after the initial release, by annotation:
// 2,578 of 930 nodules of 447 patients. The slice is shared: do not change it.
func Outlines() ([]Outline, error) { return later() }

// InitialOutlines returns the 1,184 outlines of the initial release of 399 cases, whose
// readers rated spiculation on scales that were not the same at all sites.
func InitialOutlines() ([]Outline, error) { return initial() }

var (
	later   = sync.OnceValues(func() ([]Outline, error) { return load("outlines.csv.gz") })
	initial = sync.OnceValues(func() ([]Outline, error) { return load("outlines_initial399.csv.gz") })
)

func load(name string) ([]Outline, error) {
	packed, err := embedded.ReadFile("data/" + name)
	if err != nil {
		return nil, fmt.Errorf("lidc: %w", err)
	}
	text, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("lidc: %s: %w", name, err)
	}
	table, err := outline.ReadCSV(text)
	if err != nil {
		return nil, fmt.Errorf("lidc: %s: %w", name, err)
	}
	all, err := read(table)
	if err != nil {
		return nil, fmt.Errorf("lidc: %s: %w", name, err)
	}
	return all, nil
}

// perUnit is how many units of the file are one √area.
const perUnit = 1000

// read takes outlines with their facts from a table.
func read(t *outline.Table) ([]Outline, error) {
	all := make([]Outline, len(t.Outlines))
	for i, o := range t.Outlines {
		all[i].Points = o.Map(func(p nodule.Point) nodule.Point { return nodule.Point{X: p.X / perUnit, Y: p.Y / perUnit} })
		if a := all[i].Points.Area(); !(math.Abs(a-1) < .02) {
			return nil, fmt.Errorf("outline %d has the area %.3f: want 1", i, a)
		}
	}
	for name, of := range columns {
		values, err := t.Numbers(name)
		if err != nil {
			return nil, err
		}
		for i, v := range values {
			of(&all[i], v)
		}
	}
	return all, nil
}

// columns are the facts that are read, each with the field that it goes to.
var columns = map[string]func(*Outline, float64){
	"annotation":  func(o *Outline, v float64) { o.Annotation = int(v) },
	"patient":     func(o *Outline, v float64) { o.Patient = int(v) },
	"nodule":      func(o *Outline, v float64) { o.Nodule = int(v) },
	"subtlety":    func(o *Outline, v float64) { o.Subtlety = int(v) },
	"sphericity":  func(o *Outline, v float64) { o.Sphericity = int(v) },
	"margin":      func(o *Outline, v float64) { o.Margin = int(v) },
	"lobulation":  func(o *Outline, v float64) { o.Lobulation = int(v) },
	"spiculation": func(o *Outline, v float64) { o.Spiculation = int(v) },
	"texture":     func(o *Outline, v float64) { o.Texture = int(v) },
	"malignancy":  func(o *Outline, v float64) { o.Malignancy = int(v) },
	"diameter_px": func(o *Outline, v float64) { o.DiameterPx = v },
	"circularity": func(o *Outline, v float64) { o.Circularity = v },
	"solidity":    func(o *Outline, v float64) { o.Solidity = v },
	"reach":       func(o *Outline, v float64) { o.Reach = v },
}
