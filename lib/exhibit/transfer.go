package exhibit

import (
	"cmp"
	"fmt"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lidc"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/transfer"
	"nodulelab/lib/verdict"
)

// transferRow is a test of a scenario of a cell.
type transferRow struct {
	Scenario       string
	Training, Test string
	Networks       []transferCell
	Simple         []transferCell // baselines
}

// transferCell is a loss or a baseline on the test.
type transferCell struct {
	verdict.Transferred
	Known bool
}

// transferLosses and transferSimple are the columns of the tables.
var (
	transferLosses = []loss.Name{loss.CE, loss.Contrast}
	transferSimple = []loss.Name{transfer.Pixels, transfer.Measures, transfer.Diameter}
)

// scenarioName names a scenario of the study.
func scenarioName(number int) string {
	if number == transfer.Control {
		return "control"
	}
	return fmt.Sprint(number)
}

// transferRows are all tests of a cell.
type transferRows struct {
	Cell string
	Rows []transferRow
}

func transferRowsOf(f transfer.Found, c transfer.Cell) (transferRows, error) {
	all := transferRows{Cell: c.String()}
	for _, s := range c.Plan.Scenarios {
		for test, d := range s.Tests {
			r := transferRow{Scenario: scenarioName(s.Number), Training: s.Training.String(), Test: d.String()}
			of := func(by loss.Name) (transferCell, error) { return transferCellOf(f, c, s.Number, by, test) }
			var errNetworks, errSimple error
			r.Networks, errNetworks = slice.Try(transferLosses, of)
			r.Simple, errSimple = slice.Try(transferSimple, of)
			if err := cmp.Or(errNetworks, errSimple); err != nil {
				return all, err
			}
			all.Rows = append(all.Rows, r)
		}
	}
	return all, nil
}

// TransferTable tabulates the accuracies of both losses and of the baselines on every test
// of a cell, with intervals over seeds. A cell that is not stored is an error.
func TransferTable(f transfer.Found, c transfer.Cell) (Table, error) {
	rows, err := transferRowsOf(f, c)
	return block("TransferTable").table(rows, err)
}

// spreadRow is a loss on a test of a scenario of a cell.
type spreadRow struct {
	Scenario       string
	Training, Test string
	verdict.Transferred
	Real     bool             // a cell of real outlines
	Patients metrics.Interval // over patients, of real outlines
}

// TransferSpreadTable tabulates, for both losses on every test of a cell, the range of the
// seeds, how many hold and fail, and the interval over patients.
func TransferSpreadTable(f transfer.Found, c transfer.Cell) (Table, error) {
	rows, err := transferRowsOf(f, c)
	if err != nil {
		return Table{}, err
	}
	var all []spreadRow
	for _, r := range rows.Rows {
		for _, n := range r.Networks {
			own := spreadRow{Scenario: r.Scenario, Training: r.Training, Test: r.Test, Transferred: n.Transferred, Real: !c.Shapes.IsDrawn()}
			if own.Real {
				if own.Patients, err = f.PatientInterval(c, n.Scenario, n.By, n.Transferred.Test); err != nil {
					return Table{}, err
				}
			}
			all = append(all, own)
		}
	}
	return block("TransferSpreadTable").table(struct {
		Cell string
		Rows []spreadRow
	}{rows.Cell, all})
}

func transferCellOf(f transfer.Found, c transfer.Cell, scenario int, by loss.Name, test int) (transferCell, error) {
	if by == transfer.Diameter && c.Shapes.IsDrawn() {
		return transferCell{}, nil
	}
	t, err := verdict.JudgeTransfer(f, c, scenario, by, test)
	return transferCell{t, true}, err
}

// TransferChoiceTable tabulates every stored cell of some parts of the study: the control, and
// the test on which brightness misleads.
func TransferChoiceTable(f transfer.Found, parts ...transfer.Part) (Table, error) {
	type choice struct {
		Cell            string
		Control, Misled []verdict.Transferred
	}
	var rows []choice
	for _, part := range parts {
		for _, c := range f.Stored(part) {
			of := func(scenario int) func(loss.Name) (verdict.Transferred, error) {
				return func(by loss.Name) (verdict.Transferred, error) { return verdict.JudgeTransfer(f, c, scenario, by, 0) }
			}
			control, err := slice.Try(append(transferLosses[:2:2], transfer.Measures), of(transfer.Control))
			if err != nil {
				return Table{}, err
			}
			misled, err := slice.Try(transferLosses, of(2))
			if err != nil {
				return Table{}, err
			}
			rows = append(rows, choice{c.String(), control, misled})
		}
	}
	return block("TransferChoiceTable").table(rows)
}

