package doctor

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"nodulelab/lib/device"
	"nodulelab/lib/device/plugin"
)

// hasDriver gives a machine an NVIDIA driver.
func hasDriver(t *testing.T, m Machine, line string) {
	t.Helper()
	write(t, filepath.Join(m.Proc, "driver", "nvidia", "version"), line+"\nGCC version:  gcc version 12.2.0 (Debian 12.2.0-14)\n")
}

// nvrm is the first line of /proc/driver/nvidia/version.
func nvrm(number string) string {
	return "NVRM version: NVIDIA UNIX x86_64 Kernel Module  " + number + "  Thu Oct  9 04:21:02 UTC 2025"
}

// hasPlugins gives a machine plugins.
func hasPlugins(t *testing.T, paths ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, p := range paths {
		write(t, filepath.Join(dir, p), "")
	}
	if len(paths) > 0 {
		t.Setenv(device.PluginPathVariable, filepath.Join(dir, filepath.Dir(paths[0])))
	}
	return dir
}

func TestDriver(t *testing.T) {
	const cuda12, cuda13 = "pjrt_c_api_cuda12_plugin.so", "pjrt_c_api_cuda13_plugin.so"
	for _, test := range []struct{ line, plugin, is, remedy string }{
		{"", "", "no NVIDIA driver; the CPU computes", ""},
		{nvrm("580.65.06"), cuda13, "580.65.06", ""},
		{nvrm("570.124.06"), cuda13, "570.124.06", "CUDA 13 needs driver 580 or later: update it, or use the plugin of jax-cuda12-pjrt"},
		{nvrm("570.124.06"), cuda12, "570.124.06", ""},
		{nvrm("1000.10"), cuda13, "1000.10", ""},
		{nvrm("470.42"), cuda12, "470.42", "update it: CUDA 12 needs driver 525 or later"},
		{nvrm("470.42"), cuda13, "470.42", "update it: CUDA 13 needs driver 580 or later"},
		{nvrm("525.60.13"), "", "525.60.13", ""},
		{"NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  590.44.01  Release Build  (root@host)", cuda13, "590.44.01", ""},
		{"NVRM version: something else", cuda13, "of an unknown version", ""},
	} {
		m := machine(t)
		if test.line != "" {
			hasDriver(t, m, test.line)
		}
		if test.plugin != "" {
			hasPlugins(t, test.plugin)
		}
		expect(t, m.driver(device.Choice{}), test.is, test.remedy)
	}
}

func TestCUDAPlugin(t *testing.T) {
	for _, test := range []struct{ line, remedy string }{
		{"", ""}, {nvrm("580.65.06"), "put the plugin of jax-cuda13-pjrt 0.11.2 as pjrt_c_api_cuda_plugin.so"},
		{nvrm("570.124.06"), "put the plugin of jax-cuda12-pjrt 0.10.1 as"}, {"NVRM version: unknown", "jax-cuda13-pjrt"},
	} {
		m := machine(t)
		if test.line != "" {
			hasDriver(t, m, test.line)
		}
		expect(t, m.cudaPlugin(device.Choice{}), "none", test.remedy)
	}
}

// What is said of a plugin, of either kind.
func TestPlugins(t *testing.T) {
	m := machine(t)
	expect(t, m.cpuPlugin(device.Choice{}), "no plugin; the native engine is faster there", "")
	hasPlugins(t, "pjrt_c_api_cpu_plugin.so", "pjrt_c_api_cuda13_plugin.so")
	expect(t, m.cpuPlugin(device.Choice{}), "pjrt_c_api_cpu_plugin.so, PJRT API 0.104", "")
	expect(t, m.cudaPlugin(device.Choice{}), "pjrt_c_api_cuda13_plugin.so, PJRT API 0.104", "")
	m.Plugin = func(string) (plugin.Version, error) { return plugin.Version{}, plugin.ErrCannotLook }
	expect(t, m.cudaPlugin(device.Choice{}), "cuda13_plugin.so; this program was built without cgo and cannot look into it", "")
	m.Plugin = func(string) (plugin.Version, error) { return plugin.Version{}, errors.New("it is empty") }
	expect(t, m.cpuPlugin(device.Choice{}), "pjrt_c_api_cpu_plugin.so: it is empty", "replace it with the plugin of lammps-jax-pjrt-cpu 0.11.2")
	expect(t, m.cudaPlugin(device.Choice{}), "it is empty", "replace it with the plugin of jax-cuda13-pjrt 0.10.0 or later")
}

// A plugin that is named counts, wherever it lies.
func TestNamedPlugin(t *testing.T) {
	m := machine(t)
	hasDriver(t, m, nvrm("570.124.06"))
	hasPlugins(t, "pjrt_c_api_cuda12_plugin.so", "pjrt_c_api_cpu_plugin.so")
	named := device.Choice{Backend: "xla", Plugin: device.Plugin{Name: "xla_cuda_plugin", Path: "/p/xla_cuda13/xla_cuda_plugin.so"}}
	expect(t, m.cudaPlugin(named), "/p/xla_cuda13/xla_cuda_plugin.so, PJRT API 0.104", "")
	expect(t, m.driver(named), "570.124.06", "CUDA 13 needs driver 580")
	expect(t, m.cpuPlugin(named), "pjrt_c_api_cpu_plugin.so, PJRT API 0.104", "")
}

