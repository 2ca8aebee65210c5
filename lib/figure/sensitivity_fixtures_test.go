package figure_test

import (
	"fmt"
	"math"

	"nodulelab/lib/figure"
)

// The figures of a sensitivity study, of made-up numbers at its real size.
func init() {
	fixtures = append(fixtures,
		fixture{"responses", func() (figure.Figure, error) {
			return figure.Responses("How the conclusions answer to the data", conclusions(), responsePanels())
		}},
		fixture{"holds", func() (figure.Figure, error) {
			columns, rows := holdsRows()
			return figure.HoldsMap("Where the paper's conclusions hold", columns, rows)
		}},
		fixture{"plane", func() (figure.Figure, error) {
			x, y := planeAxes()
			return figure.Plane("Spike depth and learning rate", x, y, planePanels(x, y))
		}},
		fixture{"ranking", func() (figure.Figure, error) {
			columns, rows := rankingRows()
			return figure.Ranking("Which choices matter", "largest change of the accuracy", columns, .1, rows)
		}},
	)
}

func conclusions() []figure.Conclusion {
	return []figure.Conclusion{
		{Name: "CE fails: accuracy on 170,130", Low: 0, High: 1, Threshold: .75},
		{Name: "contrastive below CE on 170,130: difference", Low: -.5, High: 1, Threshold: 0, Above: true},
		{Name: "contrastive above CE on 190,150", Low: -1, High: 1, Threshold: 0, Above: true},
	}
}

// factorLevels are choices as a study would vary them; the protocol's is marked.
type factorLevels struct {
	name, unit string
	standard   int
	levels     []string
}

var studied = []factorLevels{
	{"spike depth", "% of the radius", 2, []string{"0", "5", "10", "20", "30"}},
	{"number of spikes", "", 1, []string{"4 to 6", "6 to 10", "10 to 16"}},
	{"free-form deformation, amplitude", "pixels", 3, []string{"0", "0.5", "1", "2", "3", "4"}},
	{"activation", "", 0, []string{"tanh", "ReLU", "leaky ReLU", "GELU", "sigmoid"}},
	{"grey-level noise", "sd, grey levels", 0, []string{"0", "2", "5", "10"}},
	{"batches", "", 0, []string{"shuffled", "balanced"}},
	{"learning rate", "", 2, []string{"1e-4", "3e-4", "1e-3", "3e-3", "1e-2"}},
	{"weight decay", "", 0, []string{"0", "1e-4", "1e-2"}},
	{"initial weights", "", 1, []string{"He", "Glorot uniform", "Glorot normal", "orthogonal"}},
	{"batch size", "", 2, []string{"8", "16", "32", "64", "128"}},
	{"optimiser", "", 0, []string{"Adam", "AdamW", "SGD"}},
	{"pooling", "", 0, []string{"mean", "max"}},
	{"margin", "", 1, []string{"0.5", "1", "2", "4"}},
	{"embedding size", "", 2, []string{"2", "16", "84", "256"}},
	{"epochs, encoder", "", 1, []string{"20", "40", "80", "160"}},
	{"epochs, classifier", "", 1, []string{"20", "40", "80"}},
	{"training images", "", 2, []string{"500", "1000", "2000", "4000"}},
	{"image size", "", 1, []string{"16", "32", "48"}},
	{"anti-aliasing", "", 1, []string{"off", "on"}},
	{"rotation", "", 1, []string{"none", "any angle"}},
	{"translation", "", 0, []string{"0", "2", "4"}},
	{"input scaling", "", 0, []string{"0 to 1", "−1 to 1", "standardised", "raw"}},
	{"pairs", "", 0, []string{"random", "all", "hard"}},
	{"distance", "", 0, []string{"Euclidean", "squared", "cosine"}},
	{"last batch", "", 1, []string{"dropped", "kept"}},
}

