package device_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nodulelab/lib/device"
	"nodulelab/lib/device/internal/stub"
)

// plugins makes a search folder with empty files of the given names.
func plugins(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv(device.PluginPathVariable, dir)
	return dir
}

// write writes a program.
func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
}

func TestPlugins(t *testing.T) {
	dir := plugins(t, "pjrt_c_api_cpu_plugin.so", "libpjrt_c_api_cuda13_plugin.so", "pjrt_c_api_plugin.so", "notes.txt")
	found := device.Plugins()
	if len(found) != 2 || found[0].Name != "cuda13" || found[1] != (device.Plugin{Name: "cpu", Path: filepath.Join(dir, "pjrt_c_api_cpu_plugin.so")}) {
		t.Errorf("found %+v, want cuda13, then cpu", found)
	}
}

func TestTheEarlierFolderWins(t *testing.T) {
	first := plugins(t, "pjrt_c_api_cpu_plugin.so")
	second := plugins(t, "pjrt_c_api_cpu_plugin.so")
	t.Setenv(device.PluginPathVariable, first+string(filepath.ListSeparator)+second)
	if found := device.Plugins(); len(found) != 1 || filepath.Dir(found[0].Path) != first {
		t.Errorf("found %+v, want the one in %s", found, first)
	}
}

func TestChoose(t *testing.T) {
	if !device.XLALinked {
		t.Skip("built without cgo: only the Go backend can be chosen")
	}
	stub.UseDriver(t, stub.Driver{Devices: 1, Version: 13000})
	dir := plugins(t, "pjrt_c_api_cpu_plugin.so", "pjrt_c_api_cuda_plugin.so")
	file := filepath.Join(dir, "pjrt_c_api_cpu_plugin.so")
	for request, want := range map[string]string{
		"": "xla:cuda", "auto": "xla:cuda", "go": "go", "xla": "xla:cuda", "xla:cpu": "xla:cpu", "xla:" + file: "xla:cpu",
	} {
		c, err := device.Choose("", request)
		if err != nil || c.Name() != "gomlx/"+want || c.Reason == "" {
			t.Errorf("%q: %v, %v, want %s", request, c, err, want)
		}
	}
	for request, want := range map[string]string{
		"cuda": `backend "cuda" is not known: want auto, go, xla`, "xla:tpu": `no PJRT plugin "tpu"`,
		"xla:/no/such.so": "no such file", "xla:" + dir: "is not a file",
	} {
		if c, err := device.Choose("gomlx", request); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, error %v, want %q", request, c, err, want)
		}
	}
}

func TestNothingInstalled(t *testing.T) {
	plugins(t)
	for request, want := range map[[2]string]string{
		{"", ""}: "native", {"auto", "auto"}: "native", {"native", ""}: "native", {"gomlx", ""}: "gomlx/go", {"", "go"}: "gomlx/go",
	} {
		if c, err := device.Choose(request[0], request[1]); err != nil || c.Name() != want || c.Reason == "" {
			t.Errorf("%q: %v, %v, want %s", request, c, err, want)
		}
	}
	for request, want := range map[[2]string]string{
		{"", "xla"}: "device:", {"native", "go"}: `backend "go" is asked for: drop it, or ask for engine gomlx`,
		{"torch", ""}: `engine "torch" is not known: want auto, native or gomlx`,
	} {
		if c, err := device.Choose(request[0], request[1]); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, error %v, want %q", request, c, err, want)
		}
	}
}

// A CPU plugin is slower than the native engine: it computes only if asked for.
func TestCPUPlugin(t *testing.T) {
	plugins(t, "pjrt_c_api_cpu_plugin.so")
	if c, err := device.Choose("", ""); err != nil || c.Name() != "native" {
		t.Errorf("%v, %v, want the native engine", c, err)
	}
}

func TestFromEnvironment(t *testing.T) {
	t.Setenv(device.RequestVariable, "tpu")
	if _, err := device.FromEnvironment(); err == nil || !strings.Contains(err.Error(), device.RequestVariable) {
		t.Errorf("error %v, want one that names %s", err, device.RequestVariable)
	}
}

func ExampleChoose() {
	c, err := device.Choose("gomlx", "go")
	fmt.Println(c, err)
	// Output: GoMLX on its pure Go backend (asked for) <nil>
}
