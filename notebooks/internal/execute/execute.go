// Package execute runs notebooks through Jupyter's nbclient and checks what came
// out: Jupyter itself calls a notebook done whose shell cell failed.
package execute

import (
	"bufio"
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"nodulelab/notebooks/internal/cells"
	"nodulelab/notebooks/internal/console"
)

//go:embed driver.py
var driver string

// Job is a notebook to execute.
type Job struct {
	Source string `json:"source"` // the notebook's file
	Target string `json:"target"` // where the executed notebook is written
}

// Runner executes notebooks with one Python, kernel and environment.
type Runner struct {
	Python  string   // an interpreter that has nbclient
	Kernel  string   // the Jupyter name of the kernel
	Folder  string   // where cells run
	Environ []string // of Python and of the kernel

	// Report, if not nil, is told of each finished code cell.
	Report func(cell, cells int)
}

// event is a line that the driver writes.
type event struct {
	Cell  int    `json:"cell"`
	Cells int    `json:"cells"`
	Error string `json:"error"`
	Shown bool   `json:"shown"` // the cell's outputs tell of the error
}

// patience is how long the driver has to stop its kernel when it is interrupted.
const patience = 15 * time.Second

// Run executes a notebook and checks it. One that fails is written as far as it came,
// so that it can be looked at. When the context ends, the kernel is stopped too.
func (r Runner) Run(ctx context.Context, j Job) error {
	if err := os.MkdirAll(filepath.Dir(j.Target), 0o755); err != nil {
		return fmt.Errorf("execute: %w", err)
	}
	failed, err := r.drive(ctx, j)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if failed != nil {
		return failure(j, *failed)
	}
	if err != nil {
		return err
	}
	return CheckFile(j.Target)
}

// drive runs the Python driver and returns the event of a failure, if there was one.
func (r Runner) drive(ctx context.Context, j Job) (*event, error) {
	input, err := json.Marshal(map[string]any{"kernel": r.Kernel, "folder": r.Folder, "notebook": j})
	if err != nil {
		return nil, fmt.Errorf("execute: %w", err)
	}
	cmd := exec.CommandContext(ctx, r.Python, "-I", "-X", "utf8", "-c", cells.Python+driver)
	cmd.Env, cmd.Stdin = r.Environ, bytes.NewReader(input)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C reaches it once, from here
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = patience
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("execute: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("execute: %s: %w", r.Python, err)
	}
	failed := r.follow(out)
	if err := cmd.Wait(); err != nil {
		return failed, fmt.Errorf("execute: %s: %w; it said:\n%s", r.Python, err, console.LastLines(said.String(), 12))
	}
	return failed, nil
}

// follow reads the driver's events up to the end and returns the failure.
func (r Runner) follow(out io.Reader) *event {
	var failed *event
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			continue // not the driver's
		}
		if e.Error != "" {
			failed = &e
		} else if r.Report != nil {
			r.Report(e.Cell, e.Cells)
		}
	}
	io.Copy(io.Discard, out)
	return failed
}

// failure is the error for a cell that failed: the outputs tell more than the
// driver can, where there are any.
func failure(j Job, e event) error {
	if err := CheckFile(j.Target); err != nil && e.Shown {
		return err
	}
	return fmt.Errorf("%s, cell %d: %s", filepath.Base(j.Source), e.Cell+1, e.Error)
}
