package main

import (
	"bufio"
	"net"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"nodulelab/notebooks/internal/setup"
	"nodulelab/notebooks/internal/testenv"
)

// A terminal that closes ends the real program and JupyterLab with it: nobody listens
// on the port any more.
func TestLabEndsWithItsTerminal(t *testing.T) {
	if testing.Short() {
		t.Skip("starts JupyterLab")
	}
	if signal.Ignored(syscall.SIGHUP) {
		t.Skip("started under nohup, which what is started here would obey")
	}
	testenv.Environment(t, setup.Lab)
	program := filepath.Join(t.TempDir(), "notebooks")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	port := strconv.Itoa(testenv.FreePort(t))
	cmd := exec.Command(program, "lab", "-no-browser", "-seeds", "1", "-port", port)
	said, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	lines := bufio.NewScanner(said)
	for lines.Scan() && !strings.HasPrefix(lines.Text(), "JupyterLab: ") {
	}
	if !strings.Contains(lines.Text(), ":"+port+"/lab?token=") {
		t.Fatalf("no address was announced; the last line is %q", lines.Text())
	}
	start := time.Now()
	if err := cmd.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() {
	}
	cmd.Wait()
	if took := time.Since(start); took > 20*time.Second || cmd.ProcessState.ExitCode() == -1 {
		t.Errorf("ended after %v with %v", took, cmd.ProcessState)
	}
	if c, err := net.Dial("tcp", net.JoinHostPort("127.0.0.1", port)); err == nil {
		c.Close()
		t.Errorf("port %s is still served", port)
	}
}
