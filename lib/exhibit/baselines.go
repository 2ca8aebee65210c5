package exhibit

import (
	"fmt"
	"slices"
	"strconv"

	"nodulelab/lib/baseline"
	"nodulelab/lib/design"
	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
	"nodulelab/lib/verdict"
)

// besides are the rows of results with baselines beside them, as blocks of words take them.
type besides struct {
	Rows    []verdict.BaselineRow
	Stories []verdict.Story
}

func besidesOf(networks []results.Result, baselines []baseline.Result) (besides, error) {
	if len(networks) == 0 {
		return besides{}, fmt.Errorf("exhibit: baselines without networks to stand beside: want results of at least one network")
	}
	rows, err := verdict.JudgeBaselines(networks, baselines)
	return besides{rows, verdict.Stories(rows)}, err
}

// Names lists the baselines.
func (b besides) Names() []loss.Name { return baseline.Names() }

// Shown names the rows of which some baseline shows what networks show in some way: as
// [verdict.Outcome] says it.
func (b besides) Shown(outcome string) []string {
	own := slice.Filter(b.Rows, func(r verdict.BaselineRow) bool { return r.Outcome.String() == outcome })
	return slice.Map(own, func(r verdict.BaselineRow) string { return rowName(r.Row) })
}

// teller is a loss, and the baselines that show all that its networks show.
type teller struct {
	Loss           loss.Name
	Rows           int
	Wholly, Partly []string
	Open           []string
}

// Tellers lists them for each loss.
func (b besides) Tellers() []teller {
	var all []teller
	for _, s := range b.Stories {
		if n := len(all); n == 0 || all[n-1].Loss != s.Loss {
			all = append(all, teller{Loss: s.Loss, Rows: len(s.Rows)})
		}
		own := &all[len(all)-1]
		switch name := string(s.Baseline); s.Outcome {
		case verdict.Holds:
			own.Wholly = append(own.Wholly, name)
		case verdict.Partly:
			own.Partly = append(own.Partly, name)
		case verdict.Undecided:
			own.Open = append(own.Open, name)
		}
	}
	return all
}

// BaselineTable tabulates, for each row of networks, their accuracy and that of each
// baseline, and whether a baseline shows what the networks show.
func BaselineTable(networks []results.Result, baselines []baseline.Result) (Table, error) {
	return block("BaselineTable").table(besidesOf(networks, baselines))
}

// BaselineText says in which rows no network is needed, in which one is, and whether one
// and the same baseline shows all that the networks of a loss show.
func BaselineText(networks []results.Result, baselines []baseline.Result) (string, error) {
	return block("BaselineText").text(besidesOf(networks, baselines))
}

// BaselineFigure plots the accuracy of networks and of baselines in each row of the
// networks' results, by seed, with means and 95 % intervals.
func BaselineFigure(networks []results.Result, baselines []baseline.Result) (figure.Figure, error) {
	b, err := besidesOf(networks, baselines)
	if err != nil {
		return figure.Figure{}, err
	}
	p := figure.RowPlot{
		Title: "What a linear model achieves beside the networks", Lead: "Accuracy by row, of networks and of ridge regressions; chance is 0.5.",
		Axis: "accuracy", High: 1, Guide: figure.Guide{At: .5, Label: "chance"}, Groups: []figure.Group{{Name: "networks"}},
	}
	for _, name := range baseline.Names() {
		p.Groups = append(p.Groups, figure.Group{Name: string(name)})
	}
	chosen := baseline.Chosen(baselines)
	for _, r := range b.Rows {
		row := figure.Row{Label: rowName(r.Row)}
		row.Samples = []figure.Sample{seedRow("", results.Accuracies(results.OfRow(networks, r.Row)), r.Accuracy).Samples[0]}
		for _, own := range r.Baselines {
			at := r.Row
			at.Loss = own.Baseline
			row.Samples = append(row.Samples, seedRow("", results.Accuracies(results.OfRow(chosen, at)), own.Accuracy).Samples[0])
		}
		p.Rows = append(p.Rows, row)
	}
	return figure.Rows(p)
}

// everyPenalty is how many penalties lie from one that is drawn to the next.
const everyPenalty = 4

// PenaltyFigure plots the accuracy of baselines on each test set against the penalty, not
// only with the one that was chosen.
func PenaltyFigure(baselines []baseline.Result) (figure.Figure, error) {
	p := figure.DosePlot{
		Title: "Baselines by their penalty", Axis: "accuracy", High: 1,
		Factor: figure.Factor{Name: "penalty λ", Default: -1}, Guide: figure.Guide{At: .5, Label: "chance"},
	}
	var penalties []float64
	for i, penalty := range baseline.Tried(baselines) {
		if i%everyPenalty == 0 {
			penalties = append(penalties, penalty)
			p.Factor.Levels = append(p.Factor.Levels, lambda(penalty))
		}
	}
	for _, row := range rowsOf(baselines) {
		line := figure.DoseLine{Label: string(row.Loss)}
		for _, penalty := range penalties {
			e := accuracyIn(baseline.Chosen(baseline.With(baselines, penalty)), row)
			low, high := ends(e)
			line.Estimates = append(line.Estimates, figure.Interval{Mean: e.Mean, Low: low, High: high})
		}
		p.Panels = withLine(p.Panels, fmt.Sprintf("scenario %d: %s → %s", row.Scenario, row.Training, row.Test), line)
	}
	return figure.Doses(p)
}

// rowsOf lists the rows of results, in order of first appearance.
func rowsOf(all []baseline.Result) []paper.Row {
	var rows []paper.Row
	for _, r := range all {
		if !slices.Contains(rows, r.Row) {
			rows = append(rows, r.Row)
		}
	}
	return rows
}

