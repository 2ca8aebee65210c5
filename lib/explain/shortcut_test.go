package explain_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/stream"
	"nodulelab/lib/nodule"
)

func TestFitThreshold(t *testing.T) {
	yes, no := true, false
	for name, test := range map[string]struct {
		values    []float64
		malignant []bool
		cut       float64
		above     bool
	}{
		"malignant above":            {[]float64{1, 2, 5, 6}, []bool{no, no, yes, yes}, 3.5, true},
		"malignant below":            {[]float64{6, 1, 5, 2}, []bool{no, yes, no, yes}, 3.5, false},
		"one stray":                  {[]float64{1, 2, 3, 10, 11}, []bool{no, yes, no, yes, yes}, 6.5, true},
		"the widest gap of equals":   {[]float64{0, 1, 5, 9}, []bool{no, yes, no, yes}, 7, true},
		"equal values stay together": {[]float64{1, 1, 1, 2}, []bool{yes, no, no, yes}, 1.5, true},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := explain.FitThreshold(test.values, test.malignant)
			if err != nil {
				t.Fatal(err)
			}
			if got != (explain.Threshold{Cut: test.cut, Above: test.above}) {
				t.Errorf("got %+v, want a cut at %v, above %t", got, test.cut, test.above)
			}
		})
	}
}

// No other cut, in either direction, may get more of the training set right.
func TestFitThresholdAgainstBruteForce(t *testing.T) {
	r := stream.New(1, "threshold")
	for range 200 {
		n := 2 + r.IntN(12)
		values, malignant := make([]float64, n), make([]bool, n)
		for i := range values {
			values[i], malignant[i] = float64(r.IntN(6)), r.IntN(2) == 1
		}
		got, err := explain.FitThreshold(values, malignant)
		if slices.Min(values) == slices.Max(values) {
			if err == nil {
				t.Fatalf("%v: equal values were divided", values)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		best := 0
		for cut := .5; cut < 5; cut++ {
			if cut < slices.Min(values) || cut > slices.Max(values) {
				continue
			}
			for _, above := range []bool{true, false} {
				best = max(best, right(explain.Threshold{Cut: cut, Above: above}, values, malignant))
			}
		}
		if own := right(got, values, malignant); own != best {
			t.Fatalf("%v %v: %+v gets %d right, brute force %d", values, malignant, got, own, best)
		}
	}
}

func right(c explain.Threshold, values []float64, malignant []bool) int {
	n := 0
	for i, says := range c.Malignant(values) {
		if says == malignant[i] {
			n++
		}
	}
	return n
}

func TestFitThresholdRefuses(t *testing.T) {
	for want, test := range map[string]struct {
		values    []float64
		malignant []bool
	}{
		"2 values for 1 samples": {[]float64{1, 2}, []bool{true}},
		"value 1 is NaN":         {[]float64{1, math.NaN()}, []bool{true, false}},
		"all 2 values are equal": {[]float64{3, 3}, []bool{true, false}},
		"all 0 values are equal": {nil, nil},
	} {
		if _, err := explain.FitThreshold(test.values, test.malignant); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: error %v, want %q", test.values, err, want)
		}
	}
}

// The features of a set drawn without noise follow from its areas by hand.
func TestFeatures(t *testing.T) {
	c := nodule.Paper()
	c.NoiseSD = 0
	set, err := c.Draw(1, "features", nodule.D(170, 130), 20)
	if err != nil {
		t.Fatal(err)
	}
	features := explain.Features()
	whole, inner := features[0].Values(set), features[1].Values(set)
	for i, f := range set.Factors {
		intensity := float64(set.Distribution.Intensity(set.Classes[i]))
		if want := c.Background + (intensity-c.Background)*f.Area; math.Abs(whole[i]-want) > .01 {
			t.Errorf("sample %d: the whole image's mean is %v, want %v", i, whole[i], want)
		}
		if inner[i] != intensity {
			t.Errorf("sample %d: the foreground's mean is %v, want %v", i, inner[i], intensity)
		}
	}
}

func TestForegroundOfNothing(t *testing.T) {
	set := &nodule.Set{Side: 1, Images: []float32{98}, Masks: []float32{.5}, Classes: []nodule.Class{nodule.Benign}}
	if got := explain.Features()[1].Values(set)[0]; !math.IsNaN(got) {
		t.Errorf("the mean of no pixel is %v, want NaN", got)
	}
}

func TestCentroids(t *testing.T) {
	training := []float32{0, 0, 2, 0, 10, 10, 12, 10}
	c, err := explain.FitCentroids(training, 2, []bool{false, false, true, true})
	if err != nil {
		t.Fatal(err)
	}
	// The centroids are (1, 0) and (11, 10): halfway lies (6, 5).
	got, err := c.NearerMalignant([]float32{1, 0, 11, 10, 6, 4.9, 6, 5.1})
	if err != nil {
		t.Fatal(err)
	}
	if want := []bool{false, true, false, true}; !slices.Equal(got, want) {
		t.Errorf("nearer the malignant centroid: %v, want %v", got, want)
	}
}

func TestStrayed(t *testing.T) {
	c, err := explain.FitCentroids([]float32{-1, 1}, 1, []bool{false, true})
	if err != nil {
		t.Fatal(err)
	}
	malignant, benign, err := c.Strayed([]float32{-2, 3, .5, 1, -1}, []bool{true, true, true, false, false})
	if err != nil || malignant != 1./3 || benign != .5 {
		t.Errorf("strayed: %v of malignant, %v of benign, %v", malignant, benign, err)
	}
	if _, benign, err := c.Strayed([]float32{1}, []bool{true}); err != nil || !math.IsNaN(benign) {
		t.Errorf("no benign sample: %v, %v", benign, err)
	}
	if _, _, err := c.Strayed([]float32{1, 2}, []bool{true}); err == nil {
		t.Error("2 embeddings of 1 sample were taken")
	}
	if _, _, err := (explain.Centroids{}).Strayed([]float32{1}, []bool{true}); err == nil {
		t.Error("centroids that were not fitted answered")
	}
}

func TestCentroidsRefuse(t *testing.T) {
	if _, err := explain.FitCentroids([]float32{1, 2, 3}, 2, []bool{true, false}); err == nil {
		t.Error("3 values for 2 embeddings of 2 were taken")
	}
	if _, err := explain.FitCentroids([]float32{1, 2, 3, 4}, 2, []bool{true, true}); err == nil {
		t.Error("one class alone was taken")
	}
	c, err := explain.FitCentroids([]float32{1, 2, 3, 4}, 2, []bool{true, false})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.NearerMalignant([]float32{1, 2, 3}); err == nil {
		t.Error("an embedding and a half was taken")
	}
	if _, err := (explain.Centroids{}).NearerMalignant([]float32{1}); err == nil {
		t.Error("centroids that were not fitted answered")
	}
}

// A ruler on the brightness of the whole image solves scenario 1's training set,
// and turns against its user on one of the two tests.
func ExampleFitThreshold() {
	data := nodule.Paper()
	brightness := explain.Features()[0]
	training, _, _ := data.TrainingSets(1, nodule.D(150, 150))
	test, _ := data.TestSet(1, nodule.D(170, 130))
	threshold, err := explain.FitThreshold(brightness.Values(training), training.Malignant())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("malignant above the cut:", threshold.Above)
	fmt.Printf("right in the test: %d of %d\n", right(threshold, brightness.Values(test), test.Malignant()), test.Len())
	// Output:
	// malignant above the cut: false
	// right in the test: 0 of 200
}
