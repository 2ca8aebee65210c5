package transfer

import (
	"math"
	"strings"
	"testing"

	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
)

// With one image a patient, the interval is close to that of a proportion; with many images
// a patient, all right or all wrong, it depends on the number of patients alone.
func TestPatientBootstrap(t *testing.T) {
	one, many := byPatient{}, byPatient{}
	for i := range 100 {
		hit := 0
		if i < 30 {
			hit = 1
		}
		one[i], many[i] = metrics.Proportion{Hits: hit, Total: 1}, metrics.Proportion{Hits: 50 * hit, Total: 50}
	}
	a, b := one.interval(), many.interval()
	wilson := metrics.Proportion{Hits: 30, Total: 100}.Wilson()
	if math.Abs(a.Low-wilson.Low) > .02 || math.Abs(a.High-wilson.High) > .02 {
		t.Errorf("interval %.3f to %.3f, of a proportion %.3f to %.3f", a.Low, a.High, wilson.Low, wilson.High)
	}
	if a != b {
		t.Errorf("more images of the same patients change the interval from %v to %v", a, b)
	}
}

// The interval over patients of a stored result holds its mean; what is not there is an error.
func TestPatientInterval(t *testing.T) {
	f, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	c := f.Study.Cells[0]
	i, err := f.PatientInterval(c, 2, loss.CE, 0)
	if err != nil {
		t.Fatal(err)
	}
	sample, err := f.Accuracies(c, 2, loss.CE, 0)
	if err != nil {
		t.Fatal(err)
	}
	if mean := metrics.Summarise(sample.Values).Mean; !i.Contains(mean) || i.High-i.Low < .005 || len(sample.Values) != 20 {
		t.Errorf("interval %v, mean %.3f of %d seeds", i, mean, len(sample.Values))
	}
	if _, err := f.PatientInterval(c, 3, Pixels, 1); err == nil || !strings.Contains(err.Error(), "no outcome of scenario 3, pixels, test 1") {
		t.Errorf("error %v", err)
	}
	c.Shapes = Shapes{Depth: .5}
	if _, err := f.PatientInterval(c, 2, loss.CE, 0); err == nil || !strings.Contains(err.Error(), "has no patients") {
		t.Errorf("error %v", err)
	}
}