// lambda writes a penalty to three digits.
func lambda(penalty float64) string {
	digits, err := strconv.ParseFloat(strconv.FormatFloat(penalty, 'g', 3, 64), 64)
	if err != nil {
		return absent
	}
	return strconv.FormatFloat(digits, 'g', -1, 64)
}

// possible is a row that needs a network by the penalties that were chosen, and what some
// penalty would have made of it.
type possible struct {
	verdict.PenaltyRow
	Validation metrics.Estimate // accuracy on the validation set with that penalty
	Chosen     metrics.Estimate // and with the chosen ones
}

// PenaltyText says of each row that needs a network whether a baseline could have shown
// what the networks show, had its penalty been chosen by the test itself.
func PenaltyText(networks []results.Result, baselines []baseline.Result) (string, error) {
	b, err := besidesOf(networks, baselines)
	if err != nil {
		return "", err
	}
	best, err := verdict.JudgePenalties(networks, baselines)
	if err != nil {
		return "", err
	}
	var need []possible
	for i, r := range b.Rows {
		if r.Outcome == verdict.Fails {
			own := r.Row
			own.Loss = best[i].Baseline
			need = append(need, possible{best[i], validation(baseline.With(baselines, best[i].Penalty), own), validation(baselines, own)})
		}
	}
	return block("PenaltyText").text(struct {
		Need      []possible
		Penalties int
	}{need, len(baseline.Tried(baselines))})
}

// validation is the accuracy on the validation sets of a row's baseline with chosen
// penalties.
func validation(all []baseline.Result, row paper.Row) metrics.Estimate {
	own := results.OfRow(baseline.Chosen(all), row)
	return metrics.EstimateMean(slice.Map(own, func(r results.Result) float64 { return r.ValidationAccuracy }))
}

// BaselineMapFigure maps where the conclusions hold with a baseline in the place of a loss,
// at every level of the data.
func BaselineMapFigure(networks design.Swept, baselines baseline.Swept, name loss.Name) (figure.Figure, error) {
	responses, err := verdict.BaselineResponses(networks, baselines, name)
	if err != nil {
		return figure.Figure{}, err
	}
	_, names := scales(verdict.BaselineConclusions(name))
	title := fmt.Sprintf("Where the conclusions hold with %s in the place of a loss", name)
	return figure.MarkTable(title, "Conclusions with a baseline in the place of a loss, by level of the data.", names, judgedResponses(responses, 0), meanings)
}

// substitute is what the conclusions say of networks, or of a baseline in their place.
type substitute struct {
	Name     string
	Levels   int
	Counts   []stateCount // by conclusion, the premise first
	Together int          // levels at which all but the premise hold
}

// stateCount counts levels by what became of a conclusion there.
type stateCount struct{ Holds, Fails, Undecided int }

// substitutes counts for networks, then for each baseline.
func substitutes(networks design.Swept, baselines baseline.Swept) ([]substitute, error) {
	factors := slice.Map(baselines.Sweep.Factors, func(f design.Factor) string { return f.Name })
	own, err := verdict.Responses(networks, factors...)
	if err != nil {
		return nil, err
	}
	all := []substitute{substituteOf("networks", own)}
	for _, name := range baseline.Names() {
		responses, err := verdict.BaselineResponses(networks, baselines, name)
		if err != nil {
			return nil, err
		}
		all = append(all, substituteOf(string(name), responses))
	}
	return all, nil
}

func substituteOf(name string, responses []verdict.FactorResponse) substitute {
	a := answers{responses: responses}
	count := func(is func(verdict.LevelResponse) bool) int {
		return len(a.levelsWith(func(_ verdict.FactorResponse, l verdict.LevelResponse) bool { return is(l) }))
	}
	s := substitute{Name: name, Levels: count(func(verdict.LevelResponse) bool { return true })}
	for i := range responses[0].Conclusions {
		became := func(o verdict.Outcome) int {
			return count(func(l verdict.LevelResponse) bool { return l.States[i] == o })
		}
		s.Counts = append(s.Counts, stateCount{became(verdict.Holds), became(verdict.Fails), became(verdict.Undecided)})
	}
	s.Together = count(func(l verdict.LevelResponse) bool {
		return !slices.ContainsFunc(l.States[1:], func(o verdict.Outcome) bool { return o != verdict.Holds })
	})
	return s
}

// BaselineMapTable tabulates at how many levels of the data each conclusion holds, fails
// and stays undecided: by networks, and with each baseline in the place of a loss.
func BaselineMapTable(networks design.Swept, baselines baseline.Swept) (Table, error) {
	all, err := substitutes(networks, baselines)
	return block("BaselineMapTable").table(struct {
		Conclusions []verdict.Conclusion
		Rows        []substitute
	}{verdict.Conclusions(), all}, err)
}

// BaselineMapText says at how many levels of the data all conclusions hold at once, with
// networks and with a baseline in the place of a loss, and which baselines tell them at as
// many levels as networks do.
func BaselineMapText(networks design.Swept, baselines baseline.Swept) (string, error) {
	all, err := substitutes(networks, baselines)
	if err != nil {
		return "", err
	}
	wide := slice.Filter(all[1:], func(s substitute) bool { return s.Together >= all[0].Together })
	return block("BaselineMapText").text(struct {
		Networks  substitute
		Baselines []substitute
		Wide      []string
	}{all[0], all[1:], slice.Map(wide, func(s substitute) string { return s.Name })})
}
