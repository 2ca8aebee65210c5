package lab

import (
	"time"

	"nodulelab/lib/train"
)

// Work is how much there is to train, and how much of it is done.
type Work struct {
	Networks, Done int // to be trained in all, and trained

	epochs, past float64 // of a whole network
}

// Report is how far training is after an epoch of a job.
type Report struct {
	Part   string // of the work, if it has parts: the cell of a sweep
	Job    Job
	Epoch  train.Progress // of the job's networks
	Work   Work           // of all jobs that are trained together
	Passed time.Duration  // since they began
}

// Add adds the work of jobs under a protocol.
func (w *Work) Add(p train.Protocol, jobs ...Job) {
	for _, j := range jobs {
		w.Networks += len(j.Seeds)
		for _, s := range train.Stages(j.Loss.On()) {
			w.epochs += cost(s) * float64(p.Epochs*len(j.Seeds))
		}
	}
}

// Count counts an epoch of a job as done.
func (w *Work) Count(j Job, p train.Progress) {
	w.past += cost(p.Stage) * float64(p.Replicas)
	all := train.Stages(j.Loss.On())
	if p.Epoch == p.Epochs && p.Stage == all[len(all)-1] {
		w.Done += p.Replicas
	}
}

// Share is the share of the work that is done, from 0 to 1.
func (w Work) Share() float64 {
	if w.epochs == 0 {
		return 1
	}
	return w.past / w.epochs
}

// cost is what an epoch of a stage takes, compared with one of a whole network: a
// classifier alone is trained on embeddings that were computed once.
func cost(s train.Stage) float64 {
	if s == train.ClassifierOnly {
		return .05
	}
	return 1
}
