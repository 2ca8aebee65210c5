package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"nodulelab/lib/design"
	"nodulelab/lib/lab"
	"nodulelab/lib/native"
	"nodulelab/lib/project"
	"nodulelab/notebooks/internal/shard"
)

// sweeps runs some of the sweeps, or a part of each, and writes their results
// unless they are a part.
func (o options) sweeps(ctx context.Context) error {
	l, err := openLab(0, "1,2,3")
	if err != nil {
		return err
	}
	chosen, err := chosenSweeps(o.sweep)
	if err != nil {
		return err
	}
	for _, s := range chosen {
		if err := o.runSweep(ctx, l, s); err != nil {
			return fmt.Errorf("sweep %q: %w", s.Name, err)
		}
	}
	return nil
}

// chosenSweeps returns the sweeps with the names in a list, or all of them.
func chosenSweeps(list string) ([]design.Sweep, error) {
	if list == "all" {
		return design.Sweeps()
	}
	var chosen []design.Sweep
	for name := range strings.SplitSeq(list, ",") {
		s, err := design.SweepByName(name)
		if err != nil {
			return nil, err
		}
		chosen = append(chosen, s)
	}
	return chosen, nil
}

func (o options) runSweep(ctx context.Context, l *lab.Lab, s design.Sweep) error {
	jobs := s.Jobs()
	part := jobs
	if o.shard.Count > 0 {
		part = shard.Of(o.shard, jobs)
	}
	missing, err := s.Missing(l, part)
	if err != nil {
		return err
	}
	start := time.Now()
	end := follow(l, fmt.Sprintf("sweep %q: ", s.Name), len(missing))
	found, err := s.Run(ctx, l, part)
	end(err)
	if err != nil || o.shard.Count > 1 {
		return err
	}
	made := lab.Provenance()
	maps.Copy(made, l.Settings)
	maps.Copy(made, map[string]string{
		"native kernels":    native.Kernels(),
		"processors":        fmt.Sprint(runtime.GOMAXPROCS(0)),
		"trained now":       fmt.Sprintf("%d of %d networks", len(missing), len(jobs)),
		"wall time of that": time.Since(start).Round(time.Second).String(),
	})
	return writeSweep(o.files.folder, s, l, found, made)
}

func writeSweep(folder string, s design.Sweep, l *lab.Lab, found []design.CellResult, made map[string]string) error {
	files, err := design.Files(s, l, found, made)
	if err != nil {
		return err
	}
	for name, content := range files {
		if err := project.WriteText(filepath.Join(folder, name), string(content)); err != nil {
			return err
		}
	}
	fmt.Fprintf(os.Stderr, "sweep %q: %d results written to %s\n", s.Name, len(found), folder)
	return nil
}
