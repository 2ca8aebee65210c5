package main

import (
	"fmt"

	"nodulelab/lib/lab"
	"nodulelab/lib/train"
	"nodulelab/notebooks/internal/console"
)

// work is how much there is to train, in epochs of a whole network.
type work struct {
	bar       *console.Bar
	all, done float64
	networks  int
}

// cost is what an epoch of a stage takes, compared with one of a whole network:
// a classifier alone is trained on embeddings that were computed once.
func cost(s train.Stage) float64 {
	if s == train.ClassifierOnly {
		return .05
	}
	return 1
}

// plan adds up the work of jobs under a protocol.
func (w *work) plan(p train.Protocol, jobs ...lab.Job) {
	for _, j := range jobs {
		for _, s := range train.Stages(j.Loss.On()) {
			w.all += cost(s) * float64(p.Epochs*len(j.Seeds))
		}
	}
}

// report implements lab.Workers.Report.
func (w *work) report(j lab.Job, p train.Progress) {
	w.done += cost(p.Stage) * float64(p.Replicas)
	last := train.Stages(j.Loss.On())
	if p.Epoch == p.Epochs && p.Stage == last[len(last)-1] {
		w.networks += p.Replicas
	}
	w.bar.Set(w.done/w.all, fmt.Sprintf("(%d done; now scenario %d, %s)", w.networks, j.Scenario.Number, j.Loss.Name()))
}
