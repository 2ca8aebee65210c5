package console_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// On Windows the build says where the program runs, in its one message.
func TestBuildForWindows(t *testing.T) {
	if testing.Short() {
		t.Skip("builds for another system")
	}
	cmd := exec.Command("go", "build", ".")
	cmd.Env = append(os.Environ(), "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0")
	out, err := cmd.CombinedOutput()
	if err == nil || strings.Count(string(out), "undefined: ") != 1 || !strings.Contains(string(out), "does_not_build_on_Windows__use_WSL2__see_README") {
		t.Errorf("%v: %s", err, out)
	}
}
