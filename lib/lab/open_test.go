package lab_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nodulelab/lib/lab"
)

func TestOpen(t *testing.T) {
	t.Setenv("NODULELAB_RUNS", filepath.Join(t.TempDir(), "elsewhere"))
	t.Setenv("NODULELAB_BACKEND", "go")
	l, err := lab.Open()
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Plan.Seeds) != lab.DefaultSeeds || l.Engine != "gomlx/go" || filepath.Base(l.Store.Dir()) != "elsewhere" {
		t.Errorf("lab %+v", l)
	}
	for variable, test := range map[string]struct{ value, want string }{
		"NODULELAB_SEEDS":   {"1000000000", "want the number of seeds, 1 to 100000"},
		"NODULELAB_BACKEND": {"tpu", "not known"},
		"NODULELAB_ENGINE":  {"torch", "not known"},
		"NODULELAB_RUNS":    {os.Args[0], "a file is in the way"},
	} {
		t.Run(variable, func(t *testing.T) {
			t.Setenv(variable, test.value)
			if _, err := lab.Open(); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %q", err, test.want)
			}
		})
	}
}
