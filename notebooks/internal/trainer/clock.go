package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"nodulelab/lib/clock"
	"nodulelab/notebooks/internal/console"
	"nodulelab/notebooks/internal/shard"
)

// follow follows the networks of a study, or a part of them, and writes their courses
// unless they are a part.
func (o options) follow(ctx context.Context, s clock.Study) error {
	l, err := openLab(0, "1,2,3")
	if err != nil {
		return err
	}
	all := s.Jobs()
	part := shard.Of(o.shard, all)
	start, epochs := time.Now(), map[clock.Job]bool{} // of networks that the store lacked
	bar := console.NewBar(os.Stderr, fmt.Sprintf("following %d networks with %s", len(part), engine(l)))
	courses, err := s.Run(ctx, l, part, func(p clock.Progress) {
		if !p.Ended {
			epochs[p.Job] = true
		}
		bar.Set(p.Share, fmt.Sprintf("(%d done; now scenario %d, %s)", p.Done, p.Job.Scenario, p.Job.Loss))
	})
	if err == nil {
		bar.Done("all followed")
	}
	bar.Break()
	if err != nil || o.shard.Count > 1 {
		return err
	}
	files, err := clock.Followed{Study: s, Courses: courses}.Files(l, madeBy(l, len(epochs), len(all), start))
	if err != nil {
		return err
	}
	if err := writeAll(o.files.folder, files); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%d courses written to %s\n", len(courses), o.files.folder)
	return nil
}
