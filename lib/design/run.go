package design

import (
	"context"
	"fmt"
	"time"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/results"
)

// Run trains the networks of some jobs of the sweep, as far as the lab's store lacks
// them, and returns the results of all of these jobs, by cell, then by seed in the
// order of Table 1. The plans are the cells', not the lab's. The store keeps their
// results, not their weights. Progress is that of the whole sweep, and names the cell.
func (s Sweep) Run(ctx context.Context, l *lab.Lab, jobs []CellJob) ([]CellResult, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	l, begin, err := s.followed(ctx, l, jobs)
	if err != nil {
		return nil, err
	}
	var all []CellResult
	for i, c := range s.Cells {
		own := jobsOf(jobs, i)
		if len(own) == 0 {
			continue
		}
		begin(i)
		found, err := c.in(l).ResultsOf(ctx, own)
		if err != nil {
			return nil, err
		}
		all = append(all, slice.Map(found, func(r results.Result) CellResult { return CellResult{i, r} })...)
	}
	return all, nil
}

// Train is [Sweep.Run] of all jobs. Stopped and called again, it trains what was not
// finished.
func (s Sweep) Train(ctx context.Context, l *lab.Lab) (Swept, error) {
	found, err := s.Run(ctx, l, s.Jobs())
	if err != nil {
		return Swept{}, err
	}
	return Swept{Sweep: s, Results: found}, nil
}

// followed returns the lab with reports on the jobs of the whole sweep instead of one
// cell's. Begin has to be called before each cell.
func (s Sweep) followed(ctx context.Context, l *lab.Lab, jobs []CellJob) (own *lab.Lab, begin func(cell int), err error) {
	report := l.Workers.Report
	if report == nil {
		return l, func(int) {}, nil
	}
	missing, err := s.Missing(ctx, l, jobs)
	if err != nil {
		return nil, nil, err
	}
	var work lab.Work
	for _, j := range missing {
		work.Add(s.Cells[j.Cell].Plan.Protocol, j.Job)
	}
	var part string
	start, copied := time.Now(), *l
	copied.Workers.Report = func(r lab.Report) {
		work.Count(r.Job, r.Epoch)
		r.Part, r.Work, r.Passed = part, work, time.Since(start)
		report(r)
	}
	return &copied, func(cell int) {
		part = fmt.Sprintf("cell %d of %d (%s)", cell+1, len(s.Cells), s.Cells[cell].Short())
	}, nil
}

// Missing lists the jobs whose networks the lab's store lacks.
func (s Sweep) Missing(ctx context.Context, l *lab.Lab, jobs []CellJob) ([]CellJob, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	var missing []CellJob
	for i, c := range s.Cells {
		lacking, err := c.in(l).MissingOf(ctx, jobsOf(jobs, i))
		if err != nil {
			return nil, err
		}
		missing = append(missing, cellJobs(i, lacking)...)
	}
	return missing, nil
}

// in is a lab for the cell's plan, which keeps results and no weights.
func (c Cell) in(l *lab.Lab) *lab.Lab {
	own := *l
	own.Plan, own.Lean = c.Plan, true
	return &own
}

// jobsOf are the jobs of one cell.
func jobsOf(all []CellJob, cell int) []lab.Job {
	own := slice.Filter(all, func(j CellJob) bool { return j.Cell == cell })
	return slice.Map(own, func(j CellJob) lab.Job { return j.Job })
}
