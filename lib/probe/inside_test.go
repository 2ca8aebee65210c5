package probe

import (
	"math"
	"slices"
	"testing"

	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
)

// The means of section 4 follow from areas, intensities and background.
func TestWholeMeans(t *testing.T) {
	c := nodule.Paper()
	for d, want := range map[nodule.Distribution][2]float64{
		nodule.D(150, 150): {113.6, 98 + 52*7./30}, nodule.D(180, 160): {116.6, 98 + 82*7./30},
	} {
		got := wholeMeans(c, d)
		if math.Abs(got[0]-want[0]) > 1e-9 || math.Abs(got[1]-want[1]) > 1e-9 {
			t.Errorf("D(%s): %v, want %v", d, got, want)
		}
	}
}

// In scenario 1 a malignant foreground of 165 gives the benign mean, and a benign
// one of 138 the malignant mean: 98 + 67·7/30 = 113.6, 98 + 40·.3 = 110.
func TestExchanged(t *testing.T) {
	c := nodule.Paper()
	if got := exchanged(c, wholeMeans(c, nodule.D(150, 150))); got != nodule.D(165, 138) {
		t.Errorf("D(%s)", got)
	}
}

func TestHold(t *testing.T) {
	s, err := nodule.Paper().Draw(1, "hold", nodule.D(190, 150), 6)
	if err != nil {
		t.Fatal(err)
	}
	held, err := hold(s, [2]float64{nodule.Benign: 120, nodule.Malignant: 105})
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range wholeImage(held) {
		want := 120.
		if held.Classes[i] == nodule.Malignant {
			want = 105
		}
		if math.Abs(v-want) > 1e-3 {
			t.Errorf("image %d has the mean %v, want %v", i, v, want)
		}
	}
	if versions, err := holdAll(s, nil); err != nil || len(versions) != 1 || versions[0] != s {
		t.Errorf("without means: %d versions, %v", len(versions), err)
	}
	full := &nodule.Set{Side: 1, Images: []float32{150}, Masks: []float32{1}, Classes: make([]nodule.Class, 1), Factors: make([]nodule.Factors, 1)}
	if _, err := holdAll(full, []float64{100}); err == nil {
		t.Error("a mean was held without a background")
	}
}

// The design's bases have one area each, in both shapes, and deformations that are
// the same in all.
func TestBases(t *testing.T) {
	p := lab.PaperPlan(1)
	bases, err := bench{plan: p, seed: 1}.bases()
	if err != nil {
		t.Fatal(err)
	}
	if len(bases) != 4 {
		t.Fatalf("%d bases", len(bases))
	}
	for i, b := range bases {
		want := p.Config.MalignantArea
		if b.large {
			want = p.Config.BenignArea
		}
		if b.Len() != design || b.large != (i >= 2) {
			t.Errorf("base %d: %d images, large %t", i, b.Len(), b.large)
		}
		for _, class := range []nodule.Class{nodule.Benign, nodule.Malignant} {
			if got := b.MeanArea(class); math.Abs(got-want) > .01 {
				t.Errorf("base %d: %s area %.3f, want %.3f", i, class, got, want)
			}
		}
		if !slices.Equal(b.Factors[7].FFD.Control, bases[0].Factors[7].FFD.Control) || (b.Classes[7] == bases[0].Classes[7]) != (i%2 == 0) {
			t.Errorf("base %d: image 7 has another deformation, or the wrong shape", i)
		}
	}
}

// Foregrounds go from the darker to the brighter test intensity; means lie around
// that of training, as far apart as the classes in scenario 1.
func TestLevelsOfADesign(t *testing.T) {
	b := bench{plan: lab.PaperPlan(1)}
	for i, want := range [][4]float64{{-20, 20, 98 + 52*7./30, 113.6}, {0, 40, 0, 0}} {
		l := b.levels(paper.Scenarios()[i])
		if l.foregrounds != [2]float64{want[0], want[1]} {
			t.Errorf("scenario %d: foregrounds move by %v", i+1, l.foregrounds)
		}
		if apart := l.means[1] - l.means[0]; math.Abs(apart-52*2./30) > 1e-9 {
			t.Errorf("scenario %d: means %v lie %v apart", i+1, l.means, apart)
		}
		if i == 0 && (math.Abs(l.means[0]-want[2]) > 1e-9 || math.Abs(l.means[1]-want[3]) > 1e-9) {
			t.Errorf("scenario 1: means %v", l.means)
		}
	}
}

