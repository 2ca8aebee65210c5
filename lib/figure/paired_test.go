package figure_test

import (
	"math"
	"strings"
	"testing"

	"nodulelab/lib/figure"
)

// The text says how many seeds lie on either side, and nothing of those at 0.
func TestPairedInWords(t *testing.T) {
	f, err := figure.Paired("Two losses", "accuracy, CE − contrastive", []figure.PairedRow{{Label: "test", Seeds: []float64{.5, .25, 0, -.1}, Mean: .1625, Low: -.1, High: .4}})
	if err != nil {
		t.Fatal(err)
	}
	want := "Dot plot of accuracy, CE − contrastive, one dot a seed. test: mean 0.16 (-0.10 to 0.40) over 4 seeds, above 0 in 2 and below in 1."
	if f.Alt != want || f.Title != "Two losses" {
		t.Errorf("got %q, want %q", f.Alt, want)
	}
}

func TestPairedRefuses(t *testing.T) {
	good := figure.PairedRow{Label: "a", Seeds: []float64{0}}
	with := func(change func(r *figure.PairedRow)) []figure.PairedRow {
		bad := good
		change(&bad)
		return []figure.PairedRow{good, bad}
	}
	for want, rows := range map[string][]figure.PairedRow{
		"with 0 rows":          nil,
		"label of row 1":       with(func(r *figure.PairedRow) { r.Label = "" }),
		"no values":            with(func(r *figure.PairedRow) { r.Seeds = nil }),
		"value 0 is 1.5":       with(func(r *figure.PairedRow) { r.Seeds = []float64{1.5} }),
		"value 0 is NaN":       with(func(r *figure.PairedRow) { r.Mean = math.NaN() }),
		"want low before high": with(func(r *figure.PairedRow) { r.Low, r.High = .5, .4 }),
	} {
		if _, err := figure.Paired("Two losses", "difference", rows); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	if _, err := figure.Paired("Two losses", "", []figure.PairedRow{good}); err == nil {
		t.Error("an axis without a name was drawn")
	}
}
