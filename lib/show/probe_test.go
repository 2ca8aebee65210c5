package show_test

import (
	"fmt"
	"testing"

	"github.com/janpfeifer/gonb/gonbui/protocol"

	"nodulelab/lib/show"
)

func init() {
	cells["probes"] = func() {
		s := show.Scenario(3)
		show.Text(fmt.Sprint(len(show.Readouts(s)), len(show.Flips(s)), len(show.Responses(s)), len(show.Conflicts(s)),
			len(show.Factorials(s)), len(show.Maps(s)), len(show.Cascades(s)), len(show.Refits(s))))
	}
	cells["discussion"] = func() { show.Discussion() }
}

// The probes are for scenarios 1 and 2: of the third there is nothing to measure,
// and nothing is trained for it.
func TestProbesOfScenario3(t *testing.T) {
	s := run(t, "probes", "NODULELAB_SEEDS=1", "NODULELAB_RUNS="+t.TempDir(), "NODULELAB_BACKEND=go")
	if got := s.only(t, protocol.MIMETextMarkdown); got != "0 0 0 0 0 0 0 0" {
		t.Errorf("%q measurements", got)
	}
}

func TestDiscussionFails(t *testing.T) {
	if s := run(t, "discussion", "NODULELAB_SEEDS=none"); s.err == nil || len(s.displays) != 0 {
		t.Errorf("ended with %v and %d displays", s.err, len(s.displays))
	}
}
