package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"nodulelab/lib/transfer"
	"nodulelab/notebooks/internal/console"
	"nodulelab/notebooks/internal/shard"
)

// transfer trains the cells of the study of real outlines one after the other, and writes
// all outcomes after each, unless it trains a part. Stored cells of the same design are kept
// if asked.
func (o options) transfer(ctx context.Context) error {
	s, err := transfer.Paper()
	if err != nil {
		return err
	}
	l, err := openLab(0, "1,2,3")
	if err != nil {
		return err
	}
	found := transfer.Found{Study: s}
	if o.keep {
		if found, err = transfer.Load(); err != nil {
			return err
		}
	}
	for cell, c := range s.Cells {
		if o.keep && found.Has(c) {
			fmt.Fprintf(os.Stderr, "%s: kept\n", c)
			continue
		}
		jobs, start := s.Jobs(cell), time.Now()
		part := shard.Of(o.shard, jobs)
		bar := console.NewBar(os.Stderr, fmt.Sprintf("cell %d of %d (%s): %d networks and baselines with %s", cell+1, len(s.Cells), c, len(part), engine(l)))
		own, err := s.Run(ctx, l, part, func(done int) {
			bar.Set(float64(done)/float64(len(part)), fmt.Sprintf("(%d done)", done))
		})
		if err == nil {
			bar.Done("all done")
		}
		bar.Break()
		if err != nil {
			return err
		}
		if o.shard.Count > 1 {
			continue
		}
		if found, err = found.With(l, cell, own, madeBy(l, len(part), len(jobs), start)); err != nil {
			return err
		}
		files, err := found.Files()
		if err != nil {
			return err
		}
		if err := writeAll(o.files.folder, files); err != nil {
			return err
		}
	}
	return nil
}
