// Package simd lets a test run with the native engine's vector kernels, which only a
// program built with GOEXPERIMENT=simd contains.
package simd

import (
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
)

// Elsewhere makes sure that the calling package's tests that match a pattern (as for
// go test -run) have run with vector kernels. If this test program was built without
// them, it builds one with them, runs the tests there and returns true; the calling test
// fails if they fail or if none matches. If this program was built with them, or if the
// processor is not an amd64, it does nothing and returns false.
func Elsewhere(t *testing.T, pattern string) bool {
	t.Helper()
	if built || runtime.GOARCH != "amd64" {
		return false
	}
	cmd := exec.Command("go", "test", "-count=1", "-v", "-run", pattern, ".")
	cmd.Env = append(os.Environ(), "GOEXPERIMENT=simd")
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS") {
		t.Fatalf("go test -run '%s' with GOEXPERIMENT=simd: %v:\n%s", pattern, err, out)
	}
	t.Logf("with GOEXPERIMENT=simd:\n%s", out)
	return true
}
