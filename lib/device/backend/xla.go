//go:build cgo && linux && (amd64 || arm64)

package backend

import (
	"github.com/gomlx/compute"
	"github.com/gomlx/go-xla/compute/xla"
)

// openXLA opens the backend of a configuration that names a plugin by its path, so
// that nothing is searched for and nothing is downloaded.
func openXLA(config string) (compute.Backend, error) {
	xla.EnableAutoInstall(false)
	return xla.New(config)
}
