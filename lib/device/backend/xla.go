//go:build cgo && linux && (amd64 || arm64)

package backend

import (
	"github.com/gomlx/compute"
	"github.com/gomlx/go-xla/compute/xla"

	"nodulelab/lib/device"
)

// openXLA loads the plugin by its path, so that nothing is searched for and
// nothing is downloaded. TF32 is off: it rounds products to 10 bits.
func openXLA(p device.Plugin) (compute.Backend, error) {
	xla.EnableAutoInstall(false)
	return xla.New(p.Path + ",tf32=false")
}
