package lab_test

import (
	"os/exec"
	"strings"
	"testing"
)

// What a cell of a notebook links is without GoMLX where the native engine computes.
func TestCellsNeedNoGoMLX(t *testing.T) {
	for tags, want := range map[string]bool{"": true, "nogomlx": false} {
		out, err := exec.Command("go", "list", "-tags="+tags, "-deps", "nodulelab/lib/show").CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		if got := strings.Contains(string(out), "github.com/gomlx/gomlx/"); got != want {
			t.Errorf("with -tags=%s: GoMLX %v, want %v", tags, got, want)
		}
	}
}
