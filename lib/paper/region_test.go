package paper_test

import (
	"math"
	"testing"

	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
)

// printed tells whether a background and two areas give the means that the paper prints.
func printed(background, malignant, benign float64) bool {
	for _, m := range paper.Means() {
		area := map[nodule.Class]float64{nodule.Malignant: malignant, nodule.Benign: benign}[m.Class]
		mean := area*float64(m.Distribution.Intensity(m.Class)) + (1-area)*background
		if math.Abs(mean-m.Grey) > .5+1e-9 {
			return false
		}
	}
	return true
}

// The ranges are those that a search over a fine grid finds.
func TestRegionIsWhatTheMeansAllow(t *testing.T) {
	found := paper.Range{Low: math.Inf(1), High: math.Inf(-1)}
	for b := 85.; b <= 110; b += .125 {
		malignant, benign := paper.Range{Low: 1}, paper.Range{Low: 1}
		for a := .1; a < .5; a += .0005 {
			if printed(b, a, paper.AreaRange(nodule.Benign, b).Middle()) {
				malignant = paper.Range{Low: min(malignant.Low, a), High: a}
			}
			if printed(b, paper.AreaRange(nodule.Malignant, b).Middle(), a) {
				benign = paper.Range{Low: min(benign.Low, a), High: a}
			}
		}
		for c, grid := range map[nodule.Class]paper.Range{nodule.Malignant: malignant, nodule.Benign: benign} {
			own := paper.AreaRange(c, b)
			if grid.Low > grid.High { // nothing was found
				continue
			}
			if grid.Low < own.Low-1e-9 || grid.High > own.High+1e-9 || grid.Low > own.Low+.001 || grid.High < own.High-.001 {
				t.Errorf("background %g: areas of class %v %v, the grid %v", b, c, own, grid)
			}
			found = paper.Range{Low: min(found.Low, b), High: max(found.High, b)}
		}
	}
	r := paper.BackgroundRange()
	if found.Low < r.Low || found.High > r.High || found.Low > r.Low+.25 || found.High < r.High-.25 {
		t.Errorf("backgrounds %v, the grid %v", r, found)
	}
	if math.Abs(r.Low-94.7727) > 1e-3 || math.Abs(r.High-100.625) > 1e-3 {
		t.Errorf("backgrounds %v", r)
	}
}

// The protocol's numbers lie in the region, and nothing does beyond its ends.
func TestProtocolIsInTheRegion(t *testing.T) {
	c := nodule.Paper()
	if !printed(c.Background, c.MalignantArea, c.BenignArea) {
		t.Error("the protocol's background and areas do not give the printed means")
	}
	r := paper.BackgroundRange()
	for b, want := range map[float64]bool{r.Low - .01: false, r.Low + .01: true, r.High - .01: true, r.High + .01: false} {
		m, n := paper.AreaRange(nodule.Malignant, b), paper.AreaRange(nodule.Benign, b)
		if got := m.Low <= m.High && n.Low <= n.High; got != want {
			t.Errorf("background %g has areas: %t", b, got)
		}
	}
}
