package exhibit_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/figure"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// The page's image has the figure's own size.
func TestFigureHTMLHasTheFiguresSize(t *testing.T) {
	f, err := exhibit.ArchitectureFigure(32)
	if err != nil {
		t.Fatal(err)
	}
	html, err := exhibit.FigureHTML(f)
	if err != nil {
		t.Fatal(err)
	}
	w, h := f.Untitled().Size()
	if want := fmt.Sprintf(` width="%d" height="%d" `, w, h); !strings.Contains(html, want) || w != 944 || h != 627 {
		t.Errorf("no %q in %.300s", want, html)
	}
}

// Both files are written into a folder that need not exist; a figure that cannot be
// drawn leaves no file.
func TestWriteFigure(t *testing.T) {
	f, err := exhibit.ArchitectureFigure(16)
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(t.TempDir(), "new", "folder")
	if err := exhibit.WriteFigure(f, folder, "fig1"); err != nil {
		t.Fatal(err)
	}
	for name, render := range map[string]func() ([]byte, error){"fig1.svg": f.SVG, "fig1.png": f.PNG} {
		want, err := render()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join(folder, name)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s holds another figure (%v)", name, err)
		}
	}
	other := t.TempDir()
	if err := exhibit.WriteFigure(figure.Figure{}, other, "zero"); err == nil {
		t.Error("a figure without a drawing was written")
	}
	if left, _ := os.ReadDir(other); len(left) > 0 {
		t.Errorf("%d files of a figure that cannot be drawn", len(left))
	}
}

// Fig. 1 has an activation in the block of the layer before it, and the last layer's
// part by its name.
func TestArchitectureBlocks(t *testing.T) {
	f, err := exhibit.ArchitectureFigure(32)
	drawn(t, f, err,
		"takes an image of 1×32×32 and runs c1 (convolution, tanh, 6×28×28), s2 (average pooling, 6×14×14), c2 (convolution, tanh, 16×10×10), "+
			"s4 (average pooling, 16×5×5), f1 (dense, tanh, 120), f2 (dense, tanh, 84): 60,856 parameters.",
		"The classifier runs cls (dense, sigmoid, 1): 85 parameters.")
}

// Table 1 says at which quantile of our seeds the paper's accuracy lies.
func TestAccuraciesInWords(t *testing.T) {
	row := paper.Table1()[1].Row // the paper has .62
	for at, accuracies := range map[string][]float64{
		"0.00": {.8, .81, .82, .83}, "1.00": {.2, .21, .22, .23}, "0.50": {.4, .6, .7, .8},
	} {
		f, err := exhibit.AccuracyFigure(rowOf(row, accuracies...))
		drawn(t, f, err, "over 4 seeds, the paper's 0.62 lies at the quantile "+at+" of the seeds.")
	}
}

// Differences count the seeds on either side of 0, and those at 0 on neither.
func TestDifferencesInWords(t *testing.T) {
	rows := paper.Table1()
	var rs []results.Result
	for _, r := range rows {
		accuracies := []float64{.5, .5, .5, .5}
		if r.Loss == "CE" {
			accuracies = []float64{.9, .8, .5, .4}
		}
		rs = append(rs, rowOf(r.Row, accuracies...)...)
	}
	f, err := exhibit.PairedFigure(rs)
	drawn(t, f, err, "mean 0.15 (", "over 4 seeds, above 0 in 2 and below in 1.")
}