func TestBackend(t *testing.T) {
	m := machine(t)
	for request, want := range map[string][2]string{
		"tpu": {"none", `"tpu" is not known: want auto, go, xla`}, "go": {"pure Go backend", ""}, "": {"the native engine", ""},
	} {
		t.Setenv(device.RequestVariable, request)
		f := m.backend(device.FromEnvironment())
		expect(t, f, want[0], want[1])
		if !f.Needed || f.Remedy != "" && !strings.Contains(f.Remedy, device.RequestVariable) {
			t.Errorf("got %+v", f)
		}
	}
}

// The main job would not run on a plugin that does not fit, nor on CUDA that is
// asked for where there is no GPU.
func TestBackendOnXLA(t *testing.T) {
	if !device.XLALinked {
		t.Skip("built without cgo")
	}
	m := machine(t)
	hasPlugins(t, "pjrt_c_api_cuda13_plugin.so", "pjrt_c_api_cpu_plugin.so")
	t.Setenv(device.RequestVariable, "xla:cuda13")
	expect(t, m.backend(device.FromEnvironment()), "plugin cuda13 at", "install the driver, or give the container the GPU; or compute on the CPU: set NODULELAB_ENGINE=native and no NODULELAB_BACKEND")
	if findings := m.Examine(context.Background()); Ready(findings) {
		t.Error("CUDA without a driver is ready")
	}
	hasDriver(t, m, nvrm("580.65.06"))
	expect(t, m.backend(device.FromEnvironment()), "plugin cuda13 at", "")
	m.Plugin = func(string) (plugin.Version, error) { return plugin.Version{}, plugin.ErrCannotLook }
	expect(t, m.backend(device.FromEnvironment()), "plugin cuda13 at", "")
	m.Plugin = func(string) (plugin.Version, error) { return plugin.Version{}, errors.New("its PJRT API is 0.90") }
	expect(t, m.backend(device.FromEnvironment()), "cuda13_plugin.so: its PJRT API is 0.90", "replace the plugin; or compute on the CPU")
	t.Setenv(device.RequestVariable, "")
	t.Setenv(device.EngineVariable, device.Native)
	expect(t, m.backend(device.FromEnvironment()), "the native engine", "")
}

// A plugin for CUDA without a GPU is no obstacle: the native engine computes, the
// table says so and what would give the GPU.
func TestPluginWithoutGPU(t *testing.T) {
	if !device.XLALinked {
		t.Skip("built without cgo")
	}
	m := machine(t)
	hasPlugins(t, "pjrt_c_api_cuda13_plugin.so")
	m.GPU = device.GPU // of which the environment hides all
	findings := m.Examine(context.Background())
	const why = `CUDA_VISIBLE_DEVICES is "", which hides every GPU`
	for _, f := range findings {
		switch f.ID {
		case "backend":
			expect(t, f, "the native engine on the CPU (the default; the plugin cuda13 is there, but "+why+")", "")
		case "cuda_driver":
			expect(t, f, why+": the CUDA plugin is of no use", "to compute on a GPU: unset it, or set it to a GPU's number")
		case "cuda_plugin":
			expect(t, f, "pjrt_c_api_cuda13_plugin.so, PJRT API 0.104", "")
		case "c_compiler":
			if f.Needed {
				t.Errorf("%+v is needed", f)
			}
		}
		if f.Status() == Missing && strings.Contains(f.ID, "cuda") {
			t.Errorf("%+v is missing", f)
		}
	}
}

// What the driver says counts more than the version that the host shows: a container
// that was not given the GPU sees it too.
func TestDriverThatFindsNoGPU(t *testing.T) {
	m := machine(t)
	hasDriver(t, m, nvrm("580.65.06"))
	m.GPU = func() error { return &device.NoGPU{Why: "the NVIDIA driver finds no GPU", Remedy: "give it one"} }
	expect(t, m.driver(device.Choice{}), "580.65.06", "")
	expect(t, m.cudaPlugin(device.Choice{}), "none", "")
	hasPlugins(t, "pjrt_c_api_cuda13_plugin.so")
	expect(t, m.driver(device.Choice{}), "the NVIDIA driver finds no GPU: the CUDA plugin is of no use", "to compute on a GPU: give it one")
	asked := device.Choice{Backend: "xla", Plugin: device.Plugins()[0]}
	expect(t, m.backend(asked, nil), "but the NVIDIA driver finds no GPU", "give it one; or compute on the CPU")
}

// A GPU counts where the version of its driver cannot be read.
func TestGPUWithoutVersion(t *testing.T) {
	m := machine(t)
	m.GPU = func() error { return nil }
	expect(t, m.driver(device.Choice{}), "of an unknown version", "")
	expect(t, m.cudaPlugin(device.Choice{}), "none", "put the plugin of jax-cuda13-pjrt 0.11.2")
}
