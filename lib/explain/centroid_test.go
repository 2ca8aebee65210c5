package explain_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/explain"
)

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

// A centroid is the mean of its class's embeddings, however many there are: of benign −2
// and 0 and malignant 3, 6 and 9 the point halfway between the centroids is 2.5.
func TestCentroidsOfUnequalClasses(t *testing.T) {
	c, err := explain.FitCentroids([]float32{-2, 3, 6, 0, 9}, 1, []bool{false, true, true, false, true})
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.NearerMalignant([]float32{2.49, 2.5, 2.51})
	if err != nil {
		t.Fatal(err)
	}
	if want := []bool{false, false, true}; !slices.Equal(got, want) {
		t.Errorf("nearer the malignant centroid: %v, want %v; halfway is not nearer", got, want)
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
	if malignant, _, err := c.Strayed([]float32{1}, []bool{false}); err != nil || !math.IsNaN(malignant) {
		t.Errorf("no malignant sample: %v, %v", malignant, err)
	}
	if _, _, err := c.Strayed([]float32{1, 2}, []bool{true}); err == nil || !strings.Contains(err.Error(), "2 embeddings for 1 samples: want one per sample") {
		t.Errorf("2 embeddings of 1 sample: error %v", err)
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

// Clusters at 0 and 4 on a line: one stays, the other moves by 3 across it; each by 1 along.
func TestMovedByHand(t *testing.T) {
	c, err := explain.FitCentroids([]float32{-1, 0, 1, 0, 3, 0, 5, 0}, 2, []bool{true, true, false, false})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		embeddings        []float32
		malignant, benign float64
	}{{[]float32{-2, 0, 2, 0, 4, 3, 4, 3}, 0, .75}, {[]float32{1, 0, 1, 0, 5, 0, 5, 0}, .25, .25}} {
		m, b, err := c.Moved(test.embeddings, []bool{true, true, false, false})
		if err != nil || math.Abs(m-test.malignant) > 1e-12 || math.Abs(b-test.benign) > 1e-12 {
			t.Errorf("%v moved by %v and %v, %v; want %v and %v", test.embeddings, m, b, err, test.malignant, test.benign)
		}
	}
	if m, b, err := c.Moved([]float32{1, 0}, []bool{true}); err != nil || m != .25 || !math.IsNaN(b) {
		t.Errorf("one class alone: %v, %v, %v", m, b, err)
	}
	for _, wrong := range []explain.Centroids{{}, c} {
		if _, _, err := wrong.Moved([]float32{1, 2, 3}, []bool{true}); err == nil {
			t.Error("embeddings that are not whole moved")
		}
	}
}

// The lead is the template m − b = (−4, 0), less its threshold −(|m|² − |b|²)/2 = 8.
func TestLeadsByHand(t *testing.T) {
	c, err := explain.FitCentroids([]float32{-1, 0, 1, 0, 3, 0, 5, 0}, 2, []bool{true, true, false, false})
	if err != nil {
		t.Fatal(err)
	}
	leads, err := c.Leads([]float32{0, 7, 2, 1, 5, -3})
	if err != nil || !slices.Equal(leads, []float64{8, 0, -12}) {
		t.Errorf("%v, %v", leads, err)
	}
	if _, err := c.Leads([]float32{1}); err == nil {
		t.Error("half an embedding has a lead")
	}
}
