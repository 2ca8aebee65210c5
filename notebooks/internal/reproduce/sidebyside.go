package reproduce

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"nodulelab/lib/progress"
	"nodulelab/notebooks/internal/console"
	"nodulelab/notebooks/internal/doctor"
	"nodulelab/notebooks/internal/execute"
	"nodulelab/notebooks/internal/setup"
)

// memoryEach is what a kernel takes that compiles and links a cell, at most.
const memoryEach = 1500 << 20

// atOnce is how many notebooks are executed side by side: one a processor, since a kernel
// compiles and computes on about one, and no more than fit into the memory. Where nobody knows
// how much is free, it is two.
func atOnce(processors int, free uint64, err error) int {
	if err != nil {
		return min(processors, 2)
	}
	return max(1, min(processors, int(free/memoryEach)))
}

// sideBySide executes notebooks. The first error stops all; those that were finished before
// are remembered.
func (o Options) sideBySide(ctx context.Context, notebooks []Notebook) error {
	free, err := doctor.Here(o.Environment.Root).FreeMemory()
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce(runtime.GOMAXPROCS(0), free, err))
	running := newExecution(notebooks)
	defer running.bar.Break()
	var remembering sync.Mutex
	for _, n := range notebooks {
		group.Go(func() error {
			cause, err := o.cause(n)
			if err != nil {
				return err
			}
			if err := o.executeOne(ctx, n, running); err != nil {
				return err
			}
			remembering.Lock()
			defer remembering.Unlock()
			return o.remember(n, cause)
		})
	}
	return group.Wait()
}

func (o Options) executeOne(ctx context.Context, n Notebook, running *execution) error {
	start := time.Now()
	r := execute.Runner{
		Python: o.Environment.Python(), Kernel: setup.KernelName,
		Folder: o.Environment.Notebooks(), Environ: o.Environment.JupyterEnviron(o.variables()),
		Report: func(cell, _ int) { running.at(n, cell) },
	}
	if err := r.Run(ctx, execute.Job{Source: n.Path, Target: o.executed(n)}); err != nil {
		return err
	}
	running.done(n, time.Since(start))
	return nil
}

// execution shows how far notebooks are that are executed side by side.
type execution struct {
	mu    sync.Mutex
	bar   *console.Bar
	all   []Notebook
	cells map[string]int // executed, by notebook; those that are finished have none
	past  int            // cells of finished notebooks
}

func newExecution(all []Notebook) *execution {
	return &execution{bar: console.NewBar(os.Stderr, "notebooks"), all: all, cells: map[string]int{}}
}

// at says that so many cells of a notebook are executed.
func (e *execution) at(n Notebook, cell int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.cells[n.Name] = cell
	sum, total, words := e.past, 0, []string{}
	for _, n := range e.all {
		total += n.Cells
		if cell, running := e.cells[n.Name]; running {
			sum += cell
			words = append(words, fmt.Sprintf("%s: cell %d of %d", n.Name, cell, n.Cells))
		}
	}
	e.bar.Set(float64(sum)/float64(max(total, 1)), "("+strings.Join(words, ", ")+")")
}

// done says that a notebook is finished.
func (e *execution) done(n Notebook, took time.Duration) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.cells, n.Name)
	e.past += n.Cells
	e.bar.Break()
	fmt.Fprintf(os.Stderr, "notebook %s: every cell executed (%s)\n", n.Name, progress.Roughly(took))
}
