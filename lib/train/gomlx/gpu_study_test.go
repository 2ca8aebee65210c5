//go:build gpu

package gomlx_test

import (
	"testing"

	"nodulelab/lib/lab"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
	"nodulelab/lib/runs"
	"nodulelab/lib/train/gomlx"
)

// The whole of Table 1 on the GPU is distributed as the independent reference:
// Mann–Whitney row by row, Holm over the rows, at .05. NODULELAB_SEEDS (20) sets
// the number of seeds.
func TestGPUDistribution(t *testing.T) {
	if testing.Short() {
		t.Skip("trains the whole plan")
	}
	seeds, err := lab.Seeds()
	if err != nil {
		t.Fatal(err)
	}
	choice := gomlx.GPUChoice(t)
	workers, err := lab.WorkersOn(choice)
	if err != nil {
		t.Fatal(err)
	}
	store, err := runs.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	l := &lab.Lab{Plan: lab.PaperPlan(seeds), Store: store, Engine: choice.Name(), Settings: choice.Settings(), Workers: workers, Lean: true}
	rs, err := l.Results(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	rows, err := results.AgreementWithReference(rs)
	if err != nil || len(rows) != len(paper.Table1()) {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, r := range rows {
		t.Logf("%s: %.2f, reference %.2f, p = %.3f, adjusted %.3f", r.Row, r.Ours.Mean, r.Theirs.Mean, r.P, r.Adjusted)
		if r.Adjusted < .05 {
			t.Errorf("%s: the accuracies differ from the reference's, adjusted p = %.4f", r.Row, r.Adjusted)
		}
	}
}
