package native

import (
	"testing"

	"nodulelab/lib/internal/simd"
)

// The vector kernels are tested too where this program was built without them.
func TestVectorKernels(t *testing.T) {
	if testing.Short() {
		t.Skip("builds another test program")
	}
	simd.Elsewhere(t, "Reference|Kernel|Contrastive|Blocks|Definition|Batches|Adam")
}
