package lab_test

import (
	"context"
	"math"
	"testing"
	"time"

	"nodulelab/lib/internal/labtest"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/train"
)

// All work is done at the end, and not before. A classifier costs a twentieth of an
// encoder, so that the networks of the second job are done with its last epoch.
func TestWork(t *testing.T) {
	jobs := []lab.Job{{Loss: loss.CE, Seeds: []uint64{1, 2, 3}}, {Loss: loss.Contrast, Seeds: []uint64{1, 2}}}
	var w lab.Work
	if w.Share() != 1 {
		t.Errorf("no work is done by a share of %g", w.Share())
	}
	w.Add(train.Protocol{Epochs: 10}, jobs...)
	if w.Networks != 5 || w.Share() != 0 {
		t.Errorf("%+v", w)
	}
	const all = 10*3 + 10*2*1.05
	for _, step := range []struct {
		job      int
		stage    train.Stage
		done     float64
		networks int
	}{
		{0, train.EndToEnd, 30, 3},
		{1, train.EncoderOnly, 50, 3},
		{1, train.ClassifierOnly, 51, 5},
	} {
		j := jobs[step.job]
		for epoch := range 10 {
			w.Count(j, train.Progress{Stage: step.stage, Epoch: epoch + 1, Epochs: 10, Replicas: len(j.Seeds)})
		}
		if math.Abs(w.Share()-step.done/all) > 1e-9 || w.Done != step.networks {
			t.Errorf("after %v: share %g and %d networks, want %g and %d", step.stage, w.Share(), w.Done, step.done/all, step.networks)
		}
	}
}

// A lab that trains what is missing reports of that alone, to its end.
func TestReports(t *testing.T) {
	dir, opened := t.TempDir(), 0
	l := labtest.Open(t, dir, &opened)
	if err := l.Train(context.Background(), l.Plan.Jobs()[:2]); err != nil {
		t.Fatal(err)
	}
	missing, err := l.Missing(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var last lab.Report
	share := 0.
	l.Workers.Report = func(r lab.Report) {
		if r.Work.Networks != len(missing) || r.Work.Share() <= share || r.Work.Done < last.Work.Done || r.Passed < last.Passed || r.Passed > time.Hour {
			t.Errorf("%+v after %+v, with %d networks missing", r, last, len(missing))
		}
		last, share = r, r.Work.Share()
	}
	resultsOf(t, l)
	if last.Work.Done != len(missing) || math.Abs(last.Work.Share()-1) > 1e-9 {
		t.Errorf("at the end %+v", last)
	}
}
