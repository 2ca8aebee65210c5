package nodule_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/internal/npz"
	"nodulelab/lib/nodule"
)

// Section 4 of the paper gives the whole-image means: 110 and 114 at D(150,150),
// 117 and 117 at D(180,160).
func TestWholeImageMeans(t *testing.T) {
	for _, test := range []struct {
		d                 nodule.Distribution
		malignant, benign float64
	}{
		{nodule.D(150, 150), 110, 114},
		{nodule.D(180, 160), 117, 117},
	} {
		s := draw(t, nodule.Paper(), 3, test.d, 2000)
		for class, want := range map[nodule.Class]float64{nodule.Malignant: test.malignant, nodule.Benign: test.benign} {
			if got := s.WholeImageMean(class); math.Abs(got-want) > 1 {
				t.Errorf("D(%s), %s: whole-image mean %.2f, the paper's is %.0f", test.d, class, got, want)
			}
		}
	}
}

func TestAreas(t *testing.T) {
	c := nodule.Paper()
	s := draw(t, c, 1, nodule.D(150, 150), 2000)
	for class, want := range map[nodule.Class]float64{nodule.Malignant: c.MalignantArea, nodule.Benign: c.BenignArea} {
		if got := s.MeanArea(class); math.Abs(got-want) > .005 {
			t.Errorf("%s: mean area %.4f, want %.4f", class, got, want)
		}
	}
}

func TestPixels(t *testing.T) {
	s := draw(t, nodule.Paper(), 1, nodule.D(180, 160), 400)
	var inside [2][]float64
	for i, m := range s.Masks {
		class := s.Classes[i/(s.Side*s.Side)]
		switch {
		case m == 0 && s.Images[i] != 98:
			t.Fatalf("background pixel %v, want exactly 98", s.Images[i])
		case m == 1:
			inside[class] = append(inside[class], float64(s.Images[i]))
		}
	}
	for class, want := range map[nodule.Class]float64{nodule.Malignant: 180, nodule.Benign: 160} {
		mean, sd := moments(inside[class])
		if math.Abs(mean-want) > .2 || math.Abs(sd-10) > .2 {
			t.Errorf("%s: foreground %.2f ± %.2f, want %.0f ± 10", class, mean, sd, want)
		}
	}
}

func moments(v []float64) (mean, sd float64) {
	for _, x := range v {
		mean += x / float64(len(v))
	}
	for _, x := range v {
		sd += (x - mean) * (x - mean) / float64(len(v)-1)
	}
	return mean, math.Sqrt(sd)
}

func TestSameSeedSameBytes(t *testing.T) {
	c, d := nodule.Paper(), nodule.D(150, 170)
	a, b := draw(t, c, 5, d, 20), draw(t, c, 5, d, 20)
	if !slices.Equal(a.Images, b.Images) || !slices.Equal(a.Masks, b.Masks) {
		t.Error("one seed gave two different sets")
	}
	if other := draw(t, c, 6, d, 20); slices.Equal(a.Masks, other.Masks) {
		t.Error("two seeds gave the same shapes")
	}
	if longer := draw(t, c, 5, d, 40); !slices.Equal(a.Images, longer.Images[:len(a.Images)]) {
		t.Error("a longer draw does not start with the shorter one")
	}
}

func TestSizes(t *testing.T) {
	for _, side := range []int{16, 17, 64, 256} {
		c := nodule.Paper()
		c.Side = side
		s := draw(t, c, 1, nodule.D(150, 150), 40)
		small := draw(t, nodule.Paper(), 1, nodule.D(150, 150), 40)
		for i := range s.Len() {
			if got, want := s.Factors[i].Area, small.Factors[i].Area; math.Abs(got-want) > .004 {
				t.Errorf("side %d, sample %d: area %.4f, at side 32 %.4f", side, i, got, want)
			}
		}
	}
}

func TestTrainingSets(t *testing.T) {
	training, validation, err := nodule.Paper().TrainingSets(1, nodule.D(150, 150))
	if err != nil {
		t.Fatal(err)
	}
	if training.Len() != 170 || validation.Len() != 30 {
		t.Errorf("%d and %d samples, want 170 and 30", training.Len(), validation.Len())
	}
	malignant := 0
	for _, m := range append(training.Malignant(), validation.Malignant()...) {
		if m {
			malignant++
		}
	}
	if malignant != 100 {
		t.Errorf("%d malignant samples, want 100", malignant)
	}
	first := training.Image(0)
	for i := range validation.Len() {
		if slices.Equal(first, validation.Image(i)) {
			t.Error("a training image validates")
		}
	}
}

