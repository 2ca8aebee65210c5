package design

import (
	"context"

	"nodulelab/lib/lab"
)

// Run trains the networks of some jobs of the sweep, as far as the lab's store lacks
// them, and returns the results of all of these jobs, by cell, then by seed in the
// order of Table 1. The plans are the cells', not the lab's. The store keeps their
// results, not their weights.
func (s Sweep) Run(ctx context.Context, l *lab.Lab, jobs []CellJob) ([]CellResult, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	var all []CellResult
	for i, c := range s.Cells {
		own := jobsOf(jobs, i)
		if len(own) == 0 {
			continue
		}
		found, err := c.in(l).ResultsOf(ctx, own)
		if err != nil {
			return nil, err
		}
		for _, r := range found {
			all = append(all, CellResult{i, r})
		}
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
		for _, j := range lacking {
			missing = append(missing, CellJob{i, j})
		}
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
	var own []lab.Job
	for _, j := range all {
		if j.Cell == cell {
			own = append(own, j.Job)
		}
	}
	return own
}
