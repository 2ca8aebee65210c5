package reproduce

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"

	"nodulelab/notebooks/internal/setup"
)

// train runs the trainer for the scenarios that the notebooks show, in a program
// that is built to be fast; the cells then find their networks done.
func (o Options) train(ctx context.Context, notebooks []Notebook) error {
	needed := scenarios(notebooks)
	if len(needed) == 0 {
		return nil
	}
	cmd := exec.CommandContext(ctx, o.Environment.Bin("trainer"),
		"-seeds", strconv.Itoa(o.Seeds), "-scenarios", list(needed), "-out", o.Out, "-html", "-verdicts="+strconv.FormatBool(verdicts(notebooks)))
	cmd.Dir, cmd.Stderr = o.Environment.Root, os.Stderr
	cmd.Env = setup.Environ(o.variables())
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C reaches it once, from here
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 20 * time.Second
	err := cmd.Run()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return fmt.Errorf("the training failed (%w); what it said stands above", err)
	}
	return nil
}

func list(numbers []int) string {
	texts := make([]string, len(numbers))
	for i, n := range numbers {
		texts[i] = strconv.Itoa(n)
	}
	return strings.Join(texts, ",")
}
