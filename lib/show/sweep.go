package show

import (
	"context"
	"fmt"

	"nodulelab/lib/design"
	"nodulelab/lib/lab"
)

// Sweep trains a sweep and returns it with its results. Networks that were trained before
// are read from disk; the rest is trained now, with progress in the cell. A cell that was
// interrupted goes on where it stood when it is run again.
func Sweep(s design.Sweep) design.Swept {
	return inLab(func(ctx context.Context, l *lab.Lab) ([]design.Swept, error) {
		swept, err := sweepIn(ctx, l, s)
		return []design.Swept{swept}, err
	})[0]
}

// sweepIn trains a sweep in a lab. The progress names the cell of the sweep.
func sweepIn(ctx context.Context, l *lab.Lab, s design.Sweep) (design.Swept, error) {
	var p progress
	defer p.end()
	l.Workers.Report = p.report
	return s.Train(ctx, l, func(cell int) {
		p.part = fmt.Sprintf("cell %d of %d (%s), ", cell+1, len(s.Cells), s.Cells[cell].Short())
	})
}
