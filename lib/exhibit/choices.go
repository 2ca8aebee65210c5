package exhibit

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sync"

	"nodulelab/lib/design"
	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/metrics"
	"nodulelab/lib/verdict"
)

// ChoiceTable tabulates the choices that are varied: levels, the protocol's own in
// brackets, and where the protocol has it from.
func ChoiceTable() (Table, error) { return block("ChoiceTable").table(design.Factors()) }

// levels lists a factor's levels, the protocol's in brackets.
func levels(f design.Factor) []string {
	protocol := f.Default(lab.PaperPlan(1))
	var labels []string
	for i, l := range f.Levels {
		if i == protocol {
			l.Label = "[" + l.Label + "]"
		}
		labels = append(labels, l.Label)
	}
	return labels
}

// ConclusionTable tabulates what is asked of every cell, with the thresholds that
// were written before any was trained.
func ConclusionTable() (Table, error) {
	return block("ConclusionTable").table(verdict.Conclusions())
}

// ProvenanceTable tabulates what made the stored results of sweeps.
func ProvenanceTable(sweeps ...string) (Table, error) {
	return block("ProvenanceTable").table(slice.Try(sweeps, design.Load))
}

// What the stored sweep of single factors says, by factor, worked out once: how the
// conclusions answer, and what each level changes.
var (
	everyResponse = sync.OnceValues(func() ([]verdict.FactorResponse, error) {
		s, err := design.Load(design.FactorSweep)
		if err != nil {
			return nil, err
		}
		return verdict.Responses(s, design.Factors()...)
	})
	everyEffect = sync.OnceValues(func() ([][]verdict.FactorEffect, error) {
		all, err := everyResponse()
		if err != nil {
			return nil, err
		}
		return slice.Try(all, verdict.FactorResponse.Effects)
	})
)

// ofGroup returns what a function such as everyEffect returns of the factors of a group.
func ofGroup[T any](every func() ([]T, error), group string) ([]T, error) {
	all, err := every()
	if err != nil {
		return nil, err
	}
	var own []T
	for i, f := range design.Factors() {
		if f.Group == group {
			own = append(own, all[i])
		}
	}
	if own == nil {
		return nil, fmt.Errorf("exhibit: no factors of %q: want %q, %q or %q", group, design.DataGroup, design.NetworkGroup, design.TrainingGroup)
	}
	return own, nil
}

// scales returns the scales and the names of the premise and of the conclusions from
// the three scenarios.
func scales() (all []figure.Scale, names []string) {
	for _, c := range verdict.Conclusions() {
		all = append(all, figure.Scale{Name: c.Name, Low: c.Low, High: c.High, Threshold: c.Bound.Value, Above: !c.Bound.Below})
		names = append(names, c.Name)
	}
	return all, names
}

// meanings are what the marks of a conclusion say.
var meanings = figure.Meanings{
	figure.Tick:     {Word: "holds", Phrase: "holds"},
	figure.Cross:    {Word: "fails", Phrase: "fails"},
	figure.Question: {Word: "undecided", Phrase: "undecided: the interval meets the threshold"},
	figure.NoMark:   {Word: "missing", Phrase: "not estimated"},
}

// judged returns an estimate as a figure takes it, marked by the conclusion's outcome.
func judged(e metrics.Estimate, o verdict.Outcome) figure.Estimate {
	return marked(e, map[verdict.Outcome]figure.Mark{verdict.Holds: figure.Tick, verdict.Fails: figure.Cross, verdict.Undecided: figure.Question}[o])
}

// marked returns an estimate as a figure takes it, with a mark if there is a mean.
func marked(e metrics.Estimate, m figure.Mark) figure.Estimate {
	if math.IsNaN(e.Mean) {
		m = figure.NoMark
	}
	return figure.Estimate{Interval: figure.Interval{Mean: e.Mean, Low: e.Low, High: e.High}, Mark: m}
}

// DoseFigure plots how each conclusion's statistic answers to the factors of a
// group, one row a factor. A group of many factors takes several figures: part
// counts from 1.
func DoseFigure(group string, part int) (figure.Figure, error) {
	all, err := ofGroup(everyResponse, group)
	if err != nil {
		return figure.Figure{}, err
	}
	const rows = 7
	parts := slices.Collect(slices.Chunk(all, rows))
	if part < 1 || part > len(parts) {
		return figure.Figure{}, fmt.Errorf("exhibit: part %d of the choices of the %s: want 1 to %d", part, group, len(parts))
	}
	title := fmt.Sprintf("How the conclusions answer to choices of the %s", group)
	if len(parts) > 1 {
		title += fmt.Sprintf(" (%d of %d)", part, len(parts))
	}
	scales, _ := scales()
	return figure.Responses(title, scales[1:], judgedResponses(parts[part-1], 1), meanings)
}

