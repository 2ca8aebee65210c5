package exhibit

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"nodulelab/lib/clock"
	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/verdict"
)

// FollowedTable tabulates what made the courses of networks.
func FollowedTable(f clock.Followed) (Table, error) {
	if f.Manifest == nil {
		return Table{}, fmt.Errorf("exhibit: courses that are not stored have no manifest: take those of clock.Load")
	}
	return block("FollowedTable").table(f)
}

// histories are the histories of the study's networks of one pace on all tests of some
// scenarios, by scenario, test and loss.
func histories(f clock.Followed, pace clock.Pace, scenarios ...int) ([]verdict.History, error) {
	var all []verdict.History
	for _, s := range f.Study.Base.Scenarios {
		if !slices.Contains(scenarios, s.Number) {
			continue
		}
		for _, test := range s.Tests {
			for _, l := range s.Losses {
				h, err := verdict.HistoryOf(f, clock.Group{Scenario: s.Number, Loss: l.Name(), Pace: pace}, test)
				if err != nil {
					return nil, err
				}
				all = append(all, h)
			}
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("exhibit: no networks of the scenarios %v were followed", scenarios)
	}
	return all, nil
}

// pace is the pace of a study's protocol.
func pace(f clock.Followed) clock.Pace { return clock.PaceOf(f.Study.Base.Protocol) }

// ClockFigure plots the accuracy on each test of some scenarios against the epochs of
// training, a line for each loss, with bands for the intervals over seeds. The protocol's
// number of epochs is marked.
func ClockFigure(f clock.Followed, scenarios ...int) (figure.Figure, error) {
	all, err := histories(f, pace(f), scenarios...)
	if err != nil {
		return figure.Figure{}, err
	}
	var panels []figure.TimePanel
	for _, h := range all {
		title := fmt.Sprintf("scenario %d: %s → %s", h.Scenario, h.Row.Training, h.Row.Test)
		if n := len(panels); n == 0 || panels[n-1].Title != title {
			panels = append(panels, figure.TimePanel{Title: title, XLabel: "epoch", YLabel: "accuracy", High: 1, Mark: stop(f), Level: chance})
		}
		p := &panels[len(panels)-1]
		p.Lines = append(p.Lines, timeLine(string(h.Loss), h.Epochs, h.Test, 1))
	}
	return figure.Times("Accuracy against training time", panels)
}

var chance = figure.Guide{At: .5, Label: "chance"}

// stop marks where the protocol stops.
func stop(f clock.Followed) figure.Guide {
	n := f.Study.Base.Protocol.Epochs
	return figure.Guide{At: float64(n), Label: fmt.Sprintf("the protocol: %d epochs", n)}
}

// timeLine makes a line of estimates after some epochs, of which each takes a unit. What
// was before training has no place on a logarithmic axis and is left out.
func timeLine(label string, epochs []int, all []metrics.Estimate, unit float64) figure.TimeLine {
	l := figure.TimeLine{Label: label}
	for i, e := range all {
		if epochs[i] > 0 {
			l.Times = append(l.Times, float64(epochs[i])*unit)
			l.Estimates = append(l.Estimates, estimated(e))
		}
	}
	return l
}

// clockRow is a row of ClockTable.
type clockRow struct {
	History      verdict.History
	Learned      string
	Holds, Fails string
	At           []metrics.Estimate
}

// ClockTable tabulates since when networks have learned, and from which epoch to which
// they hold and fail on each test, with their accuracy after some epochs.
func ClockTable(f clock.Followed, epochs ...int) (Table, error) {
	all, err := histories(f, pace(f), slice.Map(f.Study.Base.Scenarios, func(s paper.Scenario) int { return s.Number })...)
	if err != nil {
		return Table{}, err
	}
	rows, err := slice.Try(all, func(h verdict.History) (clockRow, error) {
		r := clockRow{History: h, Learned: since(h.Learned()), Holds: windows(h.Windows(verdict.Generalising)), Fails: windows(h.Windows(verdict.Failed))}
		r.At, err = slice.Try(epochs, func(epoch int) (metrics.Estimate, error) {
			i := slices.Index(h.Epochs, epoch)
			if i < 0 {
				return metrics.Estimate{}, notLooked(epoch)
			}
			return h.Test[i], nil
		})
		return r, err
	})
	return block("ClockTable").table(struct {
		Epochs []int
		Rows   []clockRow
	}{epochs, rows}, err)
}

// notLooked is the error of an epoch that is none of a study's looks.
func notLooked(epoch int) error {
	return fmt.Errorf("exhibit: the networks were not looked at after epoch %d", epoch)
}

// since writes an epoch, and "never" for −1.
func since(epoch int) string {
	if epoch < 0 {
		return "never"
	}
	return strconv.Itoa(epoch)
}

// windows writes windows of epochs: "3 to 45, 60 to 400".
func windows(all []verdict.Window) string {
	if len(all) == 0 {
		return "never"
	}
	return strings.Join(slice.Map(all, func(w verdict.Window) string { return fmt.Sprintf("%d to %d", w.First, w.Last) }), ", ")
}

// ClockText says whether it is the loss, or the clock.
func ClockText(f clock.Followed) (string, error) {
	v, err := verdict.JudgeClock(f)
	if err != nil {
		return "", err
	}
	type side struct {
		Name         string
		Learned      string
		Holds, Fails string
	}
	sideOf := func(name string, h verdict.History) side {
		return side{name, since(h.Learned()), windows(h.Windows(verdict.Generalising)), windows(h.Windows(verdict.Failed))}
	}
	var apart []int // epochs at which the losses differ
	for i, e := range v.Differences {
		if verdict.Apart().Judge(e.Interval) == verdict.Holds {
			apart = append(apart, v.Epochs[i])
		}
	}
	stop := f.Study.Base.Protocol.Epochs
	at := slices.Index(v.Epochs, stop)
	if at < 0 {
		return "", fmt.Errorf("exhibit: the losses cannot be compared after epoch %d: one of them has not learned its training set, or was not looked at", stop)
	}
	return block("ClockText").text(struct {
		Culprit verdict.Culprit
		Sides   []side
		Stop    int
		There   metrics.Estimate // the difference at the protocol's end
		Apart   []int
		Looks   int
		From    int
		Bound   float64
		Last    int
	}{v.Culprit, []side{sideOf("The contrastive loss", v.Contrast), sideOf("Cross-entropy", v.CE)}, stop, v.Differences[at], apart, len(v.Epochs), v.Epochs[0], verdict.Apart().Value, f.Study.Epochs})
}

// UnitFigure plots the accuracy of contrastive networks on D(150,190) in scenario 2, for
// every pace, against three units of time.
func UnitFigure(f clock.Followed) (figure.Figure, error) {
	samples := f.Study.Base.Config.Training
	panels, err := slice.Try(verdict.Units(), func(u verdict.Unit) (figure.TimePanel, error) {
		p := figure.TimePanel{Title: "against " + string(u), XLabel: string(u), YLabel: "accuracy on 150,190", High: 1, Level: chance}
		p.Mark = figure.Guide{At: float64(f.Study.Base.Protocol.Epochs) * u.Of(pace(f), samples), Label: "the protocol's end"}
		for _, g := range f.Study.Groups {
			if g.Scenario != 2 || g.Loss != loss.Contrast {
				continue
			}
			h, err := verdict.HistoryOf(f, g, nodule.D(150, 190))
			if err != nil {
				return p, err
			}
			p.Lines = append(p.Lines, timeLine(paceName(f, g.Pace), h.Epochs, h.Test, u.Of(g.Pace, samples)))
		}
		return p, nil
	})
	if err != nil {
		return figure.Figure{}, err
	}
	return figure.Times("Which unit does the contrastive loss keep?", panels)
}

// paceName says how a pace differs from the protocol's.
func paceName(f clock.Followed, p clock.Pace) string {
	switch own := pace(f); {
	case p == own:
		return "the protocol"
	case p.Rate == own.Rate:
		return fmt.Sprintf("batch %d", p.Batch)
	case p.Batch == own.Batch:
		return "rate " + strconv.FormatFloat(p.Rate, 'g', -1, 64)
	}
	return p.String()
}

// unitRow is a row of UnitTable: a pace in each unit.
type unitRow struct {
	Name   string
	Never  int
	Ratios []verdict.PaceRatio
}

// UnitTable tabulates when the networks of each pace turn, over when those of the protocol
// do, in each unit.
func UnitTable(f clock.Followed) (Table, error) {
	units, err := verdict.JudgeUnits(f)
	if err != nil {
		return Table{}, err
	}
	var rows []unitRow
	for i, p := range units[0].Paces {
		ratios := slice.Map(units, func(a verdict.Alignment) verdict.PaceRatio { return a.Paces[i] })
		rows = append(rows, unitRow{paceName(f, p.Pace), p.Never, ratios})
	}
	return block("UnitTable").table(struct {
		Units []verdict.Alignment
		Rows  []unitRow
	}{units, rows})
}

// UnitText says which unit of time all paces keep.
func UnitText(f clock.Followed) (string, error) {
	units, err := verdict.JudgeUnits(f)
	if err != nil {
		return "", err
	}
	keeper, found := verdict.Keeper(units)
	furthest := func(a verdict.Alignment) float64 {
		return slice.Max(a.Paces, func(p verdict.PaceRatio) float64 { return math.Abs(math.Log(p.Ratio.Mean)) })
	}
	nearest := slices.MinFunc(units, func(a, b verdict.Alignment) int { return cmp.Compare(furthest(a), furthest(b)) })
	type unit struct {
		verdict.Alignment
		Furthest float64 // factor
	}
	return block("UnitText").text(struct {
		Keeper  verdict.Unit
		Found   bool
		Nearest verdict.Unit
		Units   []unit
		Factor  float64
	}{keeper, found, nearest.Unit, slice.Map(units, func(a verdict.Alignment) unit { return unit{a, math.Exp(furthest(a))} }), verdict.Alike})
}

// orders are the orders of features of the protocol's networks in some scenarios.
func orders(f clock.Followed, scenarios ...int) ([]verdict.Order, error) {
	own := slice.Filter(f.Study.Groups, func(g clock.Group) bool { return g.Pace == pace(f) && slices.Contains(scenarios, g.Scenario) })
	if len(own) == 0 {
		return nil, fmt.Errorf("exhibit: no networks of the scenarios %v were probed", scenarios)
	}
	return slice.Try(own, func(g clock.Group) (verdict.Order, error) { return verdict.OrderOf(f, g) })
}

// OrderFigure plots, for each loss of a scenario, what linear probes read from the
// embeddings and what flips decisions, against the epochs of training.
func OrderFigure(f clock.Followed, scenario int) (figure.Figure, error) {
	all, err := orders(f, scenario)
	if err != nil {
		return figure.Figure{}, err
	}
	var panels []figure.TimePanel
	for _, o := range all {
		name := fmt.Sprintf("scenario %d, %s", o.Scenario, o.Loss)
		panels = append(panels,
			orderPanel(f, name+": what can be read", "accuracy, R²", timeLine("shape", o.Epochs, o.Shape, 1), timeLine("intensity", o.Epochs, o.Foreground, 1)),
			orderPanel(f, name+": what flips decisions", "share that flips", timeLine("shape", o.Epochs, o.ByShape, 1), timeLine("intensity", o.Epochs, o.ByIntensity, 1)))
	}
	return figure.Times("Which feature is there first, and which one decides?", panels)
}

// orderPanel is a panel whose axis begins at 0, or below it if a mean does.
func orderPanel(f clock.Followed, title, axis string, lines ...figure.TimeLine) figure.TimePanel {
	p := figure.TimePanel{Title: title, XLabel: "epoch", YLabel: axis, High: 1, Mark: stop(f), Lines: lines}
	for _, l := range lines {
		for _, e := range l.Estimates {
			p.Low = min(p.Low, math.Floor(10*e.Mean)/10)
		}
	}
	return p
}

// OrderTable tabulates what can be read, what flips decisions, and what drives them, after
// some epochs, for the losses of a scenario.
func OrderTable(f clock.Followed, scenario int, epochs ...int) (Table, error) {
	all, err := orders(f, scenario)
	if err != nil {
		return Table{}, err
	}
	type look struct {
		Shape, Foreground, ByShape, ByIntensity metrics.Estimate
		Driver                                  verdict.Driver
	}
	type row struct {
		Epoch int
		Looks []look
	}
	rows, err := slice.Try(epochs, func(epoch int) (row, error) {
		i := slices.Index(f.Study.Probed, epoch)
		if i < 0 {
			return row{}, fmt.Errorf("exhibit: the networks were not probed after epoch %d: want one of %v", epoch, f.Study.Probed)
		}
		return row{epoch, slice.Map(all, func(o verdict.Order) look {
			return look{o.Shape[i], o.Foreground[i], o.ByShape[i], o.ByIntensity[i], o.Drivers[i]}
		})}, nil
	})
	return block("OrderTable").table(struct {
		Scenario int
		Orders   []verdict.Order
		Rows     []row
	}{scenario, all, rows}, err)
}

// OrderText says of the losses of some scenarios which feature can be read first, and which
// one drives decisions when.
func OrderText(f clock.Followed, scenarios ...int) (string, error) {
	all, err := orders(f, scenarios...)
	type order struct {
		verdict.Order
		ReadFirst        string // "shape", "intensity", "both" or "none"
		Shape, Intensity string // windows in which it drives
		Replaced         verdict.Outcome
	}
	return block("OrderText").text(slice.Map(all, func(o verdict.Order) order {
		return order{o, readFirst(o), windows(o.Drives(verdict.ShapeDrives)), windows(o.Drives(verdict.IntensityDrives)), o.Replaced()}
	}), err)
}

// readFirst is the feature that a probe reads well first.
func readFirst(o verdict.Order) string {
	switch shape, intensity := o.ShapeRead, o.ForegroundRead; {
	case shape < 0 && intensity < 0:
		return "none"
	case shape == intensity:
		return "both"
	case intensity < 0 || shape >= 0 && shape < intensity:
		return "shape"
	}
	return "intensity"
}
