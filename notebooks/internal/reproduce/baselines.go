package reproduce

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"nodulelab/lib/baseline"
	"nodulelab/lib/design"
	"nodulelab/lib/lab"
	"nodulelab/lib/project"
	"nodulelab/notebooks/internal/console"
)

// Baselines fits the baselines of package baseline and writes their results.
type Baselines struct {
	Out string // folder of the results
}

// Run fits them. Nothing is kept of what was not finished.
func (b Baselines) Run(ctx context.Context) error { return b.fit(ctx, baseline.Paper()) }

func (b Baselines) fit(ctx context.Context, sweep design.Sweep) error {
	start := time.Now()
	bar := console.NewBar(os.Stderr, "baselines:")
	found, err := baseline.FitSweep(ctx, sweep, func(done int) {
		bar.Set(float64(done)/float64(len(sweep.Cells)), sweep.Cells[done].Short())
	})
	if err != nil {
		bar.Break()
		return err
	}
	bar.Done("all fitted")
	made := lab.Provenance()
	delete(made, "native kernels") // they compute networks
	made["processors"] = fmt.Sprint(runtime.GOMAXPROCS(0))
	made["wall time"] = time.Since(start).Round(time.Second).String()
	files, err := found.Files(made)
	if err != nil {
		return err
	}
	for name, content := range files {
		if err := project.WriteText(filepath.Join(b.Out, name), string(content)); err != nil {
			return err
		}
	}
	fmt.Fprintf(os.Stderr, "baselines: %d results written to %s\n", len(found.Results), b.Out)
	return nil
}
