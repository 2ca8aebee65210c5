package exhibit_test

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/exhibit"
	"nodulelab/lib/internal/readme"
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
}

// The map in figures is drawn from the stored results.
func TestReadmeFigure(t *testing.T) {
	f, err := exhibit.ConclusionFigure(load(t, design.FactorSweep))
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := exhibit.WriteFigure(f, "../../figures", "conclusions"); err != nil {
			t.Fatal(err)
		}
	}
	want, err := f.SVG()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile("../../figures/conclusions.svg"); err != nil || !bytes.Equal(got, want) {
		t.Errorf("figures/conclusions.svg is another one (%v): run %s", err, command)
	}
}
