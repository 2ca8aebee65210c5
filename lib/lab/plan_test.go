package lab_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"nodulelab/lib/internal/labtest"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/paper"
	"nodulelab/lib/train"
)

// labOf opens a lab of a plan on an empty store.
func labOf(t *testing.T, p lab.Plan, w lab.Workers) *lab.Lab {
	t.Helper()
	l := labtest.Open(t, t.TempDir(), new(int))
	l.Plan, l.Workers = p, w
	return l
}

// Workers and replicas may not change the results beyond rounding, nor their
// order.
func TestWorkersDoNotMatter(t *testing.T) {
	jobs := map[string]bool{}
	one := lab.Workers{Engines: 1, Replicas: 1, Open: labtest.OpenGo}
	one.Report = func(r lab.Report) { jobs[fmt.Sprint(r.Job)] = true }
	alone := resultsOf(t, labOf(t, labtest.Brief(), one))
	if len(alone) != 27 || len(jobs) != 15 {
		t.Fatalf("%d results of %d jobs, want 27 of 15", len(alone), len(jobs))
	}
	many := resultsOf(t, labOf(t, labtest.Brief(), lab.Workers{Engines: 2, Replicas: 2, Open: labtest.OpenGo}))
	rows := paper.Rows(paper.Scenarios())
	for i, r := range alone {
		if r.Seed != uint64(i/9+1) || r.Row != rows[i%9] || many[i].Row != r.Row || many[i].Seed != r.Seed {
			t.Errorf("result %d is seed %d, %s", i, r.Seed, r.Row)
		}
		if math.Abs(r.Accuracy-many[i].Accuracy) > .11 { // two images of 20 at the boundary
			t.Errorf("%s: accuracy %.2f alone, %.2f with others", r.Row, r.Accuracy, many[i].Accuracy)
		}
	}
}

func TestTrainingStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	w := lab.Workers{Engines: 2, Replicas: 1, Open: labtest.OpenGo, Report: func(lab.Report) { cancel() }}
	if _, err := labOf(t, labtest.Brief(), w).Results(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
	broken := errors.New("no engine today")
	w = lab.Workers{Engines: 2, Replicas: 1, Open: func() (train.Engine, error) { return nil, broken }}
	if _, err := labOf(t, labtest.Brief(), w).Results(context.Background()); !errors.Is(err, broken) {
		t.Errorf("error %v, want %v", err, broken)
	}
}

func TestLabRefuses(t *testing.T) {
	for name, change := range map[string]func(*lab.Plan){
		"seed 0 ":       func(p *lab.Plan) { p.Seeds = []uint64{0} },
		"given twice":   func(p *lab.Plan) { p.Seeds = []uint64{4, 4} },
		"0 seeds":       func(p *lab.Plan) { p.Seeds = nil },
		"0 scenarios":   func(p *lab.Plan) { p.Scenarios = nil },
		"Side 15":       func(p *lab.Plan) { p.Config.Side = 15 },
		"Margin -1":     func(p *lab.Plan) { p.Protocol.Margin = -1 },
		"intensity 300": func(p *lab.Plan) { p.Scenarios[0].Number, p.Scenarios[0].Training.Benign = 4, 300 },

		"the number 0":                         func(p *lab.Plan) { p.Scenarios[1].Number = 0 },
		"D(150,140), which is not the paper's": func(p *lab.Plan) { p.Scenarios[0].Training.Benign = 140 },
		"scenario 2 is given twice":            func(p *lab.Plan) { p.Scenarios = append(p.Scenarios, p.Scenarios[1]) },
		"0 tests and 2 losses":                 func(p *lab.Plan) { p.Scenarios[0].Tests = nil },
		"D(130,170) twice":                     func(p *lab.Plan) { p.Scenarios[0].Tests[1] = p.Scenarios[0].Tests[0] },
		`loss "CE" twice`:                      func(p *lab.Plan) { p.Scenarios[0] = p.Scenarios[0].With(loss.CE, loss.CrossEntropy()) },
		"a loss that is nil":                   func(p *lab.Plan) { p.Scenarios[0] = p.Scenarios[0].With(nil) },
		`no loss "focal"`:                      func(p *lab.Plan) { p.Scenarios[0] = p.Scenarios[0].With(loss.Name("focal")) },
		"by loss.Rename":                       func(p *lab.Plan) { p.Scenarios[0] = p.Scenarios[0].With(loss.Contrastive(2)) },
	} {
		p := labtest.Brief()
		change(&p)
		_, err := labOf(t, p, lab.Workers{Engines: 1, Replicas: 1, Open: labtest.OpenGo}).Results(context.Background())
		if err == nil || !strings.Contains(err.Error(), strings.TrimSpace(name)) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	_, err := labOf(t, labtest.Brief(), lab.Workers{Open: labtest.OpenGo}).Results(context.Background())
	if err == nil || !strings.Contains(err.Error(), "0 engines of 0 replicas") {
		t.Errorf("no workers: error %v", err)
	}
}

// A plan of half a million seeds is checked in seconds, not in the square of their number. A context that has ended stops the look for its
// networks.
func TestManySeeds(t *testing.T) {
	start, p := time.Now(), lab.PaperPlan(500_000)
	if err := p.Validate(); err != nil {
		t.Error(err)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("checked in %v", took)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	l := labOf(t, lab.PaperPlan(10_000), lab.Workers{Engines: 1, Replicas: 1, Open: labtest.OpenGo})
	start = time.Now()
	if _, err := l.Missing(ctx); !errors.Is(err, context.Canceled) || time.Since(start) > 5*time.Second {
		t.Errorf("error %v after %v", err, time.Since(start))
	}
}
