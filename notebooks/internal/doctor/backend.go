package doctor

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

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

// Drivers that NVIDIA's libraries of the two CUDA versions need, at least.
const (
	driver12 = 525
	driver13 = 580
)

var driverNumber = regexp.MustCompile(`\s(\d{3,4})\.\d+(\.\d+)?\s`)

// driverVersion reads the driver's version, "580.65.06", and its first number, or "" and 0 of
// a driver that does not tell. The error is the one of reading where there is none.
func (m Machine) driverVersion() (version string, number int, err error) {
	text, err := os.ReadFile(filepath.Join(m.Proc, "driver", "nvidia", "version"))
	if err != nil {
		return "", 0, err
	}
	line, _, _ := strings.Cut(string(text), "\n")
	match := driverNumber.FindStringSubmatch(line + "\n")
	if match == nil {
		return "", 0, nil
	}
	number, err = strconv.Atoi(match[1])
	return strings.TrimSpace(match[0]), number, err
}

// noGPU is why CUDA cannot compute, or nil if it can. A program that cannot ask the
// driver takes its version for a GPU.
func (m Machine) noGPU() *device.NoGPU {
	err := m.GPU()
	if none := (*device.NoGPU)(nil); errors.As(err, &none) {
		return none
	}
	if _, _, missing := m.driverVersion(); err != nil && missing != nil {
		return &device.NoGPU{Why: "no NVIDIA driver", Remedy: "install the driver, or give the container the GPU"}
	}
	return nil
}

// driver judges the driver: is there a GPU for a plugin that is there, and does it
// serve the plugin's CUDA version?
func (m Machine) driver(c device.Choice) Finding {
	f := Finding{ID: "cuda_driver", What: "NVIDIA driver"}
	version, number, err := m.driverVersion()
	_, found := pluginFound(c, true)
	none := m.noGPU()
	switch {
	case none != nil && found:
		f.Is, f.Remedy = none.Why+": the CUDA plugin is of no use", "to compute on a GPU: "+none.Remedy
	case err != nil && none != nil:
		f.Is = "no NVIDIA driver; the CPU computes"
	case number == 0:
		f.Is = "of an unknown version"
	default:
		f.Is, f.Remedy = version, driverRemedy(c, number)
	}
	return f
}

// driverRemedy says what to do about a driver that is too old.
func driverRemedy(c device.Choice, number int) string {
	cuda, needs := 12, driver12
	if p, ok := pluginFound(c, true); ok && p.CUDAMajor() == 13 {
		cuda, needs = 13, driver13
	}
	switch {
	case number >= needs:
		return ""
	case number >= driver12:
		return fmt.Sprintf("CUDA %d needs driver %d or later: update it, or use the plugin of jax-cuda12-pjrt 0.10.1 or later", cuda, needs)
	}
	return fmt.Sprintf("update it: CUDA %d needs driver %d or later", cuda, needs)
}

// cudaPlugin looks for the plugin, which only a machine with a GPU has use for.
func (m Machine) cudaPlugin(c device.Choice) Finding {
	f := Finding{ID: "cuda_plugin", What: "CUDA plugin"}
	if p, ok := pluginFound(c, true); ok {
		return m.describe(f, p)
	}
	f.Is = "none"
	if m.noGPU() != nil {
		return f
	}
	_, number, _ := m.driverVersion()
	wheel := "jax-cuda13-pjrt 0.11.2"
	if number != 0 && number < driver13 {
		wheel = "jax-cuda12-pjrt 0.10.1"
	}
	f.Remedy = fmt.Sprintf("to compute on the GPU, put the plugin of %s as pjrt_c_api_cuda_plugin.so into a folder that %s lists, with the nvidia wheels beside it",
		wheel, device.PluginPathVariable)
	return f
}
