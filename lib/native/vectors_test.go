package native

import (
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
)

// Built without GOEXPERIMENT=simd, this program has no vector kernels to test; one
// that is built with it tests them.
func TestVectorKernels(t *testing.T) {
	if len(all()) > 1 || runtime.GOARCH != "amd64" {
		return // they are in this program, or there are none
	}
	if testing.Short() {
		t.Skip("builds another test program")
	}
	cmd := exec.Command("go", "test", "-count=1", ".", "../train", "-run", "Reference|Kernel|Native|Contrastive|Tanh")
	cmd.Env = append(os.Environ(), "GOEXPERIMENT=simd")
	if out, err := cmd.CombinedOutput(); err != nil || strings.Contains(string(out), "no tests to run") {
		t.Fatalf("%v:\n%s", err, out)
	}
}
