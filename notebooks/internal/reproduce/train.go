package reproduce

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"nodulelab/lib/transfer"
	"nodulelab/notebooks/internal/plan"
	"nodulelab/notebooks/internal/setup"
	"nodulelab/notebooks/internal/shard"
)

// train runs the trainer for the scenarios that the notebooks show, in a program
// that is built to be fast; the cells then find their networks done.
func (o Options) train(ctx context.Context, notebooks []Notebook) error {
	needed := scenarios(notebooks)
	if len(needed) == 0 {
		return nil
	}
	cmd := exec.CommandContext(ctx, o.Environment.Bin("trainer"),
		"-seeds", strconv.Itoa(o.Seeds), "-scenarios", list(needed), "-out", o.Out, "-html", "-live", "-verdicts="+strconv.FormatBool(verdicts(notebooks)))
	cmd.Dir, cmd.Env = o.Environment.Root, setup.Environ(o.variables())
	return runTrainer(ctx, cmd)
}

// Training is the training alone, of all networks or of a part of them. It needs
// no Python and writes no report.
type Training struct {
	Environment setup.Environment
	Seeds       int    // from 1
	Scenarios   string // "1,2,3"
	Shard       shard.Shard
}

// Run builds the trainer and trains. All networks finished before an error are
// kept.
func (t Training) Run(ctx context.Context) error {
	if err := plan.CheckSeeds(t.Seeds); err != nil {
		return err
	}
	return withTrainer(ctx, t.Environment,
		"-seeds", strconv.Itoa(t.Seeds), "-scenarios", t.Scenarios, "-shard", t.Shard.String())
}

// Sweeping trains the sweeps of package design, or a part of them, and writes
// their results if it is all of them.
type Sweeping struct {
	Environment setup.Environment
	Sweeps      string // names with commas between them, or "all"
	Keep        bool   // keep stored results, and train what they lack
	Looks       int    // stop after so many looks; 0 is all of them
	Shard       shard.Shard
	Out         string // folder of the results
}

// Run builds the trainer and trains. All networks finished before an error are
// kept.
func (s Sweeping) Run(ctx context.Context) error {
	return withTrainer(ctx, s.Environment, "-sweep", s.Sweeps, fmt.Sprintf("-keep=%t", s.Keep), "-looks", strconv.Itoa(s.Looks), "-shard", s.Shard.String(), "-out", s.Out)
}

// Following follows networks through training for package clock, or a part of them, and
// writes their courses if it is all of them.
type Following struct {
	Environment setup.Environment
	Shard       shard.Shard
	Out         string // folder of the courses
}

// Run builds the trainer and follows. All networks finished before an error are kept.
func (f Following) Run(ctx context.Context) error {
	return withTrainer(ctx, f.Environment, "-clock", "-shard", f.Shard.String(), "-out", f.Out)
}

// JudgingBlocks judges every claim by blocks of seeds, and writes what becomes of each.
type JudgingBlocks struct {
	Environment setup.Environment
	Out         string // folder of the rulings
}

// Run builds the trainer, trains what is missing and judges. All networks finished before
// an error are kept.
func (j JudgingBlocks) Run(ctx context.Context) error {
	return withTrainer(ctx, j.Environment, "-blocks", "-out", j.Out)
}

// Mapping maps where each network of Table 1 fails for package atlas, and writes the maps.
type Mapping struct {
	Environment setup.Environment
	Out         string // folder of the maps
}

// Run builds the trainer, trains what is missing and maps. All networks finished before an
// error are kept.
func (m Mapping) Run(ctx context.Context) error {
	return withTrainer(ctx, m.Environment, "-maps", "-out", m.Out)
}

// Transferring trains on real outlines for package transfer, or a part of the networks, and
// writes their outcomes if it is all of them.
type Transferring struct {
	Environment setup.Environment
	Shard       shard.Shard
	Keep        bool   // keep stored outcomes, and train what they lack
	Out         string // folder of the outcomes
}

// Sets writes the sets of a cell of package transfer for some seeds to a folder.
type Sets struct {
	Cell   string
	Seeds  int
	Folder string
}

// Run draws the sets and writes them.
func (s Sets) Run() error {
	study, err := transfer.Paper()
	if err != nil {
		return err
	}
	return study.WriteSets(s.Folder, s.Cell, s.Seeds)
}

// Run builds the trainer and trains. All networks finished before an error are kept.
func (t Transferring) Run(ctx context.Context) error {
	return withTrainer(ctx, t.Environment, "-transfer", fmt.Sprintf("-keep=%t", t.Keep), "-shard", t.Shard.String(), "-out", t.Out)
}

// withTrainer builds the trainer, in a folder of its own so that several can do so
// at once, and runs it.
func withTrainer(ctx context.Context, e setup.Environment, args ...string) error {
	folder, err := os.MkdirTemp("", "nodulelab-trainer")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	fmt.Fprintln(os.Stderr, "computing with", e.Choice)
	say("building the trainer")
	if err := e.BuildTrainer(ctx, folder); err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, filepath.Join(folder, "trainer"), args...)
	cmd.Dir = e.Root
	return runTrainer(ctx, cmd)
}

// runTrainer runs a trainer until it ends, or has stopped because the context did.
func runTrainer(ctx context.Context, cmd *exec.Cmd) error {
	cmd.Stderr = os.Stderr
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