// OtherReaderText says how well another reader of the same nodules would have done, over the
// test sets of all seeds of a cell of real outlines.
func OtherReaderText(c transfer.Cell) (string, error) {
	all, err := c.Shapes.Family.Outlines()
	if err != nil {
		return "", err
	}
	var right metrics.Proportion
	for _, seed := range c.Plan.Seeds {
		d, err := c.Shapes.Family.Divide(seed, c.Images)
		if err != nil {
			return "", err
		}
		p := lidc.OtherReader(d.Test, all)
		right.Hits, right.Total = right.Hits+p.Hits, right.Total+p.Total
	}
	return block("OtherReaderText").text(right)
}

// outlinesOf names the outlines of a cell in a sentence.
func outlinesOf(c transfer.Cell) string {
	words := map[lidc.Family]string{
		lidc.Matched:   "outlines of real nodules, spiculated ones beside smooth ones of the same diameter,",
		lidc.Inside:    "outlines of real nodules, matched in diameter, that the image holds whole,",
		lidc.Unmatched: "outlines of real nodules that are not matched in diameter",
		lidc.Consensus: "outlines of real nodules on which readers agree",
		lidc.Initial:   "outlines of the initial release",
		lidc.Extremes:  "outlines of real nodules that are chosen by measure, the least solid beside the most solid,",
	}[c.Shapes.Family]
	if c.Shapes.IsDrawn() {
		words = "the " + c.Shapes.String() + ","
	}
	if c.Change != "" {
		return words + " and " + c.Change
	}
	return words
}

// transferSide is what becomes of one loss.
type transferSide struct {
	Name            string
	Control, Misled verdict.Transferred
}

// transferOutcome is what becomes of the paper's conclusion with the outlines of a cell.
type transferOutcome struct {
	Outlines        string
	Survives, Alike bool
	Sides           []transferSide
	Measures        verdict.Transferred // in the control
	Between         metrics.Estimate    // the losses in scenario 2 on D(150,190): their difference, paired by seed
	Holds, Fails    float64
}

func transferOutcomeOf(f transfer.Found, c transfer.Cell) (transferOutcome, error) {
	o := transferOutcome{Outlines: outlinesOf(c), Holds: verdict.TransferHolds, Fails: verdict.TransferFails}
	var err error
	o.Sides, err = slice.Try(transferLosses, func(by loss.Name) (transferSide, error) {
		control, err := verdict.JudgeTransfer(f, c, transfer.Control, by, 0)
		if err != nil {
			return transferSide{}, err
		}
		misled, err := verdict.JudgeTransfer(f, c, 2, by, 0)
		return transferSide{string(by), control, misled}, err
	})
	if err != nil {
		return o, err
	}
	ce, contrast := o.Sides[0].Misled.Outcome, o.Sides[1].Misled.Outcome
	o.Survives, o.Alike = ce == verdict.Holds && contrast == verdict.Fails, ce == contrast && ce != verdict.Undecided
	if o.Between, err = verdict.BetweenLosses(f, c, 2, 0); err != nil {
		return o, err
	}
	o.Measures, err = verdict.JudgeTransfer(f, c, transfer.Control, transfer.Measures, 0)
	return o, err
}

// TransferSentence says in one sentence what becomes of the paper's conclusion with the
// outlines of a cell.
func TransferSentence(f transfer.Found, c transfer.Cell) (string, error) {
	o, err := transferOutcomeOf(f, c)
	return block("TransferSentence").text(o, err)
}

// TransferText says the same with the numbers of both losses.
func TransferText(f transfer.Found, c transfer.Cell) (string, error) {
	o, err := transferOutcomeOf(f, c)
	return block("TransferText").text(o, err)
}
