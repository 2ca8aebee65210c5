package train

import (
	"strings"
	"testing"

	"nodulelab/lib/device"
)

// A program without package train/gomlx has the native engine, and says what it lacks.
func TestOpen(t *testing.T) {
	e, err := Open(device.Choice{Backend: device.Native})
	if err != nil {
		t.Fatal(err)
	}
	if e.Close(); e.Name() != device.Native {
		t.Errorf("engine %q", e.Name())
	}
	if _, err := Open(device.Choice{Backend: "go"}); err == nil || !strings.Contains(err.Error(), "gomlx/go is not in this program: import nodulelab/lib/train/gomlx, or build it without -tags nogomlx") {
		t.Errorf("error %v", err)
	}
}
