package exhibit

import (
	"fmt"

	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lidc"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/transfer"
	"nodulelab/lib/verdict"
)

// TransferSeedsFigure plots the accuracy of every network of a cell on every test.
func TransferSeedsFigure(f transfer.Found, c transfer.Cell) (figure.Figure, error) {
	all, err := transferRowsOf(f, c)
	if err != nil {
		return figure.Figure{}, err
	}
	p := figure.RowPlot{
		Title: fmt.Sprintf("Every network with the outlines %q", c), Lead: "Accuracy of every network on every test, by loss.",
		Axis: "accuracy", High: 1, Guide: figure.Guide{At: verdict.TransferFails, Label: "a coin"},
		Groups: slice.Map(transferLosses, func(by loss.Name) figure.Group { return figure.Group{Name: string(by)} }),
	}
	for _, r := range all.Rows {
		label := fmt.Sprintf("scenario %s, D(%s)", r.Scenario, r.Test)
		if r.Scenario == scenarioName(transfer.Control) {
			label = "control, the shape alone"
		}
		row := figure.Row{Label: label}
		for _, n := range r.Networks {
			row.Samples = append(row.Samples, figure.Sample{Seeds: n.Seeds, Estimate: estimated(n.Accuracy)})
		}
		p.Rows = append(p.Rows, row)
	}
	return figure.Rows(p)
}

// remedyRow is a training, or a last layer that was fitted anew, on both tests of scenario 2.
type remedyRow struct {
	Change  string                // "none" of the main design
	Areas   string                // "the paper's" or "equal"
	Control verdict.Transferred   // CE; not of a last layer
	Tests   []verdict.Transferred // CE on both tests, then Contrast
	Refit   bool
}

// RemedyTransferTable tabulates what the stored remedies do in scenario 2 with the outlines of
// a family, with the paper's areas and with equal ones, beside the training without a remedy.
func RemedyTransferTable(f transfer.Found, family lidc.Family) (Table, error) {
	rows, err := remedyRows(f, family)
	return block("RemedyTransferTable").table(struct {
		Family lidc.Family
		Rows   []remedyRow
	}{family, rows}, err)
}

// RemedyTransferText says which remedies hold on both tests of scenario 2, of which loss.
func RemedyTransferText(f transfer.Found, family lidc.Family) (string, error) {
	rows, err := remedyRows(f, family)
	type side struct {
		Loss  loss.Name
		Holds []string
	}
	var sides []side
	for i, by := range transferLosses {
		s := side{Loss: by}
		for _, r := range rows {
			if r.Tests[2*i].Outcome == verdict.Holds && r.Tests[2*i+1].Outcome == verdict.Holds {
				s.Holds = append(s.Holds, fmt.Sprintf("%s (%s areas)", r.Change, r.Areas))
			}
		}
		sides = append(sides, s)
	}
	return block("RemedyTransferText").text(struct {
		Family lidc.Family
		Sides  []side
		All    int
	}{family, sides, len(rows)}, err)
}

func remedyRows(f transfer.Found, family lidc.Family) ([]remedyRow, error) {
	var rows []remedyRow
	cells := append(append(f.Stored(transfer.Families), f.Stored(transfer.Choices)...), f.Stored(transfer.Remedies)...)
	for _, c := range cells {
		plain := c.Part != transfer.Remedies
		if c.Shapes.Family != family || plain && c.Change != "" && !c.OnlyEqualAreas() {
			continue
		}
		own, err := remedyOf(c, func(by loss.Name, test int) (verdict.Transferred, error) {
			return verdict.JudgeTransfer(f, c, 2, by, test)
		})
		if err != nil {
			return nil, err
		}
		if own.Control, err = verdict.JudgeTransfer(f, c, transfer.Control, loss.CE, 0); err != nil {
			return nil, err
		}
		rows = append(rows, own)
		if !plain {
			continue
		}
		refit, err := remedyOf(c, func(by loss.Name, test int) (verdict.Transferred, error) {
			return verdict.JudgeRefitted(f, c, by, test)
		})
		if err != nil {
			return nil, err
		}
		refit.Change, refit.Refit = "a new last layer", true
		rows = append(rows, refit)
	}
	return rows, nil
}

// remedyOf judges both losses on both tests of scenario 2.
func remedyOf(c transfer.Cell, judge func(by loss.Name, test int) (verdict.Transferred, error)) (remedyRow, error) {
	r := remedyRow{Change: c.Remedy(), Areas: "the paper's"}
	if c.HasEqualAreas() {
		r.Areas = "equal"
	}
	for _, by := range transferLosses {
		for test := range 2 {
			t, err := judge(by, test)
			if err != nil {
				return r, err
			}
			r.Tests = append(r.Tests, t)
		}
	}
	return r, nil
}

// cutRow is how many percent of the area are cut off by the image.
type cutRow struct {
	Cell              string
	Benign, Malignant metrics.Estimate
}

// CutOffTable tabulates, by class, how many percent of a shape's area lie outside the image
// ([transfer.Cell.CutOff]), with the outlines of the stored families.
func CutOffTable(f transfer.Found) (Table, error) {
	rows, err := slice.Try(f.Stored(transfer.Families), func(c transfer.Cell) (cutRow, error) {
		var benign, malignant []float64
		for _, seed := range c.Plan.Seeds {
			shares, err := c.CutOff(seed)
			if err != nil {
				return cutRow{}, err
			}
			benign, malignant = append(benign, 100*shares[nodule.Benign]), append(malignant, 100*shares[nodule.Malignant])
		}
		return cutRow{c.String(), metrics.EstimateMean(benign), metrics.EstimateMean(malignant)}, nil
	})
	return block("CutOffTable").table(rows, err)
}

// peerRow is a test on which an independent implementation was held against ours.
type peerRow struct {
	Scenario, Test string
	By             loss.Name
	Ours, Theirs   metrics.Estimate
	Difference     metrics.Estimate // paired by seed
}

// PeerTable tabulates the accuracies of networks that an independent implementation in PyTorch
// trained on the very same images, beside ours of the same seeds.
func PeerTable(f transfer.Found) (Table, error) {
	rows, err := peerRows(f)
	if err != nil {
		return Table{}, err
	}
	return block("PeerTable").table(rows)
}

// PeerText says in how many of the tests the two implementations differ by more than seeds do.
func PeerText(f transfer.Found) (string, error) {
	rows, err := peerRows(f)
	if err != nil {
		return "", err
	}
	peer, err := transfer.Peer()
	if err != nil {
		return "", err
	}
	differ := slice.Filter(rows, func(r peerRow) bool { return !r.Difference.Contains(0) })
	return block("PeerText").text(struct {
		All, Differ, Seeds int
		Most               float64
		Version            string
	}{len(rows), len(differ), rows[0].Ours.N, slice.Max(rows, func(r peerRow) float64 { return max(r.Difference.Mean, -r.Difference.Mean) }), peer[0].Version})
}

func peerRows(f transfer.Found) ([]peerRow, error) {
	beside, err := f.BesidePeer()
	if err != nil {
		return nil, err
	}
	return slice.Try(beside, func(b transfer.Beside) (peerRow, error) {
		differences, err := metrics.Differences(b.Ours, b.Theirs)
		return peerRow{
			scenarioName(b.Scenario), b.Test.Label(), b.By,
			metrics.EstimateMean(b.Ours.Values), metrics.EstimateMean(b.Theirs.Values), metrics.EstimateMean(differences),
		}, err
	})
}
