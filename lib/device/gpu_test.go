package device_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nodulelab/lib/device"
	"nodulelab/lib/device/internal/stub"
)

// gpuless are machines on which CUDA cannot compute: how each is made, and what is
// said of it.
var gpuless = map[string]struct {
	make func(*testing.T)
	says string
}{
	"no driver":      {func(t *testing.T) { stub.UseLibrary(t, "/no/such/libcuda.so.1") }, "no NVIDIA driver (/no/such/libcuda.so.1 is not found)"},
	"no device":      {func(t *testing.T) { stub.UseDriver(t, stub.Driver{Init: 100, Version: 13000}) }, "the NVIDIA driver finds no GPU"},
	"a broken setup": {func(t *testing.T) { stub.UseDriver(t, stub.Driver{Init: 803}) }, "the NVIDIA driver fails: cuInit returns 803 (" + stub.DriverMessage + ")"},
	"GPUs are hidden": {func(t *testing.T) {
		stub.UseDriver(t, stub.Driver{Devices: 1, Version: 13000})
		t.Setenv(device.VisibleVariable, "-1")
	}, `CUDA_VISIBLE_DEVICES is "-1", which hides every GPU`},
	"an old driver": {func(t *testing.T) { stub.UseDriver(t, stub.Driver{Devices: 1, Version: 12080}) }, "the NVIDIA driver serves CUDA up to 12.8 and the plugin needs 13"},
}

// A plugin for CUDA computes by itself only where there is a GPU for it, and the
// choice says why it does not.
func TestWithoutGPU(t *testing.T) {
	if !device.XLALinked {
		t.Skip("built without cgo: CUDA is never chosen")
	}
	for name, test := range gpuless {
		t.Run(name, func(t *testing.T) {
			plugins(t, "pjrt_c_api_cuda_plugin.so")
			test.make(t)
			for request, want := range map[[2]string]string{{"", ""}: "native", {"auto", "auto"}: "native", {"gomlx", ""}: "gomlx/go"} {
				c, err := device.Choose(request[0], request[1])
				if err != nil || c.Name() != want || !strings.Contains(c.String(), "the plugin cuda is there, but "+test.says) {
					t.Errorf("%q: %v, %v, want %s and %q", request, c, err, want, test.says)
				}
				if err := c.Check(); err != nil {
					t.Errorf("%q: %v", request, err)
				}
			}
			plugins(t, "pjrt_c_api_cuda_plugin.so", "pjrt_c_api_cpu_plugin.so")
			for _, request := range []string{"auto", "xla"} {
				if c, err := device.Choose("gomlx", request); err != nil || c.Name() != "gomlx/xla:cpu" {
					t.Errorf("%s beside a plugin for the CPU: %v, %v", request, c, err)
				}
			}
		})
	}
}

// CUDA that is asked for is chosen, so that it can be built for, and is an error
// before anything is computed.
func TestCUDAIsAskedForWithoutGPU(t *testing.T) {
	if !device.XLALinked {
		t.Skip("built without cgo: CUDA is never chosen")
	}
	for name, test := range gpuless {
		if name == "an old driver" { // the plugin itself judges it
			continue
		}
		t.Run(name, func(t *testing.T) {
			plugins(t, "pjrt_c_api_cuda_plugin.so")
			test.make(t)
			t.Setenv(device.RequestVariable, "xla:cuda")
			c, err := device.FromEnvironment()
			if err != nil || c.Name() != "gomlx/xla:cuda" {
				t.Fatalf("%v, %v", c, err)
			}
			err = c.Check()
			var none *device.NoGPU
			if !errors.As(err, &none) || none.Remedy == "" {
				t.Fatalf("error %v", err)
			}
			for _, want := range []string{"gomlx/xla:cuda is asked for, but " + test.says, none.Remedy, "to compute on the CPU, set NODULELAB_ENGINE=native and no NODULELAB_BACKEND"} {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %v, want %q", err, want)
				}
			}
		})
	}
}

func TestWithGPU(t *testing.T) {
	if !device.XLALinked {
		t.Skip("built without cgo: CUDA is never chosen")
	}
	plugins(t, "pjrt_c_api_cuda12_plugin.so", "pjrt_c_api_cuda13_plugin.so", "pjrt_c_api_cpu_plugin.so")
	for version, want := range map[int]string{12080: "gomlx/xla:cuda12", 13020: "gomlx/xla:cuda12", 11040: "native"} {
		stub.UseDriver(t, stub.Driver{Devices: 2, Version: version})
		c, err := device.Choose("", "")
		if err != nil || c.Name() != want || c.Check() != nil {
			t.Errorf("CUDA %d: %v, %v, %v, want %s", version, c, err, c.Check(), want)
		}
	}
}

// What is no driver is not asked.
func TestNoDriversLibrary(t *testing.T) {
	if !device.XLALinked {
		t.Skip("built without cgo: no driver is asked")
	}
	empty := filepath.Join(t.TempDir(), "libcuda.so.1") // as some images hold it
	if err := os.WriteFile(empty, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for library, want := range map[string]string{empty: "file too short", stub.Compile(t, "int other;"): "it is not the library of a CUDA driver"} {
		stub.UseLibrary(t, library)
		if err := device.GPU(); err == nil || !strings.Contains(err.Error(), "no NVIDIA driver (") || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", library, err, want)
		}
	}
}

func TestCUDAMajor(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"12/nvidia/cuda_runtime/lib", "13/nvidia/cu13/lib", "jax_plugins/xla_cuda12"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	linked := filepath.Join(dir, "jax_plugins/xla_cuda12/xla_cuda_plugin.so")
	write(t, linked, "")
	link := filepath.Join(dir, "pjrt_c_api_cuda_plugin.so")
	if err := os.Symlink(linked, link); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{
		filepath.Join(dir, "12/nvidia/pjrt_c_api_cuda_plugin.so"): 12,
		filepath.Join(dir, "13/nvidia/pjrt_c_api_cuda_plugin.so"): 13,
		link:                             12,
		"/p/pjrt_c_api_cuda12_plugin.so": 12, "/p/pjrt_c_api_cuda_plugin.so": 13,
	} {
		if got := (device.Plugin{Name: "cuda", Path: path}).CUDAMajor(); got != want {
			t.Errorf("%s: CUDA %d, want %d", path, got, want)
		}
	}
}
