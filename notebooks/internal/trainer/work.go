package main

import (
	"fmt"

	"nodulelab/lib/lab"
	"nodulelab/notebooks/internal/console"
)

// work shows on a bar how much of all that there is to train is done.
type work struct {
	lab.Work
	bar *console.Bar
}

// report implements lab.Workers.Report.
func (w *work) report(r lab.Report) {
	w.Count(r.Job, r.Epoch)
	w.bar.Set(w.Share(), fmt.Sprintf("(%d done; now scenario %d, %s)", w.Done, r.Job.Scenario.Number, r.Job.Loss.Name()))
}
