package nodule_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/nodule"
)

func draw(t *testing.T, c nodule.Config, seed uint64, d nodule.Distribution, n int) *nodule.Set {
	t.Helper()
	s, err := c.Draw(seed, "test", d, n)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// meanArea returns the mean area of a class's samples.
func meanArea(s *nodule.Set, c nodule.Class) float64 {
	var areas []float64
	for i, f := range s.Factors {
		if s.Classes[i] == c {
			areas = append(areas, f.Area)
		}
	}
	mean, _ := moments(areas)
	return mean
}

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

// The area of a sample is the mean of its mask; on average a class has the area that the
// configuration gives it.
func TestAreas(t *testing.T) {
	c := nodule.Paper()
	s := draw(t, c, 1, nodule.D(150, 150), 2000)
	for class, want := range map[nodule.Class]float64{nodule.Malignant: c.MalignantArea, nodule.Benign: c.BenignArea} {
		near(t, class.String()+" mean area", meanArea(s, class), want, .005)
	}
	for i, f := range s.Factors[:20] {
		var sum float64
		for _, m := range s.Mask(i) {
			sum += float64(m)
		}
		near(t, "area", f.Area, sum/1024, 1e-9)
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

// The pixels of a seed are part of every published result. If this fails, stored results
// belong to other data than the code now draws.
func TestBytesOfASeed(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("the last bit of a pixel may differ where the compiler fuses multiplications and additions")
	}
	training, validation, err := nodule.Paper().TrainingSets(1, nodule.D(150, 170))
	if err != nil {
		t.Fatal(err)
	}
	reshaped, err := nodule.Paper().ReshapedTestSet(1, nodule.D(150, 170))
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		set  *nodule.Set
		want string
	}{
		"training": {training, "400c4165e1a8eb7c"}, "validation": {validation, "457c31257b596b5c"}, "reshaped test": {reshaped, "a8eebee2b6b48179"},
		"crossed": {crossed(t, nodule.Paper(), 1, 50).Set, "88ded99ce10c37f9"},
	} {
		if got := hash(test.set); got != test.want {
			t.Errorf("%s set: SHA-256 %s…, want %s…", name, got, test.want)
		}
	}
}

// hash returns the beginning of the SHA-256 of a set's images, masks and classes.
func hash(s *nodule.Set) string {
	var b bytes.Buffer
	for _, values := range []any{s.Images, s.Masks, s.Malignant()} {
		binary.Write(&b, binary.LittleEndian, values)
	}
	sum := sha256.Sum256(b.Bytes())
	return hex.EncodeToString(sum[:8])
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

// The training and the validation set together are the drawn set, each sample once; the
// order is random.
func TestTrainingSets(t *testing.T) {
	c := nodule.Paper()
	training, validation, err := c.TrainingSets(1, nodule.D(150, 150))
	if err != nil {
		t.Fatal(err)
	}
	if training.Len() != 170 || validation.Len() != 30 {
		t.Errorf("%d and %d samples, want 170 and 30", training.Len(), validation.Len())
	}
	all, err := c.Draw(1, "training set", nodule.D(150, 150), 200)
	if err != nil {
		t.Fatal(err)
	}
	found, inOrder := map[int]bool{}, 0
	for _, s := range []*nodule.Set{training, validation} {
		for i := range s.Len() {
			j := slices.IndexFunc(all.Factors, func(f nodule.Factors) bool { return f.Affine == s.Factors[i].Affine })
			if j < 0 || found[j] || s.Classes[i] != all.Classes[j] || !slices.Equal(s.Image(i), all.Image(j)) {
				t.Fatalf("sample %d is number %d of the drawn ones, or is there twice", i, j)
			}
			if found[j] = true; i == j {
				inOrder++
			}
		}
	}
	if len(found) != 200 || inOrder > 20 {
		t.Errorf("%d of 200 samples, %d of them in their place", len(found), inOrder)
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
		{"intensity -1", "malignant intensity -1: want a grey level from 0 to 255", paper, 1, nodule.D(-1, 150), 2},
		{"intensity 256", "benign intensity 256: want a grey level", paper, 1, nodule.D(150, 256), 2},
		{"a name", `nothing can be drawn from "my scans"`, paper, 1, nodule.Named("my scans"), 2},
		{"NaN", "NoiseSD NaN", with(func(c *nodule.Config) { c.NoiseSD = math.NaN() }), 1, nodule.D(150, 150), 2},
		{"odd samples", "Samples 3", with(func(c *nodule.Config) { c.Samples = 3 }), 1, nodule.D(150, 150), 2},
	} {
		_, err := test.config.Draw(test.seed, "test", test.d, test.n)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", test.name, err, test.want)
		}
	}
}
