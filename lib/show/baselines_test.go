package show_test

import (
	"fmt"
	"strings"
	"testing"

	"nodulelab/lib/baseline"
	"nodulelab/lib/explain"
	"nodulelab/lib/show"
)

func init() {
	cells["baselines"] = func() {
		all := show.Baselines(show.Scenario(3))
		show.Text(fmt.Sprint(len(all), " results, ", len(baseline.Chosen(all)), " chosen"))
	}
}

// Baselines need no network: nothing is trained. Asked again, they are remembered.
func TestBaselines(t *testing.T) {
	environ := []string{"NODULELAB_SEEDS=2", "NODULELAB_RUNS=" + t.TempDir(), "NODULELAB_BACKEND=go"}
	want := fmt.Sprint(2*3*len(explain.Penalties()), " results, ", 2*3, " chosen")
	for range 2 {
		s := run(t, "baselines", environ...)
		if s.err != nil || len(s.displays) != 1 || !strings.Contains(fmt.Sprint(s.displays[0].Data), want) || s.stderr != "" {
			t.Errorf("%v, %d displays, want %q, stderr %q", s.err, len(s.displays), want, s.stderr)
		}
	}
}
