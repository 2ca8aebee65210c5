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
			return figure.Responses("How the conclusions answer to the data", conclusions(), withGaps(), meanings)
		}},
		fixture{"doses", func() (figure.Figure, error) { return figure.Doses(doses()) }},
		fixture{"holds", func() (figure.Figure, error) {
			lead := "Where 3 conclusions hold at 88 levels of the factors."
			return figure.MarkTable("Where the paper's conclusions hold", lead, conclusionNames(), answers(len(studied)), meanings)
		}},
		fixture{"seeds", func() (figure.Figure, error) {
			columns := []string{"learns", "1: both losses fail", "2: the loss matters", "3: ten grey levels matter", "all at once, if it learns"}
			return figure.MarkTable("What single seeds show", "The share of single seeds that show 4 conclusions, and all at once.", columns, shares(12, len(columns)), most)
		}},
		fixture{"plane", func() (figure.Figure, error) {
			x, y := planeAxes()
			return figure.Plane("Spike depth and learning rate", x, y, planePanels(x, y), meanings)
		}},
		fixture{"ranking", func() (figure.Figure, error) {
			columns, rows := rankingRows()
			return figure.Ranking("Which choices matter", "largest change of the accuracy", columns, figure.Guide{At: .1, Label: "too small to matter"}, rows, beyond)
		}},
	)
}

// meanings are the meanings of marks in a sensitivity study.
var meanings = figure.Meanings{
	figure.Tick:     {Word: "holds", Phrase: "holds"},
	figure.Cross:    {Word: "fails", Phrase: "fails"},
	figure.Question: {Word: "undecided", Phrase: "undecided: the interval meets the threshold"},
	figure.NoMark:   {Word: "missing", Phrase: "not estimated"},
}

// beyond are the meanings of marks in a ranking.
var beyond = figure.Meanings{
	figure.Tick:     {Word: "wholly beyond it", Phrase: "wholly beyond it"},
	figure.Question: {Word: "not wholly beyond it", Phrase: "not wholly beyond it"},
	figure.NoMark:   {Word: "missing", Phrase: "not estimated"},
}

// most are the meanings of marks on shares of seeds.
var most = figure.Meanings{
	figure.Tick:     {Word: "shown by most", Phrase: "shown by more than half of the seeds"},
	figure.Cross:    {Word: "shown by none", Phrase: "shown by none"},
	figure.Question: {Word: "shown by some", Phrase: "shown by some"},
	figure.NoMark:   {Word: "missing", Phrase: "no seed learns"},
}

// shares are made-up shares of ten seeds at the levels of the first n factors.
func shares(n, columns int) []figure.Response {
	var all []figure.Response
	for i, f := range studied[:n] {
		r := figure.Response{Factor: f}
		for j := range columns {
			var series []figure.Estimate
			for k := range f.Levels {
				draw := random(uint64(1000*i + 100*j + k))
				e := figure.Estimate{Interval: figure.Only(float64(draw.IntN(11)) / 10), Mark: figure.Question}
				switch {
				case j == columns-1 && i == 3 && k == 1:
					e = figure.Estimate{Interval: figure.Only(math.NaN())}
				case e.Mean == 0:
					e.Mark = figure.Cross
				case e.Mean > .5:
					e.Mark = figure.Tick
				}
				series = append(series, e)
			}
			r.Series = append(r.Series, series)
		}
		all = append(all, r)
	}
	return all
}

func conclusions() []figure.Scale {
	return []figure.Scale{
		{Name: "CE fails: accuracy on 170,130", Low: 0, High: 1, Threshold: .75},
		{Name: "contrastive below CE on 170,130: difference", Low: -.5, High: 1, Threshold: 0, Above: true},
		{Name: "contrastive above CE on 190,150", Low: -1, High: 1, Threshold: 0, Above: true},
	}
}

// studied are choices as a study would vary them.
var studied = []figure.Factor{
	{Name: "spike depth", Unit: "% of the radius", Levels: []string{"0", "5", "10", "20", "30"}, Default: 2},
	{Name: "number of spikes", Levels: []string{"4 to 6", "6 to 10", "10 to 16"}, Default: 1},
	{Name: "free-form deformation, amplitude", Unit: "pixels", Levels: []string{"0", "0.5", "1", "2", "3", "4"}, Default: 3},
	{Name: "activation", Levels: []string{"tanh", "ReLU", "leaky ReLU", "GELU", "sigmoid"}, Default: 0},
	{Name: "grey-level noise", Unit: "sd, grey levels", Levels: []string{"0", "2", "5", "10"}, Default: 0},
	{Name: "batches", Levels: []string{"shuffled", "balanced"}, Default: 0},
	{Name: "learning rate", Levels: []string{"1e-4", "3e-4", "1e-3", "3e-3", "1e-2"}, Default: 2},
	{Name: "weight decay", Levels: []string{"0", "1e-4", "1e-2"}, Default: 0},
	{Name: "initial weights", Levels: []string{"He", "Glorot uniform", "Glorot normal", "orthogonal"}, Default: 1},
	{Name: "batch size", Levels: []string{"8", "16", "32", "64", "128"}, Default: 2},
	{Name: "optimiser", Levels: []string{"Adam", "AdamW", "SGD"}, Default: 0},
	{Name: "pooling", Levels: []string{"mean", "max"}, Default: 0},
	{Name: "margin", Levels: []string{"0.5", "1", "2", "4"}, Default: 1},
	{Name: "embedding size", Levels: []string{"2", "16", "84", "256"}, Default: 2},
	{Name: "epochs, encoder", Levels: []string{"20", "40", "80", "160"}, Default: 1},
	{Name: "epochs, classifier", Levels: []string{"20", "40", "80"}, Default: 1},
	{Name: "training images", Levels: []string{"500", "1000", "2000", "4000"}, Default: 2},
	{Name: "image size", Levels: []string{"16", "32", "48"}, Default: 1},
	{Name: "anti-aliasing", Levels: []string{"off", "on"}, Default: 1},
	{Name: "rotation", Levels: []string{"none", "any angle"}, Default: 1},
	{Name: "translation", Levels: []string{"0", "2", "4"}, Default: 0},
	{Name: "input scaling", Levels: []string{"0 to 1", "−1 to 1", "standardised", "raw"}, Default: 0},
	{Name: "pairs", Levels: []string{"random", "all", "hard"}, Default: 0},
	{Name: "distance", Levels: []string{"Euclidean", "squared", "cosine"}, Default: 0},
	{Name: "last batch", Levels: []string{"dropped", "kept"}, Default: 1},
}

