package lab_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"nodulelab/lib/internal/labtest"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
)

func TestSets(t *testing.T) {
	for _, s := range paper.Scenarios() {
		sets, err := lab.PaperPlan(1).Sets(s, 3)
		if err != nil {
			t.Fatal(err)
		}
		if len(sets) != 1+len(s.Tests) || sets[0].Distribution != s.Training || sets[0].Len() != 170 {
			t.Errorf("scenario %d: %d sets, the first D(%s) of %d", s.Number, len(sets), sets[0].Distribution, sets[0].Len())
		}
		for i, d := range s.Tests {
			if sets[1+i].Distribution != d || sets[1+i].Len() != 200 {
				t.Errorf("scenario %d, test %d: D(%s) of %d", s.Number, i, sets[1+i].Distribution, sets[1+i].Len())
			}
		}
	}
	if _, err := lab.PaperPlan(1).Sets(paper.Scenarios()[0], 0); err == nil {
		t.Error("seed 0 drew sets")
	}
}

// What a Look sees must be what the results were scored on.
func TestLooks(t *testing.T) {
	opened := 0
	l := labtest.Open(t, t.TempDir(), &opened)
	s := paper.Scenarios()[0]
	networks, err := l.Trained(context.Background(), s, loss.Contrast)
	if err != nil {
		t.Fatal(err)
	}
	looks, err := l.Looks(context.Background(), networks)
	if err != nil {
		t.Fatal(err)
	}
	if len(looks) != len(networks) {
		t.Fatalf("%d looks at %d networks", len(looks), len(networks))
	}
	for _, look := range looks {
		for i, v := range look.Tests() {
			c, err := metrics.Score(v.Predictions(), v.Set.Malignant())
			if err != nil {
				t.Fatal(err)
			}
			if got, want := c.Accuracy().Value(), look.Results[i].Accuracy; got != want {
				t.Errorf("seed %d, test %d: accuracy %v, the results say %v", look.Seed, i, got, want)
			}
		}
		v := look.Training()
		if v.Set.Distribution != s.Training || len(v.Saliency) != len(v.Set.Images) || slices.Max(v.Saliency) <= 0 {
			t.Errorf("seed %d: D(%s), %d values of saliency for %d pixels", look.Seed, v.Set.Distribution, len(v.Saliency), len(v.Set.Images))
		}
	}
}

func TestLooksStop(t *testing.T) {
	opened := 0
	l := labtest.Open(t, t.TempDir(), &opened)
	s := paper.Scenarios()[2]
	networks, err := l.Trained(context.Background(), s, loss.CE)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := l.Looks(ctx, networks); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
}

func TestMissing(t *testing.T) {
	opened := 0
	l := labtest.Open(t, t.TempDir(), &opened)
	missing := func() []lab.Job {
		jobs, err := l.Missing(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return jobs
	}
	if all := missing(); len(all) != 5*len(l.Plan.Seeds) {
		t.Fatalf("%d jobs are missing in an empty store, want %d", len(all), 5*len(l.Plan.Seeds))
	}
	if _, err := l.Trained(context.Background(), paper.Scenarios()[0], loss.CE); err != nil {
		t.Fatal(err)
	}
	for _, j := range missing() {
		if len(j.Seeds) != 1 || j.Scenario.Number == 1 && j.Loss.Name() == loss.CE {
			t.Errorf("scenario %d, %s, seeds %v is missing", j.Scenario.Number, j.Loss.Name(), j.Seeds)
		}
	}
	resultsOf(t, l)
	if rest := missing(); len(rest) != 0 {
		t.Errorf("%d jobs are missing after all were trained", len(rest))
	}
}
