// Package simd lets tests run where the native engine's vector kernels are: in a
// program that was built with GOEXPERIMENT=simd.
package simd

import (
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
)

// Elsewhere runs the calling package's tests that match a pattern in a test
// program that was built with vector kernels, and tells that it did. Where this
// program has them, or the processor's kind has none, it does nothing: the caller
// goes on.
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
