package native

import (
	"strings"
	"testing"
)

// vectors are the kernels of 128-bit SIMD of this program's host.
func vectors(t *testing.T) *kernels {
	t.Helper()
	if available() == 0 {
		t.Skip("this program was not linked with kernels of 128-bit SIMD")
	}
	return &simd128
}

// The notice and the kernels in use follow what the program was linked with.
func TestNotice(t *testing.T) {
	kernels, notice := &plain, "no 128-bit SIMD"
	if available() != 0 {
		kernels, notice = &simd128, ""
	}
	if got := Notice(); best() != kernels || (got == "") != (notice == "") || !strings.Contains(got, notice) {
		t.Errorf("%s kernels and the notice %q", best().name, got)
	}
}
