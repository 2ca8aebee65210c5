package exhibit_test

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"nodulelab/lib/clock"
	"nodulelab/lib/design"
	"nodulelab/lib/exhibit"
	"nodulelab/lib/figure"
	"nodulelab/lib/internal/readme"
	"nodulelab/lib/transfer"
)

var update = flag.Bool("update", false, "write what README.md shows of the sweeps")

const command = "go test ./lib/exhibit -run Readme -update"

// What README says of the sweeps is what their stored results say.
func TestReadme(t *testing.T) {
	single := load(t, design.FactorSweep)
	robust, err := exhibit.RobustnessText(single, load(t, design.HypercubeSweep))
	if err != nil {
		t.Fatal(err)
	}
	candidates, err := exhibit.CandidateText(single)
	if err != nil {
		t.Fatal(err)
	}
	readme.Hold(t, "robustness", "\n"+robust+candidates+"\n", *update, command)
	cures, err := exhibit.CureText(design.RemedySweep)
	if err != nil {
		t.Fatal(err)
	}
	readme.Hold(t, "remedies", "\n"+cures+"\n", *update, command)
	followed := courses(t)
	whose, err := exhibit.ClockText(followed)
	if err != nil {
		t.Fatal(err)
	}
	units, err := exhibit.UnitText(followed)
	if err != nil {
		t.Fatal(err)
	}
	readme.Hold(t, "clock", "\n"+whose+"\n"+units+"\n", *update, command)
	found, err := transfer.Load()
	if err != nil {
		t.Fatal(err)
	}
	survives, err := exhibit.TransferText(found, found.Study.Cells[0])
	if err != nil {
		t.Fatal(err)
	}
	readme.Hold(t, "transfer", "\n"+survives+"\n", *update, command)
}

// courses are the stored courses of training.
func courses(t *testing.T) clock.Followed {
	t.Helper()
	f, err := clock.Load()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// The map and the curves in figures are drawn from the stored results.
func TestReadmeFigures(t *testing.T) {
	f, err := exhibit.ConclusionFigure(load(t, design.FactorSweep))
	holdFigure(t, "conclusions", f, err)
	f, err = exhibit.ClockFigure(courses(t), 2)
	holdFigure(t, "clock", f, err)
}

// holdFigure fails unless a file of figures is the figure as it is drawn now.
func holdFigure(t *testing.T, name string, f figure.Figure, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := exhibit.WriteFigure(f, "../../figures", name); err != nil {
			t.Fatal(err)
		}
	}
	want, err := f.SVG()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile("../../figures/" + name + ".svg"); err != nil || !bytes.Equal(got, want) {
		t.Errorf("figures/%s.svg is another one (%v): run %s", name, err, command)
	}
}
