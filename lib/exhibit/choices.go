package exhibit

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"nodulelab/lib/design"
	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/metrics"
	"nodulelab/lib/results"
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

// ConclusionTable tabulates what is asked of every cell, with the thresholds.
func ConclusionTable() (Table, error) {
	return block("ConclusionTable").table(verdict.Conclusions())
}

// ProvenanceTable tabulates what made the stored results of sweeps.
func ProvenanceTable(sweeps ...string) (Table, error) {
	return block("ProvenanceTable").table(slice.Try(sweeps, design.Load))
}

// scales returns the scales and the names of conclusions.
func scales(conclusions []verdict.Conclusion) (all []figure.Scale, names []string) {
	for _, c := range conclusions {
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
	return figure.Estimate{Interval: estimated(e), Mark: m}
}

// DoseFigure plots how each conclusion's statistic answers to factors of a sweep, one row
// a factor: to those with the given names, up to ten, or to all.
func DoseFigure(s design.Swept, factors ...string) (figure.Figure, error) {
	a, err := answersOf(s, factors...)
	if err != nil {
		return figure.Figure{}, err
	}
	return a.doses("How the conclusions answer to "+named(a.responses), a.responses)
}

// named names the factor of responses, or counts them if they are many.
func named(all []verdict.FactorResponse) string {
	if len(all) > 2 {
		return plural(len(all), "factor")
	}
	return strings.Join(slice.Map(all, func(r verdict.FactorResponse) string { return r.Factor.Name }), " and ")
}

// GroupDoseFigure is [DoseFigure] of the factors of a group, such as [design.DataGroup].
// A group of more than seven factors takes several figures: part counts from 1.
func GroupDoseFigure(s design.Swept, group string, part int) (figure.Figure, error) {
	a, err := answersOf(s)
	if err != nil {
		return figure.Figure{}, err
	}
	all, err := a.group(group)
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
	return a.doses(title, parts[part-1])
}

// doses plots responses of all conclusions but the premise.
func (a answers) doses(title string, responses []verdict.FactorResponse) (figure.Figure, error) {
	scales, _ := scales(a.conclusions[1:])
	f, err := figure.Responses(a.titled(title), scales, judgedResponses(responses, 1), meanings)
	return a.noted(f), err
}

// judgedResponses returns responses to factors as a figure takes them: the estimates of
// the conclusions from the given one on, with their marks.
func judgedResponses(all []verdict.FactorResponse, first int) []figure.Response {
	var own []figure.Response
	for _, r := range all {
		f := figure.Factor{Name: r.Factor.Name, Unit: r.Factor.Unit, Default: r.Default}
		series := make([][]figure.Estimate, len(r.Conclusions)-first)
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
// factor of a sweep, all else as in its base. Where all of Table 1 is trained, it shows how
// far each level lies from all of the paper's numbers together ([verdict.Distance]).
func ConclusionFigure(s design.Swept) (figure.Figure, error) {
	a, err := answersOf(s)
	if err != nil {
		return figure.Figure{}, err
	}
	levels := slice.Sum(a.responses, func(r verdict.FactorResponse) int { return len(r.Levels) })
	_, names := scales(a.conclusions)
	lead := fmt.Sprintf("Where %s hold at %s of the factors.", plural(len(names), "conclusion"), plural(levels, "level"))
	responses := judgedResponses(a.responses, 0)
	if verdict.HasTable1(s.Sweep) {
		names = append(names, "distance from the paper")
		if err := withDistances(responses, s); err != nil {
			return figure.Figure{}, err
		}
	}
	f, err := figure.MarkTable(a.titled("Where the paper's conclusions hold"), lead, names, responses, meanings)
	return a.noted(f), err
}

// ImportanceFigure ranks the factors of a sweep by the largest difference that one of
// their levels makes to a conclusion, the largest over all conclusions first.
func ImportanceFigure(s design.Swept) (figure.Figure, error) {
	a, err := answersOf(s)
	if err != nil {
		return figure.Figure{}, err
	}
	all, err := effectsOf(a.responses)
	if err != nil {
		return figure.Figure{}, err
	}
	largest := func(of []verdict.FactorEffect) float64 { return slice.Max(of[1:], size) }
	ranked := slices.SortedStableFunc(slices.Values(all), func(a, b []verdict.FactorEffect) int { return cmp.Compare(largest(b), largest(a)) })
	_, names := scales(a.conclusions)
	zone := figure.Guide{At: verdict.Same, Label: "too small to matter"}
	f, err := figure.Ranking(a.titled("What each choice can do"), "largest difference from the protocol, by seed", names[1:], zone, slice.Map(ranked, rankingRow), figure.Meanings{
		figure.Tick:     {Word: "wholly beyond it", Phrase: "wholly beyond it"},
		figure.Question: {Word: "not wholly beyond it", Phrase: "not wholly beyond it"},
		figure.NoMark:   {Word: "missing", Phrase: "not estimated"},
	})
	return a.noted(f), err
}

// rankingRow returns a factor's effects on all conclusions but the premise.
func rankingRow(of []verdict.FactorEffect) figure.RankingRow {
	row := figure.RankingRow{Label: of[0].Factor}
	for _, e := range of[1:] {
		d := e.Levels[e.Largest].Difference
		mark := figure.Question
		if d.Low > verdict.Same || d.High < -verdict.Same {
			mark = figure.Tick
		}
		row.Effects = append(row.Effects, marked(d, mark))
	}
	return row
}

// PlaneFigure maps the conclusions over two factors of a grid, one across and one
// upward. All other factors are at the fixed settings, or as in the sweep's base.
func PlaneFigure(s design.Swept, across, up string, fixed ...design.Setting) (figure.Figure, error) {
	if err := s.Validate(); err != nil {
		return figure.Figure{}, err
	}
	x, errX := s.Sweep.Factor(across)
	y, errY := s.Sweep.Factor(up)
	if err := cmp.Or(errX, errY); err != nil {
		return figure.Figure{}, err
	}
	a, err := askedOf(s)
	if err != nil {
		return figure.Figure{}, err
	}
	cells, err := slice.Try(y.Levels, func(l design.Level) ([][]results.Result, error) {
		return atLevels(s, x, append(slices.Clone(fixed), design.Setting{Factor: y.Name, Level: l.Label}))
	})
	if err != nil {
		return figure.Figure{}, err
	}
	scales, _ := scales(a.conclusions[1:])
	var panels []figure.PlanePanel
	for i, c := range a.conclusions[1:] {
		estimate := func(rs []results.Result) figure.Estimate {
			e := metrics.EstimateMean(c.Values(rs))
			return judged(e, c.Bound.Judge(e.Interval))
		}
		row := func(level [][]results.Result) []figure.Estimate { return slice.Map(level, estimate) }
		panels = append(panels, figure.PlanePanel{Scale: scales[i], Cells: slice.Map(cells, row)})
	}
	title := fmt.Sprintf("%s and %s together%s", capital(x.Name), y.Name, fixedAt(s.Sweep, fixed))
	f, err := figure.Plane(a.titled(title), axis(s.Sweep, x, fixed), axis(s.Sweep, y, fixed), panels, meanings)
	return a.noted(f), err
}

// atLevels returns the results of the cells at the levels of a factor, with all other
// factors at some settings or as in the base.
func atLevels(s design.Swept, f design.Factor, fixed []design.Setting) ([][]results.Result, error) {
	return slice.Try(f.Levels, func(l design.Level) ([]results.Result, error) {
		cell, err := s.Sweep.CellWith(append(slices.Clone(fixed), design.Setting{Factor: f.Name, Level: l.Label})...)
		return s.OfCell(cell), err
	})
}

// fixedAt says at what settings other factors are: ", max pooling", ", spike depth = 0.3".
func fixedAt(s design.Sweep, fixed []design.Setting) string {
	var text strings.Builder
	for _, set := range fixed {
		own := set.String()
		if f, err := s.Factor(set.Factor); err == nil && f.Unit == "" && strings.IndexFunc(set.Level, unicode.IsDigit) < 0 {
			own = set.Level + " " + set.Factor
		}
		text.WriteString(", " + own)
	}
	return text.String()
}

// capital writes a text with a capital first letter.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// axis returns a factor as a figure takes it. The base's level is marked only where the
// figure shows the base.
func axis(s design.Sweep, f design.Factor, fixed []design.Setting) figure.Factor {
	labels := slice.Map(f.Levels, func(l design.Level) string { return l.Label })
	a := figure.Factor{Name: f.Name, Levels: labels, Default: f.Default(s.Base)}
	if cell, err := s.CellWith(fixed...); err != nil || len(s.Cells[cell].Settings) > 0 {
		a.Default = -1
	}
	return a
}
