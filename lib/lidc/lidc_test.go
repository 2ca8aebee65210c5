package lidc

import (
	"math"
	"strings"
	"testing"

	"nodulelab/lib/nodule"
	"nodulelab/lib/outline"
)

// The embedded files hold what data/README.md says, and every outline is closed, does not
// cross itself, has the area 1 and its centroid at the origin, and runs clockwise as the
// image shows it.
func TestOutlines(t *testing.T) {
	for _, f := range []struct {
		load                        func() ([]Outline, error)
		outlines, nodules, patients int
	}{{Outlines, 2578, 930, 447}, {InitialOutlines, 1184, 464, 251}} {
		all, err := f.load()
		if err != nil {
			t.Fatal(err)
		}
		patients, patientOf := map[int]bool{}, map[int]int{}
		for _, o := range all {
			patients[o.Patient] = true
			if p, seen := patientOf[o.Nodule]; seen && p != o.Patient {
				t.Errorf("nodule %d is of the patients %d and %d", o.Nodule, p, o.Patient)
			}
			patientOf[o.Nodule] = o.Patient
			checkOutline(t, o)
		}
		if n := len(Nodules(all)); len(all) != f.outlines || n != f.nodules || len(patients) != f.patients {
			t.Errorf("%d outlines of %d nodules of %d patients, want %d, %d, %d", len(all), n, len(patients), f.outlines, f.nodules, f.patients)
		}
	}
}

func checkOutline(t *testing.T, o Outline) {
	t.Helper()
	if err := o.Points.Check(); err != nil {
		t.Errorf("annotation %d: %v", o.Annotation, err)
	}
	var twice float64
	reach := 0.
	for i, p := range o.Points {
		q := o.Points[(i+1)%len(o.Points)]
		twice += p.X*q.Y - p.Y*q.X
		reach = max(reach, math.Hypot(p.X, p.Y))
	}
	if len(o.Points) != 96 || math.Abs(twice/2-1) > .02 {
		t.Errorf("annotation %d: %d points, signed area %.3f, want 96 and 1", o.Annotation, len(o.Points), twice/2)
	}
	if math.Abs(reach-o.Reach) > .01 {
		t.Errorf("annotation %d: reach %.3f, the file says %.3f", o.Annotation, reach, o.Reach)
	}
}

// No patient is on two sides, no nodule is in a set twice, classes take turns and are what
// the family says, and sizes match.
func TestDivide(t *testing.T) {
	for _, f := range Families() {
		for seed := uint64(1); seed <= 20; seed++ {
			d, err := f.Divide(seed, 170)
			if err != nil {
				t.Fatalf("%s, seed %d: %v", f, seed, err)
			}
			side := map[int]int{}
			for i, set := range [][]Chosen{d.Training, d.Validation, d.Test} {
				checkSet(t, f, set, i == 0)
				for _, c := range set {
					if own, seen := side[c.Patient]; seen && own != i {
						t.Fatalf("%s, seed %d: patient %d is in two sets", f, seed, c.Patient)
					}
					side[c.Patient] = i
				}
			}
			if len(d.Training) != 170 {
				t.Errorf("%s, seed %d: %d images train, want 170", f, seed, len(d.Training))
			}
		}
	}
}

func checkSet(t *testing.T, f Family, set []Chosen, again bool) {
	t.Helper()
	nodules := map[int]bool{}
	for i, c := range set {
		if c.Class != nodule.Class(i%2) {
			t.Fatalf("%s: outline %d is %s", f, i, c.Class)
		}
		if nodules[c.Nodule] && !again {
			t.Errorf("%s: nodule %d is in a set twice", f, c.Nodule)
		}
		nodules[c.Nodule] = true
		switch {
		case f == Extremes:
		case c.Class == nodule.Malignant && c.Spiculation < 4, c.Class == nodule.Benign && c.Spiculation != 1:
			t.Errorf("%s: a reader's %d is %s", f, c.Spiculation, c.Class)
		}
		if i%2 == 1 && f.isMatched() {
			if a, b := set[i-1].DiameterPx, c.DiameterPx; max(a, b) > 1.1*min(a, b)+1e-9 {
				t.Errorf("%s: diameters %.1f and %.1f pixels are matched", f, a, b)
			}
		}
	}
}

// In the main design nothing is taken twice, not even in training.
func TestMatchedTakesNoNoduleTwice(t *testing.T) {
	for seed := uint64(1); seed <= 20; seed++ {
		d, err := Matched.Divide(seed, 170)
		if err != nil {
			t.Fatal(err)
		}
		nodules := map[int]bool{}
		for _, c := range d.Training {
			if nodules[c.Nodule] {
				t.Errorf("seed %d: nodule %d trains twice", seed, c.Nodule)
			}
			nodules[c.Nodule] = true
		}
	}
}

// More images than outlines are made of the same outlines; equal seeds divide equally.
func TestDivideAgain(t *testing.T) {
	few, err := Matched.Divide(3, 170)
	if err != nil {
		t.Fatal(err)
	}
	many, err := Matched.Divide(3, 1500)
	if err != nil {
		t.Fatal(err)
	}
	if len(many.Training) != 1500 {
		t.Fatalf("%d images train, want 1500", len(many.Training))
	}
	for i, c := range few.Training {
		if c != many.Training[i] {
			t.Fatalf("outline %d differs with the number of images", i)
		}
	}
}

func TestDivideErrors(t *testing.T) {
	for want, divide := range map[string]func() (Divided, error){
		"family \"mine\": want one of matched":   func() (Divided, error) { return Family("mine").Divide(1, 170) },
		"7 training images: want an even number": func() (Divided, error) { return Matched.Divide(1, 7) },
		"0 training images: want an even number": func() (Divided, error) { return Matched.Divide(1, 0) },
	} {
		if _, err := divide(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

func TestReadErrors(t *testing.T) {
	for text, want := range map[string]string{
		"annotation,x0,y0,x1,y1,x2,y2\n1,0,0,1414,0,0,1414\n": "column",
		"annotation,x0,y0,x1,y1,x2,y2\n1,0,0,9,0,0,9\n":       "outline 0 has the area 0.000: want 1",
	} {
		table, err := outline.ReadCSV(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := read(table); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", text, err, want)
		}
	}
}