// estimate is a made-up estimate of a conclusion at a level.
func estimate(c figure.Conclusion, factor, level, column int) figure.Interval {
	r := random(uint64(1000*factor + 100*column + level))
	centre := c.Low + (c.High-c.Low)*(.35+.3*float64(index(c.Above)))
	m := centre + .16*(c.High-c.Low)*r.NormFloat64()
	m = min(max(m, c.Low), c.High)
	half := (c.High - c.Low) * (.02 + .12*r.Float64())
	return figure.Interval{Mean: m, Low: m - half, High: m + half}
}

func index(b bool) int {
	if b {
		return 1
	}
	return 0
}

// responsePanels are the first six factors, with one seed at one level and no
// estimate at another.
func responsePanels() []figure.ResponsePanel {
	var panels []figure.ResponsePanel
	for f, s := range studied[:6] {
		p := figure.ResponsePanel{Factor: s.name, Unit: s.unit, Levels: s.levels, Default: s.standard}
		for j, c := range conclusions() {
			var series []figure.Interval
			for i := range s.levels {
				series = append(series, estimate(c, f, i, j))
			}
			p.Series = append(p.Series, series)
		}
		panels = append(panels, p)
	}
	none := math.NaN()
	panels[0].Series[1][0] = figure.Interval{Mean: .2, Low: none, High: none}
	panels[2].Series[0][2] = figure.Interval{Mean: none, Low: none, High: none}
	return panels
}

// holdsRows are all levels of all factors.
func holdsRows() (columns []string, rows []figure.HoldsRow) {
	for _, c := range conclusions() {
		columns = append(columns, c.Name)
	}
	for f, s := range studied {
		for i, level := range s.levels {
			r := figure.HoldsRow{Factor: s.name, Level: level, Default: i == s.standard}
			for j, c := range conclusions() {
				v := estimate(c, f, i, j)
				r.Cells = append(r.Cells, figure.HoldsCell{Mean: v.Mean, State: c.State(v)})
			}
			rows = append(rows, r)
		}
	}
	rows[len(rows)-1].Cells[0] = figure.HoldsCell{}
	return columns, rows
}

func planeAxes() (x, y figure.PlaneAxis) {
	x = figure.PlaneAxis{Name: "spike depth, % of the radius", Levels: studied[0].levels, Default: 2}
	y = figure.PlaneAxis{Name: "learning rate", Levels: append([]string{"3e-5"}, studied[6].levels...), Default: 3}
	return x, y
}

// planePanels go from one side of the threshold to the other.
func planePanels(x, y figure.PlaneAxis) []figure.PlanePanel {
	var panels []figure.PlanePanel
	for k, c := range conclusions()[:2] {
		p := figure.PlanePanel{Conclusion: c}
		for j := range y.Levels {
			var row []figure.HoldsCell
			for i := range x.Levels {
				m := c.Low + (c.High-c.Low)*(.1+.1*float64(i)+.08*float64(j*(1-k)))
				v := figure.Interval{Mean: m, Low: m - .09, High: m + .09}
				row = append(row, figure.HoldsCell{Mean: m, State: c.State(v)})
			}
			p.Cells = append(p.Cells, row)
		}
		panels = append(panels, p)
	}
	panels[1].Cells[5][4] = figure.HoldsCell{}
	return panels
}

// rankingRows fall from the factor that matters most, with one missing and one
// without an interval.
func rankingRows() (columns []string, rows []figure.RankingRow) {
	columns, _ = holdsRows()
	for f, s := range studied {
		row := figure.RankingRow{Label: fmt.Sprintf("%s (%d levels)", s.name, len(s.levels))}
		for j := range columns {
			r := random(uint64(10*f + j))
			m := .7*math.Exp(-float64(f)/8) + .05*r.NormFloat64()
			half := .03 + .08*r.Float64()
			row.Effects = append(row.Effects, figure.Interval{Mean: m, Low: m - half, High: m + half})
		}
		rows = append(rows, row)
	}
	none := math.NaN()
	rows[3].Effects[1] = figure.Interval{Mean: none, Low: none, High: none}
	rows[4].Effects[2] = figure.Interval{Mean: .4, Low: none, High: none}
	return columns, rows
}