// judgedResponses returns responses to factors as a figure takes them: the estimates of
// the conclusions from the given one on, with their marks.
func judgedResponses(all []verdict.FactorResponse, first int) []figure.Response {
	var own []figure.Response
	for _, r := range all {
		f := figure.Factor{Name: r.Factor.Name, Unit: r.Factor.Unit, Default: r.Default}
		series := make([][]figure.Estimate, len(verdict.Conclusions())-first)
		for _, l := range r.Levels {
			f.Levels = append(f.Levels, l.Label)
			for i := range series {
				series[i] = append(series[i], judged(l.Estimates[first+i], l.States[first+i]))
			}
		}
		own = append(own, figure.Response{Factor: f, Series: series})
	}
	return own
}

// ConclusionFigure maps where the paper's conclusions hold: every level of every
// factor, all else as in the protocol.
func ConclusionFigure() (figure.Figure, error) {
	all, err := everyResponse()
	if err != nil {
		return figure.Figure{}, err
	}
	levels := slice.Sum(all, func(r verdict.FactorResponse) int { return len(r.Levels) })
	_, names := scales()
	lead := fmt.Sprintf("Where %s hold at %s of the factors.", plural(len(names), "conclusion"), plural(levels, "level"))
	return figure.MarkTable("Where the paper's conclusions hold", lead, names, judgedResponses(all, 0), meanings)
}

// ImportanceFigure ranks the factors by the largest difference that one of their
// levels makes to a conclusion, the largest over all conclusions first.
func ImportanceFigure() (figure.Figure, error) {
	all, err := everyEffect()
	if err != nil {
		return figure.Figure{}, err
	}
	largest := func(of []verdict.FactorEffect) float64 { return max(size(of[1]), size(of[2]), size(of[3])) }
	ranked := slices.SortedStableFunc(slices.Values(all), func(a, b []verdict.FactorEffect) int { return cmp.Compare(largest(b), largest(a)) })
	var rows []figure.RankingRow
	for _, of := range ranked {
		row := figure.RankingRow{Label: of[0].Factor}
		for _, e := range of[1:] {
			d := e.Levels[e.Largest].Difference
			mark := figure.Question
			if d.Low > verdict.Same || d.High < -verdict.Same {
				mark = figure.Tick
			}
			row.Effects = append(row.Effects, marked(d, mark))
		}
		rows = append(rows, row)
	}
	_, names := scales()
	zone := figure.Guide{At: verdict.Same, Label: "too small to matter"}
	return figure.Ranking("What each choice can do", "largest difference from the protocol, by seed", names[1:], zone, rows, figure.Meanings{
		figure.Tick:     {Word: "wholly beyond it", Phrase: "wholly beyond it"},
		figure.Question: {Word: "not wholly beyond it", Phrase: "not wholly beyond it"},
		figure.NoMark:   {Word: "missing", Phrase: "not estimated"},
	})
}

// DepthFigure maps the conclusions over spike depth and input.
func DepthFigure() (figure.Figure, error) {
	return plane(design.DepthSweep, "Spike depth and input together", "spike depth", "input", nil)
}

// ActivationFigure maps the conclusions over activation and input, with one kind of
// pooling.
func ActivationFigure(pooling string) (figure.Figure, error) {
	f, missing := design.FactorByName("pooling")
	l, err := f.Level(pooling)
	if err := cmp.Or(missing, err); err != nil {
		return figure.Figure{}, err
	}
	return plane(design.NetworkSweep, fmt.Sprintf("Activation and input together, %s pooling", pooling), "activation", "input", &l)
}

// plane maps a sweep's grid over two of its factors, where a third one, if given,
// is at a level.
func plane(sweep, title, across, up string, fixed *design.Level) (figure.Figure, error) {
	s, err := design.Load(sweep)
	x, errX := design.FactorByName(across)
	y, errY := design.FactorByName(up)
	if err := cmp.Or(err, errX, errY); err != nil {
		return figure.Figure{}, err
	}
	scales, _ := scales()
	var panels []figure.PlanePanel
	for i, c := range verdict.Conclusions()[1:] {
		row := func(design.Level) []figure.Estimate { return make([]figure.Estimate, len(x.Levels)) }
		p := figure.PlanePanel{Scale: scales[i+1], Cells: slice.Map(y.Levels, row)}
		for k, cell := range s.Sweep.Cells {
			if fixed == nil || fixed.Is(cell.Plan) {
				e := metrics.EstimateMean(c.Values(s.OfCell(k)))
				p.Cells[y.Default(cell.Plan)][x.Default(cell.Plan)] = judged(e, c.Bound.Judge(e.Interval))
			}
		}
		panels = append(panels, p)
	}
	return figure.Plane(title, axis(x, fixed), axis(y, fixed), panels, meanings)
}

// axis returns a factor as a figure takes it. The protocol's level is marked only
// where the figure shows the protocol.
func axis(f design.Factor, fixed *design.Level) figure.Factor {
	labels := slice.Map(f.Levels, func(l design.Level) string { return l.Label })
	a := figure.Factor{Name: f.Name, Levels: labels, Default: f.Default(lab.PaperPlan(1))}
	if fixed != nil && !fixed.Is(lab.PaperPlan(1)) {
		a.Default = -1
	}
	return a
}
