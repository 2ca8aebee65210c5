package exhibit

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/loss"
	"nodulelab/lib/transfer"
	"nodulelab/lib/verdict"
)

// LawFigure plots what both losses do where brightness misleads against how well the shape
// alone can be learned: the drawn shapes as a curve, the families of real outlines beside it.
func LawFigure(f transfer.Found) (figure.Figure, error) {
	p := figure.PlacePlot{
		Title: "What a loss does where brightness misleads, by how well the shape can be learned",
		X:     figure.PlaceAxis{Name: "accuracy on the control, the shape alone", Low: .4, High: 1},
		Y:     figure.PlaceAxis{Name: "accuracy in scenario 2 on D(150,190)", High: 1},
		Curve: "drawn shapes, by spike depth", Within: verdict.OnCurve,
	}
	for _, by := range transferLosses {
		curve, placed, err := verdict.Law(f, by)
		if err != nil {
			return figure.Figure{}, err
		}
		panel := figure.PlacePanel{Title: string(by)}
		for _, c := range curve {
			panel.Curve = append(panel.Curve, placeOf(c, fmt.Sprintf("%g", c.Cell.Shapes.Depth)))
		}
		for _, c := range placed {
			panel.Marks = append(panel.Marks, placeOf(c.Place, c.Cell.String()))
		}
		p.Panels = append(p.Panels, panel)
	}
	return figure.Places(p)
}

func placeOf(p verdict.Place, label string) figure.Place {
	return figure.Place{Label: label, X: estimated(p.Learnable), Y: estimated(p.Misled)}
}

// lawSide is what becomes of the law under one loss.
type lawSide struct {
	Loss                   loss.Name
	On, Above, Below, Open []string // families, by where they lie
	Least, Most            verdict.Place
	All                    int
}

// LawText says, for both losses, which families of real outlines lie on the curve of the drawn
// shapes ([verdict.Curve.Judge]).
func LawText(f transfer.Found) (string, error) {
	sides, err := slice.Try(transferLosses, func(by loss.Name) (lawSide, error) {
		curve, placed, err := verdict.Law(f, by)
		if err != nil {
			return lawSide{}, err
		}
		s := lawSide{Loss: by, Least: curve[0], Most: curve[len(curve)-1], All: len(placed)}
		for _, p := range placed {
			to := &s.Open
			switch {
			case p.OnCurve == verdict.Holds:
				to = &s.On
			case p.OnCurve == verdict.Fails && p.Above:
				to = &s.Above
			case p.OnCurve == verdict.Fails:
				to = &s.Below
			}
			*to = append(*to, strconv.Quote(p.Cell.String()))
		}
		return s, nil
	})
	return block("LawText").text(struct {
		Sides  []lawSide
		Within float64
	}{sides, verdict.OnCurve}, err)
}

// balances are the stored cells of the plane of shape against brightness, by how well the
// shape can be learned, then by gap.
func balances(f transfer.Found) ([][]verdict.Balance, error) {
	rows, err := slice.Try(f.Stored(transfer.Plane), func(c transfer.Cell) ([]verdict.Balance, error) {
		return slice.Try(transfer.Gaps(), func(gap int) (verdict.Balance, error) { return verdict.BalanceOf(f, c.Shapes, gap) })
	})
	slices.SortFunc(rows, func(a, b []verdict.Balance) int {
		return cmp.Compare(a[0].Shape.Mean, b[0].Shape.Mean)
	})
	return rows, err
}

// BalanceFigure maps both losses over the plane of shape against brightness, where the
// intensities are exchanged after training.
func BalanceFigure(f transfer.Found) (figure.Figure, error) {
	rows, err := balances(f)
	if err != nil {
		return figure.Figure{}, err
	}
	var panels []figure.PlanePanel
	for i, by := range transferLosses {
		scale := figure.Scale{Name: fmt.Sprintf("%s holds", by), High: 1, Threshold: verdict.TransferHolds, Above: true}
		panels = append(panels, balancePanel(rows, scale, func(b verdict.Balance) figure.Estimate {
			return judged(b.Misled[i].Accuracy, b.Misled[i].Outcome)
		}))
	}
	return balanceFigure("Accuracy where the intensities are exchanged, equal areas", rows, panels...)
}

// BetweenFigure maps the difference between the losses over the same plane.
func BetweenFigure(f transfer.Found) (figure.Figure, error) {
	rows, err := balances(f)
	if err != nil {
		return figure.Figure{}, err
	}
	scale := figure.Scale{Name: "the loss matters (CE − Contrast)", Low: -1, High: 1, Threshold: verdict.Same, Above: true}
	matters := map[verdict.Outcome]verdict.Outcome{verdict.Holds: verdict.Fails, verdict.Fails: verdict.Holds}
	return balanceFigure("By how much cross-entropy is the better loss there", rows, balancePanel(rows, scale, func(b verdict.Balance) figure.Estimate {
		return judged(b.Difference, matters[b.Alike])
	}))
}

func balancePanel(rows [][]verdict.Balance, s figure.Scale, of func(verdict.Balance) figure.Estimate) figure.PlanePanel {
	return figure.PlanePanel{Scale: s, Cells: slice.Map(rows, func(row []verdict.Balance) []figure.Estimate { return slice.Map(row, of) })}
}

func balanceFigure(title string, rows [][]verdict.Balance, panels ...figure.PlanePanel) (figure.Figure, error) {
	across := figure.Factor{Name: "gap between the intensities in training, grey levels", Default: -1}
	for _, gap := range transfer.Gaps() {
		across.Levels = append(across.Levels, fmt.Sprint(gap))
	}
	up := figure.Factor{Name: "outlines (control, CE)", Default: -1}
	for _, row := range rows {
		up.Levels = append(up.Levels, fmt.Sprintf("%s (%s)", row[0].Shapes, two(row[0].Shape.Mean)))
	}
	return figure.Plane(title, across, up, panels, meanings)
}

// BalanceText says where in the plane of shape against brightness the loss matters, by how well
// the shape can be learned relative to the brightness ([verdict.Balance.Ratio]).
func BalanceText(f transfer.Found) (string, error) {
	rows, err := balances(f)
	all := slices.Concat(rows...)
	those := func(o verdict.Outcome) []verdict.Balance {
		return slice.Filter(all, func(b verdict.Balance) bool { return b.Alike == o })
	}
	differ, most := those(verdict.Fails), verdict.Balance{}
	for _, b := range all {
		if math.Abs(b.Difference.Mean) >= math.Abs(most.Difference.Mean) {
			most = b
		}
	}
	ratios := func(of []verdict.Balance) []float64 { return slice.Map(of, verdict.Balance.Ratio) }
	better := slice.Filter(differ, func(b verdict.Balance) bool { return b.Difference.Mean < 0 }) // the contrastive loss
	disc := slice.Filter(all, func(b verdict.Balance) bool { return b.Shapes == transfer.Disc })
	return block("BalanceText").text(struct {
		All                  int
		Differ, Alike        []float64 // ratios
		Open, ContrastBetter int
		Disc                 []verdict.Balance
		Most                 verdict.Balance // with the largest difference
		Same                 float64
	}{len(all), ratios(differ), ratios(those(verdict.Holds)), len(those(verdict.Undecided)), len(better), disc, most, verdict.Same}, err)
}
