package backend_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nodulelab/lib/device"
	"nodulelab/lib/device/backend"
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