// estimate is a made-up estimate of a conclusion at a level.
func estimate(c figure.Scale, factor, level, column int) figure.Estimate {
	r := random(uint64(1000*factor + 100*column + level))
	centre := c.Low + (c.High-c.Low)*(.35+.3*float64(index(c.Above)))
	m := centre + .16*(c.High-c.Low)*r.NormFloat64()
	m = min(max(m, c.Low), c.High)
	half := (c.High - c.Low) * (.02 + .12*r.Float64())
	return marked(c, figure.Interval{Mean: m, Low: m - half, High: m + half})
}

// marked gives an interval the mark of its side of a threshold.
func marked(c figure.Scale, v figure.Interval) figure.Estimate {
	e := figure.Estimate{Interval: v, Mark: figure.Question}
	switch {
	case v.Low > c.Threshold && c.Above, v.High < c.Threshold && !c.Above:
		e.Mark = figure.Tick
	case v.Low > c.Threshold, v.High < c.Threshold:
		e.Mark = figure.Cross
	}
	return e
}

func index(b bool) int {
	if b {
		return 1
	}
	return 0
}

// answers are made-up answers to the first n factors.
func answers(n int) []figure.Response {
	var all []figure.Response
	for f, s := range studied[:n] {
		r := figure.Response{Factor: s}
		for j, c := range conclusions() {
			var series []figure.Estimate
			for i := range s.Levels {
				series = append(series, estimate(c, f, i, j))
			}
			r.Series = append(r.Series, series)
		}
		all = append(all, r)
	}
	if n == len(studied) {
		last := all[n-1].Series[0]
		last[len(last)-1] = figure.Estimate{}
	}
	return all
}

// withGaps are answers to six factors, with one seed at one level and no estimate at
// another.
func withGaps() []figure.Response {
	all := answers(6)
	all[0].Series[1][0] = figure.Estimate{Interval: figure.Only(.2), Mark: figure.Question}
	all[2].Series[0][2] = figure.Estimate{}
	return all
}

func conclusionNames() []string {
	var names []string
	for _, c := range conclusions() {
		names = append(names, c.Name)
	}
	return names
}

func planeAxes() (x, y figure.Factor) {
	x = figure.Factor{Name: "spike depth, % of the radius", Levels: studied[0].Levels, Default: 2}
	y = figure.Factor{Name: "learning rate", Levels: append([]string{"3e-5"}, studied[6].Levels...), Default: 3}
	return x, y
}

// planePanels go from one side of the threshold to the other.
func planePanels(x, y figure.Factor) []figure.PlanePanel {
	var panels []figure.PlanePanel
	for k, c := range conclusions()[:2] {
		p := figure.PlanePanel{Scale: c}
		for j := range y.Levels {
			var row []figure.Estimate
			for i := range x.Levels {
				m := c.Low + (c.High-c.Low)*(.1+.1*float64(i)+.08*float64(j*(1-k)))
				row = append(row, marked(c, figure.Interval{Mean: m, Low: m - .09, High: m + .09}))
			}
			p.Cells = append(p.Cells, row)
		}
		panels = append(panels, p)
	}
	panels[1].Cells[5][4] = figure.Estimate{}
	return panels
}

// rankingRows fall from the factor that matters most, with one missing and one
// without an interval.
func rankingRows() (columns []string, rows []figure.RankingRow) {
	columns = conclusionNames()
	for f, s := range studied {
		row := figure.RankingRow{Label: fmt.Sprintf("%s (%d levels)", s.Name, len(s.Levels))}
		for j := range columns {
			r := random(uint64(10*f + j))
			m := .7*math.Exp(-float64(f)/8) + .05*r.NormFloat64()
			half := .03 + .08*r.Float64()
			row.Effects = append(row.Effects, ranked(figure.Interval{Mean: m, Low: m - half, High: m + half}))
		}
		rows = append(rows, row)
	}
	rows[3].Effects[1] = figure.Estimate{}
	rows[4].Effects[2] = ranked(figure.Only(.4))
	return columns, rows
}

// ranked gives an effect a tick if its interval lies wholly beyond ±0.1.
func ranked(v figure.Interval) figure.Estimate {
	if v.Low > .1 || v.High < -.1 {
		return figure.Estimate{Interval: v, Mark: figure.Tick}
	}
	return figure.Estimate{Interval: v, Mark: figure.Question}
}
