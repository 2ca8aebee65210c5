package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"nodulelab/lib/design"
	"nodulelab/lib/lab"
	"nodulelab/lib/native"
	"nodulelab/lib/project"
	"nodulelab/lib/verdict"
	"nodulelab/notebooks/internal/shard"
)

// runSweeps runs some of the sweeps, or a part of each, and writes their results
// unless they are a part.
func (o options) runSweeps(ctx context.Context) error {
	l, err := openLab(0, "1,2,3")
	if err != nil {
		return err
	}
	for _, s := range o.sweeps {
		if err := o.runSweep(ctx, l, s); err != nil {
			return fmt.Errorf("sweep %q: %w", s.Name, err)
		}
	}
	return nil
}

// runSweep runs a sweep look by look, as far as it has looks, and writes its results. A part
// ends with the first look of which networks are missing: the next one depends on all of
// them.
func (o options) runSweep(ctx context.Context, l *lab.Lab, s design.Sweep) (err error) {
	var kept design.Kept
	if o.keep {
		if kept, err = design.KeptOf(s); err != nil {
			return err
		}
	}
	start, trained := time.Now(), 0
	for look := 1; ; look++ {
		jobs := kept.Lacking(s.Jobs())
		missing, err := s.Missing(ctx, l, jobs)
		if err != nil {
			return err
		}
		part := jobs
		if o.shard.Count > 1 && len(missing) > 0 {
			part = shard.Of(o.shard, jobs)
			if missing, err = s.Missing(ctx, l, part); err != nil {
				return err
			}
		}
		end := follow(l, fmt.Sprintf("sweep %q: ", s.Name), len(missing))
		found, err := s.Run(ctx, l, part)
		end(err)
		if err != nil || len(part) < len(jobs) {
			return err
		}
		trained += len(missing)
		swept := design.Swept{Sweep: s, Results: kept.With(s, found)}
		next, more, err := verdict.Continued(swept)
		if err != nil {
			return err
		}
		if !more || look == o.looks {
			return o.writeSweep(l, swept, kept, madeBy(l, trained, len(s.Jobs()), start))
		}
		s = next
	}
}

// writeSweep writes a sweep's results, unless it was a part that found nothing missing.
func (o options) writeSweep(l *lab.Lab, s design.Swept, kept design.Kept, made map[string]string) error {
	if o.shard.Count > 1 {
		return nil
	}
	files, err := design.Files(s.Sweep, l, s.Results, made, kept.Sources...)
	if err != nil {
		return err
	}
	if err := writeAll(o.files.folder, files); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "sweep %q: %d results written to %s\n", s.Sweep.Name, len(s.Results), o.files.folder)
	return nil
}

// madeBy is what a manifest says of the program that trained so many networks of all.
func madeBy(l *lab.Lab, trained, all int, start time.Time) map[string]string {
	made := lab.Provenance()
	maps.Copy(made, l.Settings)
	maps.Copy(made, map[string]string{
		"native kernels":    native.Kernels(),
		"processors":        fmt.Sprint(runtime.GOMAXPROCS(0)),
		"trained now":       fmt.Sprintf("%d of %d networks", trained, all),
		"wall time of that": time.Since(start).Round(time.Second).String(),
	})
	return made
}

// writeAll writes files, by name, into a folder.
func writeAll(folder string, files map[string][]byte) error {
	for name, content := range files {
		if err := project.WriteText(filepath.Join(folder, name), string(content)); err != nil {
			return err
		}
	}
	return nil
}
