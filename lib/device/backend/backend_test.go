package backend_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nodulelab/lib/device"
	"nodulelab/lib/device/backend"
	"nodulelab/lib/device/internal/stub"
)

func TestOpenGo(t *testing.T) {
	b, err := backend.Open(device.Choice{Backend: "go"})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Finalize()
	if b.Name() != "Go Backend" {
		t.Errorf("backend %q", b.Name())
	}
}

func TestOpenUnknown(t *testing.T) {
	if _, err := backend.Open(device.Choice{Backend: "tpu"}); err == nil || !strings.Contains(err.Error(), "want go or xla") {
		t.Errorf("error %v", err)
	}
}

// A file that is no plugin must give an error that names it, whatever it holds.
func TestOpenCorruptPlugin(t *testing.T) {
	if !device.XLALinked {
		t.Skip("built without cgo: no plugin can be opened")
	}
	for name, content := range map[string][]byte{
		"empty": nil, "text": []byte("not a library"), "header": append([]byte("\x7fELF\x02\x01\x01"), make([]byte, 64)...),
		"zeros": bytes.Repeat([]byte{0}, 1<<16),
	} {
		path := filepath.Join(t.TempDir(), "pjrt_c_api_"+name+"_plugin.so")
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := backend.Open(device.Choice{Backend: "xla", Plugin: device.Plugin{Name: name, Path: path}})
		if err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "NODULELAB_BACKEND=go") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// A plugin of the right version that fails at once gives one error, without a
// panic; one of the wrong version is never started.
func TestOpenStub(t *testing.T) {
	if !device.XLALinked {
		t.Skip("built without cgo: no plugin can be opened")
	}
	for name, test := range map[string]struct {
		table stub.Table
		want  string
	}{
		"right version": {stub.Table{Minor: 104, Size: 1120}, stub.Message},
		"newer":         {stub.Table{Minor: 116, Size: 1144}, stub.Message},
		"too old":       {stub.Table{Minor: 90, Size: 1064}, "its PJRT API is 0.90"},
		"empty":         {stub.Table{Minor: 104, Size: 1120, Empty: true}, "no working PJRT plugin"},
	} {
		path := stub.Build(t, test.table)
		_, err := backend.Open(device.Choice{Backend: "xla", Plugin: device.Plugin{Name: "cpu", Path: path}})
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Count(err.Error(), path+" cannot be used") != 1 {
			t.Errorf("%s: error %v, want %q", name, err, test.want)
		}
	}
}

// What fits but fails on a GPU need not be replaced.
func TestOpenFailsOnGPU(t *testing.T) {
	if !device.XLALinked {
		t.Skip("built without cgo: no plugin can be opened")
	}
	stub.UseDriver(t, stub.Driver{Devices: 1, Version: 13000})
	_, err := backend.Open(cuda(stub.Build(t, stub.Table{Minor: 104, Size: 1120})))
	if err == nil || !strings.Contains(err.Error(), stub.Message) || !strings.Contains(err.Error(), "look whether this machine has an NVIDIA GPU") || strings.Contains(err.Error(), "replace") {
		t.Errorf("error %v", err)
	}
}

// Where CUDA is asked for and there is no GPU, that is said, and the plugin is not
// loaded.
func TestOpenWithoutGPU(t *testing.T) {
	if !device.XLALinked {
		t.Skip("built without cgo: no plugin can be opened")
	}
	stub.UseLibrary(t, "/no/such/libcuda.so.1")
	_, err := backend.Open(cuda("/no/such/plugin.so"))
	if err == nil || !strings.Contains(err.Error(), "gomlx/xla:cuda is asked for, but no NVIDIA driver (/no/such/libcuda.so.1 is not found)") ||
		!strings.Contains(err.Error(), "install the driver; in a container, start it with the GPU (docker run --gpus all)") {
		t.Errorf("error %v", err)
	}
}

// cuda is the choice of a plugin for CUDA.
func cuda(path string) device.Choice {
	return device.Choice{Backend: "xla", Plugin: device.Plugin{Name: "cuda", Path: path}}
}

// Opening sets XLA's flags on CUDA, even where the plugin then fails, and leaves
// them alone on a CPU.
func TestOpenSetsFlags(t *testing.T) {
	for name, want := range map[string]string{"cpu": "--xla_dump_to=/d", "cuda": "--xla_dump_to=/d --xla_gpu_deterministic_ops=true"} {
		t.Setenv(device.FlagsVariable, "--xla_dump_to=/d")
		backend.Open(device.Choice{Backend: "xla", Plugin: device.Plugin{Name: name, Path: "/no/such.so"}})
		if got := os.Getenv(device.FlagsVariable); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
