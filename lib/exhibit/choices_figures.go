package exhibit

import (
	"cmp"
	"fmt"
	"slices"

	"nodulelab/lib/design"
	"nodulelab/lib/figure"
	"nodulelab/lib/lab"
	"nodulelab/lib/metrics"
	"nodulelab/lib/verdict"
)

// conclusionFigures are the conclusions as a figure takes them: those of the three
// scenarios, and the premise before them if it is asked for.
func conclusionFigures(premise bool) []figure.Conclusion {
	var all []figure.Conclusion
	for i, c := range verdict.Conclusions() {
		if i > 0 || premise {
			all = append(all, figure.Conclusion{Name: c.Name, Low: c.Low, High: c.High, Threshold: c.Bound.Value, Above: !c.Bound.Below})
		}
	}
	return all
}

func names(all []figure.Conclusion) []string {
	texts := make([]string, len(all))
	for i, c := range all {
		texts[i] = c.Name
	}
	return texts
}

// state is a conclusion's state as a figure takes it.
func state(s verdict.Outcome) figure.HoldsState {
	switch s {
	case verdict.Holds:
		return figure.Holds
	case verdict.Fails:
		return figure.Fails
	}
	return figure.Undecided
}

// drawn is an estimate as a figure takes it.
func drawn(e metrics.Estimate) figure.Interval {
	return figure.Interval{Mean: e.Mean, Low: e.Low, High: e.High}
}

// DoseFigure plots how each conclusion's statistic answers to the factors of a
// group, one row a factor. A group of many factors takes several figures: part
// counts from 1.
func DoseFigure(group string, part int) (figure.Figure, error) {
	all, err := responses(group)
	if err != nil {
		return figure.Figure{}, err
	}
	const rows = 7
	parts := slices.Collect(slices.Chunk(all, rows))
	if part < 1 || part > len(parts) {
		return figure.Figure{}, fmt.Errorf("exhibit: part %d of the choices of the %s: there are %d", part, group, len(parts))
	}
	conclusions := conclusionFigures(false)
	var panels []figure.ResponsePanel
	for _, r := range parts[part-1] {
		p := figure.ResponsePanel{Factor: r.Factor.Name, Unit: r.Factor.Unit, Default: r.Default, Series: make([][]figure.Interval, len(conclusions))}
		for _, l := range r.Levels {
			p.Levels = append(p.Levels, l.Label)
			for i := range conclusions {
				p.Series[i] = append(p.Series[i], drawn(l.Estimates[i+1]))
			}
		}
		panels = append(panels, p)
	}
	title := fmt.Sprintf("How the conclusions answer to choices of the %s", group)
	if len(parts) > 1 {
		title += fmt.Sprintf(" (%d of %d)", part, len(parts))
	}
	return figure.Responses(title, conclusions, panels)
}

// ConclusionFigure maps where the paper's conclusions hold: every level of every
// factor, all else as in the protocol.
func ConclusionFigure() (figure.Figure, error) {
	all, err := responses(everyGroup()...)
	if err != nil {
		return figure.Figure{}, err
	}
	var rows []figure.HoldsRow
	for _, r := range all {
		for j, l := range r.Levels {
			row := figure.HoldsRow{Factor: r.Factor.Name, Level: l.Label, Default: j == r.Default}
			for i := range l.Estimates {
				row.Cells = append(row.Cells, figure.HoldsCell{Mean: l.Estimates[i].Mean, State: state(l.States[i])})
			}
			rows = append(rows, row)
		}
	}
	return figure.HoldsMap("Where the paper's conclusions hold", names(conclusionFigures(true)), rows)
}

// ImportanceFigure ranks the factors by the largest difference that one of their levels
// makes to a conclusion, the largest over all conclusions first.
func ImportanceFigure() (figure.Figure, error) {
	all, err := effects(everyGroup()...)
	if err != nil {
		return figure.Figure{}, err
	}
	largest := func(of []verdict.FactorEffect) float64 {
		v := 0.
		for _, e := range of[1:] {
			v = max(v, size(e))
		}
		return v
	}
	slices.SortStableFunc(all, func(a, b []verdict.FactorEffect) int {
		return cmp.Compare(largest(b), largest(a))
	})
	var rows []figure.RankingRow
	for _, of := range all {
		row := figure.RankingRow{Label: of[0].Factor}
		for _, e := range of[1:] {
			row.Effects = append(row.Effects, drawn(e.Levels[e.Largest].Difference))
		}
		rows = append(rows, row)
	}
	return figure.Ranking("What each choice can do", "largest difference from the protocol, by seed", names(conclusionFigures(false)), verdict.Same, rows)
}

// DepthFigure maps the conclusions over spike depth and input.
func DepthFigure() (figure.Figure, error) {
	return plane(design.DepthSweep, "Spike depth and input together", "spike depth", "input", nil)
}

// ActivationFigure maps the conclusions over activation and input, with one kind of
// pooling.
func ActivationFigure(pooling string) (figure.Figure, error) {
	f, err := design.FactorByName("pooling")
	if err != nil {
		return figure.Figure{}, err
	}
	l, err := f.Level(pooling)
	if err != nil {
		return figure.Figure{}, err
	}
	return plane(design.NetworkSweep, fmt.Sprintf("Activation and input together, %s pooling", pooling), "activation", "input", &l)
}

// plane maps a sweep's grid over two of its factors, where a third one, if given,
// is at a level.
func plane(sweep, title, across, up string, fixed *design.Level) (figure.Figure, error) {
	s, err := design.Load(sweep)
	if err != nil {
		return figure.Figure{}, err
	}
	x, errX := design.FactorByName(across)
	y, errY := design.FactorByName(up)
	if err := cmp.Or(errX, errY); err != nil {
		return figure.Figure{}, err
	}
	var panels []figure.PlanePanel
	for i, c := range verdict.Conclusions()[1:] {
		p := figure.PlanePanel{Conclusion: conclusionFigures(false)[i]}
		for range y.Levels {
			p.Cells = append(p.Cells, make([]figure.HoldsCell, len(x.Levels)))
		}
		for k, cell := range s.Sweep.Cells {
			if fixed == nil || fixed.Is(cell.Plan) {
				e := metrics.EstimateMean(c.Values(s.OfCell(k)))
				p.Cells[y.Default(cell.Plan)][x.Default(cell.Plan)] = figure.HoldsCell{Mean: e.Mean, State: state(c.Bound.Judge(e.Interval))}
			}
		}
		panels = append(panels, p)
	}
	return figure.Plane(title, axis(x, fixed), axis(y, fixed), panels)
}

// axis is a factor as a figure takes it. The protocol's level is marked only where
// the figure shows the protocol.
func axis(f design.Factor, fixed *design.Level) figure.PlaneAxis {
	a := figure.PlaneAxis{Name: f.Name, Default: f.Default(lab.PaperPlan(1))}
	for _, l := range f.Levels {
		a.Levels = append(a.Levels, l.Label)
	}
	if fixed != nil && !fixed.Is(lab.PaperPlan(1)) {
		a.Default = -1
	}
	return a
}
