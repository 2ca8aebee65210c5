// Package reproduce is the main job: it sets up, trains, executes the notebooks,
// checks them and writes the report.
package reproduce

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"nodulelab/lib/lab"
	"nodulelab/lib/project"
	"nodulelab/notebooks/internal/plan"
	"nodulelab/notebooks/internal/setup"
)

// Options say what to reproduce, and where to put it.
type Options struct {
	Environment setup.Environment
	Only        []string // the notebooks, by their names' beginnings ("02"); none means all
	Seeds       int      // from 1
	Out         string   // the report's folder
	Update      bool     // write the executed notebooks over their sources
	Force       bool     // execute again what has not changed
}

// Run does the whole job and returns the path of the report's first page. All that
// was finished before an error, or before the context ended, is kept: the next
// Run goes on from there.
func Run(ctx context.Context, o Options) (page string, err error) {
	if err := o.check(); err != nil {
		return "", err
	}
	notebooks, err := Select(o.Environment.Notebooks(), o.Only)
	if err != nil {
		return "", err
	}
	if err := o.Environment.Ensure(ctx, setup.Report, say); err != nil {
		return "", err
	}
	fmt.Fprintln(os.Stderr, "computing with", o.Environment.Choice)
	if err := o.train(ctx, notebooks); err != nil {
		return "", err
	}
	if err := o.execute(ctx, notebooks); err != nil {
		return "", err
	}
	if o.Update {
		if err := o.update(notebooks); err != nil {
			return "", err
		}
	}
	return o.report(ctx, notebooks)
}

func (o Options) check() error {
	if err := plan.CheckSeeds(o.Seeds); err != nil {
		return err
	}
	return plan.CheckFolder(o.Out)
}

func say(step string) { fmt.Fprintln(os.Stderr, step+" …") }

// variables are what the trainer, the kernel and the cells are told.
func (o Options) variables() map[string]string {
	return map[string]string{lab.SeedsVariable: strconv.Itoa(o.Seeds)}
}

// executed is where a notebook's executed copy lies.
func (o Options) executed(n Notebook) string {
	return filepath.Join(o.Out, "notebooks", n.Name+".ipynb")
}

// execute runs the notebooks that have changed since they were last executed, and
// checks all of them.
func (o Options) execute(ctx context.Context, notebooks []Notebook) error {
	changed, err := o.changed(notebooks)
	if err != nil {
		return err
	}
	if n := len(notebooks) - len(changed); n > 0 {
		fmt.Fprintf(os.Stderr, "notebooks: %d of %d unchanged since they were executed\n", n, len(notebooks))
	}
	return o.sideBySide(ctx, changed)
}

// update writes the executed notebooks over their sources.
func (o Options) update(notebooks []Notebook) error {
	for _, n := range notebooks {
		text, err := os.ReadFile(o.executed(n))
		if err != nil {
			return err
		}
		if err := project.WriteText(n.Path, string(text)); err != nil {
			return err
		}
	}
	fmt.Fprintf(os.Stderr, "notebooks: %d written back to %s\n", len(notebooks), o.Environment.Notebooks())
	return nil
}

// scenarios lists what the notebooks need trained.
func scenarios(notebooks []Notebook) []int {
	var all []int
	for _, n := range notebooks {
		all = append(all, n.Scenarios...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// verdicts tells whether one of the notebooks judges the paper's claims.
func verdicts(notebooks []Notebook) bool {
	return slices.ContainsFunc(notebooks, func(n Notebook) bool { return n.Verdicts })
}
