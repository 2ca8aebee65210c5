package design

import (
	"context"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/results"
)

// Run trains the networks of some jobs of the sweep, as far as the lab's store lacks
// them, and returns the results of all of these jobs, by cell, then by seed in the
// order of Table 1. The plans are the cells', not the lab's. The store keeps their
// results, not their weights.
func (s Sweep) Run(ctx context.Context, l *lab.Lab, jobs []CellJob) ([]CellResult, error) {
	return s.run(ctx, l, jobs, func(int) {})
}

// Train is Run of all jobs. It tells of each cell, by its number, before it is trained
// or read from the store, unless begin is nil. Stopped and called again, it trains what
// was not finished.
func (s Sweep) Train(ctx context.Context, l *lab.Lab, begin func(cell int)) (Swept, error) {
	if begin == nil {
		begin = func(int) {}
	}
	found, err := s.run(ctx, l, s.Jobs(), begin)
	if err != nil {
		return Swept{}, err
	}
	return Swept{Sweep: s, Results: found}, nil
}

func (s Sweep) run(ctx context.Context, l *lab.Lab, jobs []CellJob, begin func(cell int)) ([]CellResult, error) {
	if err := s.Validate(); err != nil {
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

// Missing lists the jobs whose networks the lab's store lacks.
func (s Sweep) Missing(l *lab.Lab, jobs []CellJob) ([]CellJob, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	var missing []CellJob
	for i, c := range s.Cells {
		lacking, err := c.in(l).MissingOf(jobsOf(jobs, i))
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
