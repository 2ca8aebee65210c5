package train_test

import (
	"os/exec"
	"runtime"
	"strings"
	"testing"
)

// A program that draws sets, chooses a loss and trains on the native engine links
// no GoMLX, nor does one that draws the network's layers.
func TestNoGoMLX(t *testing.T) {
	if runtime.GOOS == "js" {
		t.Skip("starts go list, and a program in JavaScript can start none")
	}
	for _, packages := range [][]string{
		{"nodulelab/lib/nodule", "nodulelab/lib/loss", "nodulelab/lib/train", "nodulelab/lib/native"},
		{"nodulelab/lib/figure", "nodulelab/lib/lenet"},
	} {
		out, err := exec.Command("go", append([]string{"list", "-deps"}, packages...)...).Output()
		if err != nil {
			t.Fatal(err)
		}
		own := 0
		for dependency := range strings.Lines(string(out)) {
			if strings.Contains(dependency, "gomlx") {
				t.Errorf("%v depend on %s", packages, dependency)
			}
			if strings.HasPrefix(dependency, "nodulelab/") {
				own++
			}
		}
		if own < len(packages) {
			t.Errorf("go list -deps %v lists\n%s", packages, out)
		}
	}
}