// A design of which each cell has every level as often as any other: the apart
// design crosses whole means with all else.
func TestCellsAreCrossed(t *testing.T) {
	b := bench{plan: lab.PaperPlan(1), seed: 1}
	bases, err := b.bases()
	if err != nil {
		t.Fatal(err)
	}
	l := b.levels(paper.Scenarios()[1])
	design, err := cells(bases, l, l.means)
	if err != nil {
		t.Fatal(err)
	}
	count := map[[3]bool]int{}
	for _, c := range design {
		count[[3]bool{c.large, c.bright, c.brightImage}]++
		want := l.means[0]
		if c.brightImage {
			want = l.means[1]
		}
		for i, v := range c.numbers[3] {
			if math.Abs(v-want) > 1e-3 {
				t.Fatalf("image %d has the mean %v, want %v", i, v, want)
			}
			light := v - background(c.Set, i)
			if math.Abs(c.numbers[4][i]-light) > 1e-6 || light <= 0 {
				t.Fatalf("image %d: light %v, want %v", i, c.numbers[4][i], light)
			}
		}
	}
	if len(design) != 16 || len(count) != 8 {
		t.Errorf("%d cells of %d kinds, want 16 of 8", len(design), len(count))
	}
	for kind, n := range count {
		if n != 2 {
			t.Errorf("%v: %d cells, want one of each shape", kind, n)
		}
	}
}

// Logits that are a sum of effects: 3 for the shape, 1 for the area. The standard
// deviation of the four sums 0, 1, 3, 4 is √2.5.
func TestTally(t *testing.T) {
	var design []cell
	var logits [][]float32
	for _, large := range []bool{false, true} {
		s := &nodule.Set{Side: 1, Classes: []nodule.Class{nodule.Benign, nodule.Malignant}}
		v := float32(0)
		if large {
			v = 1
		}
		design, logits = append(design, cell{Set: s, large: large}), append(logits, []float32{v, v + 3})
	}
	e := effects(design, logits)
	if math.Abs(e.Shape-3/math.Sqrt(2.5)) > 1e-12 || math.Abs(e.Area-1/math.Sqrt(2.5)) > 1e-12 {
		t.Errorf("%+v", e)
	}
	if got := effects(design, [][]float32{{1, 1}, {1, 1}}); got != (Effects{}) {
		t.Errorf("equal logits: %+v", got)
	}
}

func TestLead(t *testing.T) {
	e := Effects{Shape: -1.5, Area: .2, Foreground: 1, WholeImage: 0}
	for of, want := range []float64{.5, -1.3, -.5, -1.5} {
		if got := e.lead(of); math.Abs(got-want) > 1e-12 {
			t.Errorf("effect %d leads by %v, want %v", of, got, want)
		}
	}
}

// Replacing all layers, from the top, leaves the other network; replacing one
// leaves the rest, and neither network's own weights change.
func TestReplace(t *testing.T) {
	a, err := lenet.Init(1, 32)
	if err != nil {
		t.Fatal(err)
	}
	b, err := lenet.Init(2, 32)
	if err != nil {
		t.Fatal(err)
	}
	w := a.Clone()
	for i, layer := range Layers() {
		if err := replace(w, b, layer); err != nil {
			t.Fatal(err)
		}
		replaced := 0
		for j := range w.Tensors {
			if slices.Equal(w.Tensors[j].Data, b.Tensors[j].Data) {
				replaced++
			}
		}
		if replaced != 2*(i+1) {
			t.Errorf("down to %s: %d tensors of the other network, want %d", layer, replaced, 2*(i+1))
		}
	}
	w.Tensors[0].Data[0] = 99
	if b.Tensors[0].Data[0] == 99 || a.Tensors[0].Data[0] == 99 {
		t.Error("two networks share their weights")
	}
	if err := replace(w, b, "c3"); err == nil {
		t.Error("a layer that is not there was replaced")
	}
}

