package show_test

import (
	"fmt"
	"strings"
	"testing"

	"nodulelab/lib/show"
)

func init() {
	cells["probes"] = func() { show.Text(fmt.Sprint(show.Readouts(show.Scenario(3)))) }
	cells["discussion"] = func() { show.Discussion() }
}

// Of scenario 3 there is nothing to measure: the cell says so, and trains nothing.
func TestProbesOfScenario3(t *testing.T) {
	s := run(t, "probes", "NODULELAB_SEEDS=1", "NODULELAB_RUNS="+t.TempDir(), "NODULELAB_BACKEND=go")
	if s.err == nil || len(s.displays) != 0 || !strings.Contains(s.stderr, "want scenario 1, 2 or one of your own") {
		t.Errorf("ended with %v and %d displays, stderr %q", s.err, len(s.displays), s.stderr)
	}
}

func TestDiscussionFails(t *testing.T) {
	if s := run(t, "discussion", "NODULELAB_SEEDS=none"); s.err == nil || len(s.displays) != 0 {
		t.Errorf("ended with %v and %d displays", s.err, len(s.displays))
	}
}
