package lab_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"nodulelab/lib/internal/labtest"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

func resultsOf(t *testing.T, l *lab.Lab) []results.Result {
	t.Helper()
	r, err := l.Results(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A second question is answered from the store, without an engine.
func TestLabTrainsOnce(t *testing.T) {
	dir, opened := t.TempDir(), 0
	first := resultsOf(t, labtest.Open(t, dir, &opened))
	if len(first) != 27 || opened != 1 {
		t.Fatalf("%d results, %d engines", len(first), opened)
	}
	if again := resultsOf(t, labtest.Open(t, dir, &opened)); opened != 1 || !reflect.DeepEqual(again, first) {
		t.Errorf("asked again: %d engines, results equal: %t", opened, reflect.DeepEqual(again, first))
	}
}

// More seeds, another protocol, another engine: each trains what is new.
func TestLabTrainsWhatIsMissing(t *testing.T) {
	dir, opened := t.TempDir(), 0
	l := labtest.Open(t, dir, &opened)
	l.Plan.Seeds = []uint64{1}
	before := resultsOf(t, l)
	l = labtest.Open(t, dir, &opened)
	if all := resultsOf(t, l); !reflect.DeepEqual(all[:9], before) || len(all) != 27 {
		t.Error("the first seed's results were not kept")
	}
	for name, change := range map[string]func(*lab.Lab){
		"protocol": func(l *lab.Lab) { l.Plan.Protocol.Margin = 2 },
		"data":     func(l *lab.Lab) { l.Plan.Config.NoiseSD = 5 },
		"engine":   func(l *lab.Lab) { l.Engine = "another" },
	} {
		l, count := labtest.Open(t, dir, &opened), opened
		change(l)
		if resultsOf(t, l); opened != count+1 {
			t.Errorf("another %s: an old result was served", name)
		}
	}
}

// Training that was stopped goes on where it stood.
func TestLabResumes(t *testing.T) {
	dir, opened := t.TempDir(), 0
	ctx, cancel := context.WithCancel(context.Background())
	l := labtest.Open(t, dir, &opened)
	l.Workers.Report = func(r lab.Report) {
		if r.Job.Scenario.Number == 2 {
			cancel()
		}
	}
	if _, err := l.Results(ctx); !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v", err)
	}
	var jobs []lab.Job
	l = labtest.Open(t, dir, &opened)
	l.Workers.Report = func(r lab.Report) { jobs = append(jobs, r.Job) }
	resultsOf(t, l)
	for _, j := range jobs {
		if j.Scenario.Number == 1 {
			t.Errorf("scenario 1, %s, seeds %v were trained again", j.Loss, j.Seeds)
		}
	}
}

// A damaged run is reported, set aside and trained again, to the same result.
func TestLabRedoesDamagedRuns(t *testing.T) {
	dir, opened := t.TempDir(), 0
	first := resultsOf(t, labtest.Open(t, dir, &opened))
	files, err := filepath.Glob(filepath.Join(dir, "??", "*", "weights.npz"))
	if err != nil || len(files) != 15 {
		t.Fatalf("%d files of weights, %v", len(files), err)
	}
	if err := os.Truncate(files[3], 100); err != nil {
		t.Fatal(err)
	}
	var warnings []string
	l := labtest.Open(t, dir, &opened)
	l.Warn = func(message string) { warnings = append(warnings, message) }
	if again := resultsOf(t, l); len(again) != len(first) {
		t.Errorf("%d results, want %d", len(again), len(first))
	}
	if len(warnings) != 1 || !strings.Contains(warnings[0], "damaged") || !strings.Contains(warnings[0], "made again") {
		t.Errorf("warnings %q", warnings)
	}
}

func TestTrainedNetworksComeBack(t *testing.T) {
	dir, opened := t.TempDir(), 0
	s, err := paper.ScenarioByNumber(2)
	if err != nil {
		t.Fatal(err)
	}
	var both [2][]lab.Trained
	for i := range both {
		if both[i], err = labtest.Open(t, dir, &opened).Trained(context.Background(), s, loss.Contrast); err != nil {
			t.Fatal(err)
		}
	}
	if len(both[0]) != 3 || both[0][2].Seed != 3 || len(both[0][0].Curves.Encoder) != 2 || len(both[0][0].Results) != 2 {
		t.Errorf("networks %d, the last of seed %d", len(both[0]), both[0][2].Seed)
	}
	if !reflect.DeepEqual(both[0], both[1]) || opened != 1 {
		t.Error("the networks came back changed")
	}
}
