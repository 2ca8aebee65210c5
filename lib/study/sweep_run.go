package study

import (
	"context"
	"slices"
)

// in is the lab for a cell's plan, which keeps results and no weights.
func (l *Lab) in(c Cell) *Lab {
	own := *l
	own.Plan, own.Lean = c.Plan, true
	return &own
}

// Sweep trains those of some of a sweep's networks that the store lacks, and
// returns the results of all of them, by cell, then by seed in the order of Table
// 1. The store keeps their results, not their weights.
func (l *Lab) Sweep(ctx context.Context, s Sweep, jobs []CellJob) ([]CellResult, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	var results []CellResult
	for i, c := range s.Cells {
		own := jobsOf(jobs, i)
		if len(own) == 0 {
			continue
		}
		all, err := collect(ctx, l.in(c), c.Plan, own, scored)
		if err != nil {
			return nil, err
		}
		cell := slices.Concat(all...)
		c.Plan.sort(cell)
		for _, r := range cell {
			results = append(results, CellResult{i, r})
		}
	}
	return results, nil
}

// MissingOfSweep lists those of some of a sweep's networks that the store lacks.
func (l *Lab) MissingOfSweep(s Sweep, jobs []CellJob) ([]CellJob, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	var missing []CellJob
	for i, c := range s.Cells {
		lacking, err := l.in(c).MissingOf(jobsOf(jobs, i))
		if err != nil {
			return nil, err
		}
		for _, j := range lacking {
			missing = append(missing, CellJob{i, j})
		}
	}
	return missing, nil
}

// jobsOf are the jobs of one cell.
func jobsOf(all []CellJob, cell int) []Job {
	var own []Job
	for _, j := range all {
		if j.Cell == cell {
			own = append(own, j.Job)
		}
	}
	return own
}