func TestFirst(t *testing.T) {
	s, err := nodule.Paper().Draw(1, "first", nodule.D(150, 150), 5)
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int]int{3: 3, 5: 5, 20: 5} {
		if got := first(s, n); got.Len() != want || !slices.Equal(got.Images, s.Images[:want*1024]) {
			t.Errorf("the first %d are %d", n, got.Len())
		}
	}
}

func TestShares(t *testing.T) {
	yes, no := true, false
	if got := share([]bool{yes, no, no, yes}); got != .5 {
		t.Errorf("share %v", got)
	}
	if got := agreement([]bool{yes, no, no}, []bool{yes, yes, no}); math.Abs(got-2./3) > 1e-12 {
		t.Errorf("agreement %v", got)
	}
	if got := positive([]float64{-1, 0, 1}); !slices.Equal(got, []bool{no, no, yes}) {
		t.Errorf("positive %v", got)
	}
}

func TestCurveGap(t *testing.T) {
	a := Curve{Malignant: []float64{1, .5}, Benign: []float64{0, 0}}
	b := Curve{Malignant: []float64{0, .5}, Benign: []float64{.5, .5}}
	if got := a.Gap(b); got != .5 {
		t.Errorf("gap %v", got)
	}
	if got := a.Gap(a); got != 0 {
		t.Errorf("gap to itself %v", got)
	}
}

// What probes are fitted to are the shape as ±1, the intensity, and the mean that
// the image has.
func TestTargets(t *testing.T) {
	c := nodule.Paper()
	c.NoiseSD = 0
	x, err := c.DrawCrossed(1, "targets", 10)
	if err != nil {
		t.Fatal(err)
	}
	y := targets(x)
	for i, class := range x.Classes {
		shape := -1.
		if class == nodule.Malignant {
			shape = 1
		}
		mean := 98 + (float64(x.Intensities[i])-98)*x.Factors[i].Area
		if y[0][i] != shape || y[1][i] != float64(x.Intensities[i]) || math.Abs(y[2][i]-mean) > .01 {
			t.Errorf("sample %d: %v, %v, %v, want %v, %v, %v", i, y[0][i], y[1][i], y[2][i], shape, x.Intensities[i], mean)
		}
	}
}

// Every statement has a number of its own and at least one part, whatever the
// evidence.
func TestStatements(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range statements() {
		j := &judge{}
		s.parts(j)
		if seen[s.Number] || len(j.parts) == 0 || s.Words == "" || s.Source == "" {
			t.Errorf("%+v: %d parts", s.Claim, len(j.parts))
		}
		seen[s.Number] = true
	}
}

func TestByScenario(t *testing.T) {
	var prepared []int
	networks := []network{{scenario: paper.Scenarios()[0]}, {scenario: paper.Scenarios()[0]}, {scenario: paper.Scenarios()[1]}}
	for i := range networks {
		networks[i].Scenario = networks[i].scenario.Number
	}
	var got []int
	err := byScenario(networks, func(s paper.Scenario) (int, error) {
		prepared = append(prepared, s.Number)
		return 10 * s.Number, nil
	}, func(n network, ground int) error {
		got = append(got, ground+n.Scenario)
		return nil
	})
	if err != nil || !slices.Equal(prepared, []int{1, 2}) || !slices.Equal(got, []int{11, 11, 22}) {
		t.Errorf("prepared %v, worked on %v, %v", prepared, got, err)
	}
}

// Each cell has an index of its own.
func TestCellIndex(t *testing.T) {
	seen := map[int]bool{}
	for _, c := range Cells() {
		seen[c.index()] = true
	}
	if len(seen) != 8 || (Cell{Malignant: true}).index() != 4 {
		t.Errorf("indices %v", seen)
	}
	design := []cell{{Set: &nodule.Set{Side: 1, Classes: []nodule.Class{nodule.Malignant, nodule.Malignant, nodule.Benign}}, large: true}}
	got := called(design, [][]float32{{1, -1, 2}})
	if got.Of(Cell{Malignant: true, Large: true}) != .5 || got.Of(Cell{Large: true}) != 1 {
		t.Errorf("called %v", got)
	}
}
