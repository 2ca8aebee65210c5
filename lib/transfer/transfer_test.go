package transfer

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/lab"
	"nodulelab/lib/lidc"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/runs"
	"nodulelab/lib/train"
)

// brief is a study that a test can afford: small images and two epochs.
func brief(t *testing.T) Study {
	t.Helper()
	b := builder{}
	small := change{"small", func(c *Cell) {
		c.Images, c.Plan.Config.Side, c.Plan.Protocol.Epochs = 20, 16, 2
		c.Plan.Seeds = c.Plan.Seeds[:2]
	}}
	b.add(Families, Shapes{Family: lidc.Matched}, small, Control, 2)
	b.add(Families, Shapes{Depth: .5}, small, Control, 2, Gap(40))
	if b.err != nil {
		t.Fatal(b.err)
	}
	return b.Study
}

// open opens a lab of the native engine on a folder, which counts the networks that are
// trained.
func open(t *testing.T, dir string, trained *int) *lab.Lab {
	t.Helper()
	store, err := runs.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return &lab.Lab{
		Store: store, Engine: "native",
		Workers: lab.Workers{Engines: 1, Replicas: 1, Open: func() (train.Engine, error) { return &counting{train.NewNative(), trained}, nil }},
	}
}

// counting is an engine that counts the networks that it trains.
type counting struct {
	train.Engine
	trained *int
}

func (c *counting) Train(ctx context.Context, p train.Protocol, l loss.Loss, tasks []train.Task, report func(train.Progress)) ([]train.Network, error) {
	*c.trained += len(tasks)
	return c.Engine.Train(ctx, p, l, tasks, report)
}

// run runs all cells of a study.
func run(t *testing.T, s Study, l *lab.Lab) []Outcome {
	t.Helper()
	var all []Outcome
	for cell := range s.Cells {
		own, err := s.Run(t.Context(), l, s.Jobs(cell), nil)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, own...)
	}
	return all
}

// Every job has an outcome on every test, and networks of scenario 2 have a last layer that
// was fitted anew. A second run trains nothing and finds the same.
func TestRun(t *testing.T) {
	s, dir, trained := brief(t), t.TempDir(), 0
	first := run(t, s, open(t, dir, &trained))
	if want := 2 * 2 * (2 + 3); trained != want {
		t.Errorf("%d networks were trained, want %d", trained, want)
	}
	for _, o := range first {
		tests := map[int]int{Control: 1, 2: 2, Gap(40): 2}[o.Scenario]
		_, fitted := classifiers[o.By]
		refits := 0
		if o.Scenario == 2 && !fitted {
			refits = 2
		}
		if len(o.Tests) != tests || len(o.Refitted) != refits || o.Training.Total != 20 || o.Validation.Total == 0 {
			t.Errorf("%+v: want %d tests and %d with a new last layer", o.Job, tests, refits)
		}
	}
	again := run(t, s, open(t, dir, &trained))
	if trained != 20 {
		t.Errorf("%d networks were trained in all: the second run trained", trained)
	}
	for i := range first {
		if first[i].Job != again[i].Job || !slices.EqualFunc(first[i].Tests, again[i].Tests, slices.Equal[Decisions]) {
			t.Errorf("%+v has another outcome in a second run", first[i].Job)
		}
	}
}

// Losses of a seed, and the baselines, see the same sets; test sets of a family are of
// equally many outlines of both classes, in turn.
func TestPairedSets(t *testing.T) {
	s := brief(t)
	digests := map[string]string{}
	for cell := range s.Cells {
		for _, j := range s.Jobs(cell) {
			p, err := s.plan(j)
			if err != nil {
				t.Fatal(err)
			}
			sets, err := p.Draw(p.Scenarios[0], j.Seed)
			if err != nil {
				t.Fatal(err)
			}
			for i, c := range sets.Tests[0].Classes {
				if c != nodule.Class(i%2) {
					t.Fatalf("%+v: image %d is %s", j, i, c)
				}
			}
			j.By = ""
			key := s.Cells[cell].String() + string(rune(j.Scenario)) + string(rune(j.Seed))
			if before, seen := digests[key]; seen && before != sets.Training.Digest() {
				t.Errorf("%+v: losses see different sets", j)
			}
			digests[key] = sets.Training.Digest()
		}
	}
}

// In the control the classes have one area and one intensity; scenario 2 has the paper's.
func TestControl(t *testing.T) {
	s, err := Paper()
	if err != nil {
		t.Fatal(err)
	}
	c := s.Cells[0]
	for _, scenario := range c.Plan.Scenarios[:1] {
		sets, err := scenario.Source(1)
		if err != nil {
			t.Fatal(err)
		}
		a, b := sets.Training.WholeImageMean(nodule.Malignant), sets.Training.WholeImageMean(nodule.Benign)
		if diff := a - b; diff > .3 || diff < -.3 {
			t.Errorf("means of the control %.2f and %.2f: want them equal", a, b)
		}
	}
	if got := c.Plan.Scenarios[2].Training; got != nodule.D(180, 160) {
		t.Errorf("scenario 2 trains on %s", got)
	}
}

func TestPaperStudy(t *testing.T) {
	s, err := Paper()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(); err != nil {
		t.Fatal(err)
	}
	if name := s.Cells[0].String(); name != "matched" {
		t.Errorf("the main design is %q", name)
	}
	for _, c := range s.Cells {
		if len(c.Plan.Seeds) < 20 {
			t.Errorf("%s has %d seeds, want 20", c, len(c.Plan.Seeds))
		}
	}
}

func TestRunErrors(t *testing.T) {
	s, trained := brief(t), 0
	l := open(t, t.TempDir(), &trained)
	if _, err := s.Run(t.Context(), l, []Job{{0, 3, loss.CE, 1}}, nil); err == nil || !strings.Contains(err.Error(), "has no scenario 3") {
		t.Errorf("error %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := s.Run(ctx, l, s.Jobs(0), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want one of the context", err)
	}
	s.Cells = append(s.Cells, s.Cells[0])
	if err := s.Validate(); err == nil || !strings.Contains(err.Error(), "is there twice") {
		t.Errorf("error %v", err)
	}
}
