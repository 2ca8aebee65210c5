package probe

import (
	"errors"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

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
		if b.Len() != perCell || b.large != (i >= 2) {
			t.Errorf("base %d: %d images, large %t", i, b.Len(), b.large)
		}
		for _, class := range []nodule.Class{nodule.Benign, nodule.Malignant} {
			var sum, n float64
			for j, f := range b.Factors {
				if b.Classes[j] == class {
					sum, n = sum+f.Area, n+1
				}
			}
			if got := sum / n; math.Abs(got-want) > .01 {
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
		l, err := b.levels(paper.Scenarios()[i])
		if err != nil {
			t.Fatal(err)
		}
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
	l, err := b.levels(paper.Scenarios()[1])
	if err != nil {
		t.Fatal(err)
	}
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
			if math.Abs(c.numbers[5][i]-light) > 1e-6 || light <= 0 {
				t.Fatalf("image %d: light %v, want %v", i, c.numbers[5][i], light)
			}
			if contrast := c.numbers[4][i]; math.Abs(contrast-(c.numbers[2][i]-background(c.Set, i))) > 1e-9 || math.Abs(contrast*c.Factors[i].Area/light-1) > .2 {
				t.Fatalf("image %d: contrast %v, light %v, area %v", i, contrast, light, c.Factors[i].Area)
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

func TestByScenario(t *testing.T) {
	var prepared []int
	networks := []network{{scenario: paper.Scenarios()[0]}, {scenario: paper.Scenarios()[0]}, {scenario: paper.Scenarios()[1]}}
	for i := range networks {
		networks[i].Scenario = networks[i].scenario.Number
	}
	got, err := byScenario(networks, func(s paper.Scenario) (int, error) {
		prepared = append(prepared, s.Number)
		return 10 * s.Number, nil
	}, func(n network, ground int) (int, error) { return ground + n.Scenario, nil })
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

// A network's preparation is shared by its scenario; the first error ends the work.
func TestByScenarioStops(t *testing.T) {
	broken := errors.New("broken")
	networks := []network{{}, {}, {}}
	for i := range networks {
		networks[i].Scenario = i/2 + 1
	}
	prepared, worked := 0, 0
	prepare := func(paper.Scenario) (int, error) { prepared++; return prepared, nil }
	_, err := byScenario(networks, prepare, func(n network, ground int) (int, error) {
		worked++
		if ground != n.Scenario {
			t.Errorf("scenario %d has the ground %d", n.Scenario, ground)
		}
		return 0, broken
	})
	if !errors.Is(err, broken) || prepared != 1 || worked != 1 {
		t.Errorf("%v after %d preparations and %d networks", err, prepared, worked)
	}
	_, err = byScenario(networks, func(paper.Scenario) (int, error) { return 0, broken }, func(network, int) (int, error) { t.Error("worked without ground"); return 0, nil })
	if !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
}

// The network before training stands behind the trained ones of each scenario; it is
// the one that the seed starts from.
func TestWithUntrained(t *testing.T) {
	b := bench{plan: lab.PaperPlan(1), seed: 7}
	for _, g := range TrainedGroups() {
		b.networks = append(b.networks, network{Subject{g, 7}, paper.Scenarios()[g.Scenario-1], lenet.Weights{}})
	}
	all, err := b.withUntrained()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"scenario 1, CE", "scenario 1, Contrast", "scenario 1, untrained", "scenario 2, CE", "scenario 2, Contrast", "scenario 2, untrained"}
	initial, err := lenet.Init(7, 32)
	if err != nil {
		t.Fatal(err)
	}
	for i, n := range all {
		if n.String() != want[i] || n.Seed != 7 || n.scenario.Number != n.Scenario {
			t.Errorf("network %d is of %s, seed %d", i, n, n.Seed)
		}
		if !n.IsTrained() && !slices.Equal(n.weights.Tensors[0].Data, initial.Tensors[0].Data) {
			t.Errorf("%s has other weights than those of the seed", n)
		}
	}
	if len(all) != len(want) {
		t.Errorf("%d networks", len(all))
	}
	b.plan.Config.Side = 3
	if _, err := b.withUntrained(); err == nil {
		t.Error("a network of 3×3 pixels was drawn")
	}
}

// The background is the pixel with least of the shape, wherever it lies.
func TestBackground(t *testing.T) {
	s := &nodule.Set{Side: 2, Images: []float32{150, 120, 98, 140}, Masks: []float32{1, .4, 0, .9}, Classes: make([]nodule.Class, 1)}
	if got := background(s, 0); got != 98 {
		t.Errorf("background %v", got)
	}
}

// A logit that goes with one number follows it, with its sign; what never changes has
// no correlation.
func TestFollows(t *testing.T) {
	c := cell{numbers: [numbers][]float64{{0, 1, 0, 1}, {.2, .2, .2, .2}, {1, 2, 3, 4}, {4, 3, 2, 1}, {0, 0, 1, 1}, {1, -1, -1, 1}, {2, 4, 6, 8}}}
	got := follows([]cell{c}, [][]float32{{10, 20, 30, 40}})
	for i, want := range []float64{1 / math.Sqrt(5), 0, 1, -1, 2 / math.Sqrt(5), 0, 1} {
		if math.Abs(got.Correlations[i]-want) > 1e-12 || math.Abs(got.R2(i)-want*want) > 1e-12 {
			t.Errorf("%s: correlation %v, want %v", Numbers()[i], got.Correlations[i], want)
		}
	}
	for i, p := range Pairs() {
		var want float64
		switch p {
		case [2]int{0, 1}, [2]int{0, 5}:
			want = .2
		case [2]int{1, 4}, [2]int{4, 5}:
			want = .8
		case [2]int{1, 5}:
		default: // one of the two is the logit, or 10, 20, 30, 40 = 10 + 10·first + 20·fifth
			want = 1
		}
		if math.Abs(got.Pairs[i]-want) > 1e-9 {
			t.Errorf("%s and %s: R² %v, want %v", Numbers()[p[0]], Numbers()[p[1]], got.Pairs[i], want)
		}
	}
	if got := follows([]cell{c}, [][]float32{{1, 1, 1, 1}}); got != (Follows{}) {
		t.Errorf("a logit that never changes follows %+v", got)
	}
}

// Every pair stands on the list once.
func TestPairs(t *testing.T) {
	seen := map[[2]int]bool{}
	for _, p := range Pairs() {
		if p[0] >= p[1] || p[1] >= numbers || seen[p] {
			t.Errorf("pair %v", p)
		}
		seen[p] = true
	}
	if len(seen) != len(Follows{}.Pairs) || len(Numbers()) != numbers {
		t.Errorf("%d pairs of %d numbers", len(seen), len(Numbers()))
	}
}

// R² of a pair, against least squares.
func TestPairR2IsLeastSquares(t *testing.T) {
	a, b, y := []float64{1, 2, 3, 4, 7}, []float64{2, 1, 5, 3, 3}, []float64{1, 3, 2, 5, 4}
	x := mat.NewDense(5, 3, nil)
	for i := range y {
		x.SetRow(i, []float64{1, a[i], b[i]})
	}
	var w, fitted mat.VecDense
	if err := w.SolveVec(x, mat.NewVecDense(5, y)); err != nil {
		t.Fatal(err)
	}
	fitted.MulVec(x, &w)
	want := stat.RSquaredFrom(fitted.RawVector().Data, y, nil)
	if got := pairR2(correlation(y, a), correlation(y, b), correlation(a, b)); math.Abs(got-want) > 1e-9 {
		t.Errorf("R² %v, least squares %v", got, want)
	}
}

// Accuracies keep the training distribution apart from the tests.
func TestScored(t *testing.T) {
	s := &nodule.Set{Side: 1, Classes: []nodule.Class{nodule.Malignant, nodule.Benign}}
	a, err := scored([]*nodule.Set{s, s, s}, [][]bool{{true, true}, {true, false}, {false, true}})
	if err != nil || a.Training != .5 || !slices.Equal(a.Tests, []float64{1, 0}) || a.Worst() != 0 {
		t.Errorf("%+v", a)
	}
}
