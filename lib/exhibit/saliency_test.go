package exhibit

import (
	"math"
	"strings"
	"testing"

	"nodulelab/lib/figure"
	"nodulelab/lib/probe"
)

// Each region has its own mean and its own range.
func TestDensityColumns(t *testing.T) {
	d := regionDensities{"a group", []float64{1, 3}, []float64{.5, .7}, []float64{.1, .2}}
	table, err := block("DensityTable").table([]regionDensities{d})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(table.Rows[0], "|"), "a group, 2 seeds|2.00, 1.00–3.00|0.60, 0.50–0.70|0.15, 0.10–0.20"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Where two regions are as dense the first counts, and a region without pixels never.
func TestDensest(t *testing.T) {
	nan := math.NaN()
	d := regionDensities{Inside: []float64{2, 1, 1, 1, nan, nan}, Border: []float64{1, 2, 1, 1, nan, 1}, Outside: []float64{0, 1, 2, 1, 1, 1}}
	if got := d.Densest(); got != [3]int{2, 2, 2} {
		t.Errorf("got %v", got)
	}
}

// A panel has the lines of its own scenario's groups, in their order.
func TestScenarioPanels(t *testing.T) {
	var all []probe.Cascade
	for scenario := 1; scenario <= 2; scenario++ {
		for _, network := range []string{"CE", "Contrast"} {
			all = append(all, probe.Cascade{Subject: probe.Subject{Group: probe.Group{Scenario: scenario, Network: network}, Seed: 1}, Kept: []float64{float64(scenario)}})
		}
	}
	panels := scenarioPanels(figure.LinePanel{XLabel: "x"}, all, trained(all), func(c probe.Cascade) []float64 { return c.Kept })
	if len(panels) != 2 {
		t.Fatalf("%d panels", len(panels))
	}
	for i, p := range panels {
		if p.Title != []string{"scenario 1", "scenario 2"}[i] || p.XLabel != "x" || len(p.Lines) != 2 || p.Lines[0].Label != "CE" || p.Lines[1].Label != "Contrast" || p.Lines[0].Seeds[0][0] != float64(i+1) {
			t.Errorf("panel %d: %+v", i, p)
		}
	}
}
