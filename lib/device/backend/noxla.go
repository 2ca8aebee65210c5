//go:build !(cgo && linux && (amd64 || arm64))

package backend

import (
	"fmt"

	"github.com/gomlx/compute"
)

func openXLA(string) (compute.Backend, error) {
	return nil, fmt.Errorf("this program was built without cgo, which XLA needs")
}
