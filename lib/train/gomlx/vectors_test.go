package gomlx

import (
	"testing"

	"nodulelab/lib/internal/simd"
)

// The native engine with vector kernels agrees with GoMLX, too.
func TestVectorEngine(t *testing.T) {
	if testing.Short() {
		t.Skip("builds another test program")
	}
	simd.Elsewhere(t, "^TestNative|Choices|OtherLosses")
}