func TestBadInput(t *testing.T) {
	paper := nodule.Paper()
	with := func(change func(*nodule.Config)) nodule.Config { c := paper; change(&c); return c }
	for _, test := range []struct {
		name, want string
		config     nodule.Config
		seed       uint64
		d          nodule.Distribution
		n          int
	}{
		{"seed 0", "seeds start at 1", paper, 0, nodule.D(150, 150), 2},
		{"no samples", "0 samples", paper, 1, nodule.D(150, 150), 0},
		{"15 pixels", "Side 15: want 16 to 256", with(func(c *nodule.Config) { c.Side = 15 }), 1, nodule.D(150, 150), 2},
		{"257 pixels", "Side 257", with(func(c *nodule.Config) { c.Side = 257 }), 1, nodule.D(150, 150), 2},
		{"intensity 105", "malignant intensity 105: the paper's are 110, 120 … 200", paper, 1, nodule.D(105, 150), 2},
		{"intensity 210", "benign intensity 210", paper, 1, nodule.D(150, 210), 2},
		{"no grey level", "grey level from 0 to 255", with(func(c *nodule.Config) { c.AnyIntensity = true }), 1, nodule.D(150, 256), 2},
		{"NaN", "NoiseSD NaN", with(func(c *nodule.Config) { c.NoiseSD = math.NaN() }), 1, nodule.D(150, 150), 2},
		{"odd samples", "Samples 3", with(func(c *nodule.Config) { c.Samples = 3 }), 1, nodule.D(150, 150), 2},
	} {
		_, err := test.config.Draw(test.seed, "test", test.d, test.n)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", test.name, err, test.want)
		}
	}
	any := with(func(c *nodule.Config) { c.AnyIntensity = true })
	if _, err := any.Draw(1, "test", nodule.D(105, 255), 2); err != nil {
		t.Errorf("intensity 105, asked for: %v", err)
	}
}

func TestParseDistribution(t *testing.T) {
	for _, text := range []string{"150,170", "150-170"} {
		if d, err := nodule.ParseDistribution(text); err != nil || d != nodule.D(150, 170) {
			t.Errorf("%s: %v, %v", text, d, err)
		}
	}
	for _, text := range []string{"", "150", "150,", "a,b", "1,2,3"} {
		if d, err := nodule.ParseDistribution(text); err == nil {
			t.Errorf("%q: read as %v", text, d)
		}
	}
}

func TestExport(t *testing.T) {
	s := draw(t, nodule.Paper(), 1, nodule.D(150, 170), 6)
	var file bytes.Buffer
	if err := s.WriteNPZ(&file); err != nil {
		t.Fatal(err)
	}
	arrays, err := npz.Read(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if a := arrays[0]; a.Name != "images" || !slices.Equal(a.Shape, []int{6, 32, 32}) || !slices.Equal(a.Data, s.Images) {
		t.Errorf("array %s %v does not hold the images", a.Name, a.Shape)
	}
	if a := arrays[2]; !slices.Equal(a.Data, []float32{0, 1, 0, 1, 0, 1}) {
		t.Errorf("array %s is %v", a.Name, a.Data)
	}
	file.Reset()
	if err := s.WriteFactorsCSV(&file); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 7 || len(rows[0]) != 10+2*49 {
		t.Errorf("%d rows of %d columns, want 7 of 108", len(rows), len(rows[0]))
	}
	if want := fmt.Sprint(s.Factors[5].FFD.Control[48].Y); rows[6][107] != want {
		t.Errorf("last control point %s, want %s", rows[6][107], want)
	}
}

func draw(t *testing.T, c nodule.Config, seed uint64, d nodule.Distribution, n int) *nodule.Set {
	t.Helper()
	s, err := c.Draw(seed, "test", d, n)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func ExampleConfig_TestSet() {
	set, err := nodule.Paper().TestSet(1, nodule.D(170, 130))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(set.Len(), "images of D(", set.Distribution, ")")
	fmt.Println("corner pixel:", set.Image(0)[0])
	// Output:
	// 200 images of D( 170,130 )
	// corner pixel: 98
}
