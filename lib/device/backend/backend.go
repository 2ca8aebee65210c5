// Package backend opens the compute backend that package device has chosen.
package backend

import (
	"cmp"
	"fmt"
	"os"
	"reflect"
	"runtime/debug"
	"sync"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/gobackend"

	"nodulelab/lib/device"
	"nodulelab/lib/device/plugin"
)

// Open returns the backend of a choice. A GPU that is not there is an error, and so
// is a plugin that cannot be loaded: it says which file it was and what to do.
func Open(c device.Choice) (compute.Backend, error) {
	switch c.Backend {
	case "go":
		return openGo()
	case "xla":
		// A plugin reads XLA's flags when it is loaded, so that they are set before.
		if err := cmp.Or(setFlags(c), c.Check()); err != nil {
			return nil, fmt.Errorf("backend: %w", err)
		}
		return openPlugin(c)
	}
	return nil, fmt.Errorf("backend: %q is not known: want go or xla", c.Backend)
}

// openGo opens GoMLX's pure Go backend with its own parallelism off, which can
// deadlock; training runs one backend per core instead.
func openGo() (compute.Backend, error) {
	b, err := gobackend.New("")
	if err != nil {
		return nil, fmt.Errorf("backend: go: %w", err)
	}
	return b, sequential(b)
}

// sequential switches the worker pool off. The backend's own option for it,
// "parallelism=0", prints a line to standard output at each use.
func sequential(b compute.Backend) error {
	field := reflect.Indirect(reflect.ValueOf(b)).FieldByName("Workers")
	if field.IsValid() && field.CanInterface() {
		if pool, ok := field.Interface().(interface{ SetMaxParallelism(int) }); ok {
			pool.SetMaxParallelism(0)
			return nil
		}
	}
	return fmt.Errorf("backend: go: %T has no worker pool to switch off: this version of GoMLX is not supported", b)
}

// openPlugin loads a PJRT plugin that go-xla can use. The loader panics on some
// broken files; that comes back as an error too.
func openPlugin(c device.Choice) (b compute.Backend, err error) {
	remedy := "replace the file"
	defer func() {
		if r := recover(); r != nil {
			b, err = nil, fmt.Errorf("%v", r)
		}
		if err != nil {
			err = fmt.Errorf("backend: the PJRT plugin %s cannot be used: %w; %s, or set %s=go",
				c.Plugin.Path, err, remedy, device.RequestVariable)
		}
	}()
	if _, err := plugin.Check(c.Plugin.Path); err != nil {
		return nil, err
	}
	if c.CUDA() {
		remedy = "look whether this machine has an NVIDIA GPU and a driver for it (go run ./notebooks doctor)"
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	return openXLA(c.Config())
}

var flags sync.Mutex // held while XLA's flags are changed

// setFlags sets XLA's flags.
func setFlags(c device.Choice) error {
	flags.Lock()
	defer flags.Unlock()
	before := os.Getenv(device.FlagsVariable)
	if after := c.Flags(before); after != before {
		return os.Setenv(device.FlagsVariable, after)
	}
	return nil
}
