package exhibit_test

import (
	"strings"
	"testing"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/train"
)

// untrained is a network of a seed before training.
func untrained(t *testing.T, seed uint64, side int) lab.Trained {
	t.Helper()
	w, err := lenet.Init(seed, side)
	if err != nil {
		t.Fatal(err)
	}
	w.Input = lenet.Input{Scaling: lenet.Unit}
	return lab.Trained{Network: train.Network{Seed: seed, Loss: loss.CE, Weights: w}}
}

func TestForegroundFigure(t *testing.T) {
	f, err := exhibit.ForegroundFigure([]lab.Trained{untrained(t, 1, 32), untrained(t, 2, 32)})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"CE, probability of malignant over foreground (grey level) (60, 78,", "smooth (2 seeds) 0.", "spiculated (2 seeds) 0."} {
		if !strings.Contains(f.Alt, want) {
			t.Errorf("%q lacks %q", f.Alt, want)
		}
	}
	if _, err := exhibit.ForegroundFigure(nil); err == nil || !strings.Contains(err.Error(), "want at least one") {
		t.Errorf("of no networks: %v", err)
	}
	if _, err := exhibit.ForegroundFigure([]lab.Trained{untrained(t, 1, 64)}); err == nil || !strings.Contains(err.Error(), "images of side 64") {
		t.Errorf("of large images: %v", err)
	}
	image, err := exhibit.FigureHTML(f)
	if err != nil {
		t.Fatal(err)
	}
	html := exhibit.LiveHTML("ask", "scenario=1&shape=0", image)
	if !strings.HasPrefix(html, `<div class="nodulelab-live" data-part="ask" data-address="scenario=1&amp;shape=0"><figure><img alt="`) || !strings.HasSuffix(html, "</figure></div>") {
		t.Errorf("HTML %.120s", html)
	}
}
