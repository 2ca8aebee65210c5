package train_test

import (
	"nodulelab/lib/train"
	"os/exec"
	"strings"
	"testing"
)

// A program that draws sets, chooses a loss and trains on the native engine links
// no GoMLX, nor does one that draws the network's layers.
func TestNoGoMLX(t *testing.T) {
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

// The identity of a run covers both engines.
func TestSources(t *testing.T) {
	for _, name := range []string{"loop.go", "native_learner.go", "gomlx/learner.go", "gomlx/network.go", "gomlx/loss.go"} {
		if text, err := train.Sources.ReadFile(name); err != nil || len(text) == 0 {
			t.Errorf("%s: %d bytes, %v", name, len(text), err)
		}
	}
}
