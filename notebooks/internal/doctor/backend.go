package doctor

import (
	"errors"
	"fmt"

	"nodulelab/lib/device"
	"nodulelab/lib/device/plugin"
)

// backend looks whether what computes can: a plugin must fit, and CUDA that is asked
// for needs a GPU. Where nobody asks, the choice says why it is not CUDA.
func (m Machine) backend(c device.Choice, err error) Finding {
	f := Finding{ID: "backend", What: "backend", Needed: true}
	if err != nil {
		f.Is, f.Remedy = "none", err.Error()
		return f
	}
	f.Is = c.String()
	if c.Backend != "xla" {
		return f
	}
	const native = "; or compute on the CPU: set " + device.EngineVariable + "=native and no " + device.RequestVariable
	if _, err := m.Plugin(c.Plugin.Path); err != nil && !errors.Is(err, plugin.ErrCannotLook) {
		f.Is, f.Remedy = fmt.Sprintf("%s: %v", c.Plugin.Path, err), "replace the plugin"+native
	} else if none := m.noGPU(); none != nil && c.CUDA() {
		f.Is, f.Remedy = c.String()+", but "+none.Why, none.Remedy+native
	}
	return f
}

// cpuPlugin looks for an XLA plugin for the CPU.
func (m Machine) cpuPlugin(c device.Choice) Finding {
	f := Finding{ID: "xla_cpu_plugin", What: "XLA on the CPU"}
	if p, ok := pluginFound(c, false); ok {
		return m.describe(f, p)
	}
	f.Is = "no plugin; the native engine is faster there"
	return f
}

// pluginFound returns the plugin for CUDA, or for the CPU: the chosen one before
// those in the usual folders.
func pluginFound(c device.Choice, cuda bool) (device.Plugin, bool) {
	for _, p := range append([]device.Plugin{c.Plugin}, device.Plugins()...) {
		if p.Path != "" && p.CUDA() == cuda {
			return p, true
		}
	}
	return device.Plugin{}, false
}

// describe tells a plugin's version, or why it cannot be used.
func (m Machine) describe(f Finding, p device.Plugin) Finding {
	v, err := m.Plugin(p.Path)
	switch {
	case errors.Is(err, plugin.ErrCannotLook):
		f.Is = p.Path + "; " + err.Error()
	case err != nil:
		f.Is, f.Remedy = fmt.Sprintf("%s: %v", p.Path, err), "replace it with "+plugin.Wheel(p.Path)
	default:
		f.Is = fmt.Sprintf("%s, PJRT API %s", p.Path, v)
	}
	return f
}
