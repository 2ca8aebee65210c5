// Package doctor looks at a machine: what is there of all that the notebooks need
// and can use, and what to do about each gap.
package doctor

import (
	"context"

	"golang.org/x/sys/unix"

	"nodulelab/lib/device"
	"nodulelab/lib/device/plugin"
	"nodulelab/notebooks/internal/setup"
)

// Machine is what is looked at. PATH and other environment variables are read as
// well.
type Machine struct {
	setup.Environment // its folder counts, its choice does not

	Proc, Sys string // the system's folders of these names
	Port      int    // JupyterLab's
	Features  Features
	Free      func(folder string) (bytes uint64, err error) // on its disk
	Plugin    func(path string) (plugin.Version, error)     // checks a plugin
	GPU       func() error                                  // asks for one
}

// Here is this machine.
func Here(root string) Machine {
	return Machine{
		Environment: setup.Environment{Root: root},
		Proc:        "/proc", Sys: "/sys", Port: 8888,
		Features: features(), Free: free, Plugin: plugin.Check, GPU: device.GPU,
	}
}

func free(folder string) (uint64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(folder, &s); err != nil {
		return 0, err
	}
	return s.Bavail * uint64(s.Bsize), nil
}

// Examine looks at everything, in the order in which set-up needs it.
func (m Machine) Examine(ctx context.Context) []Finding {
	choice, err := device.FromEnvironment()
	return []Finding{
		m.goVersion(ctx), python(ctx), m.venv(), m.kernel(), m.goimports(),
		m.disk(), m.memory(), m.access(ctx), locale(), m.port(),
		m.processor(), m.trainer(), m.backend(choice, err), m.compiler(ctx, choice),
		m.cpuPlugin(choice), m.driver(choice), m.cudaPlugin(choice), browser(),
	}
}
