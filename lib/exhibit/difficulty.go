package exhibit

import (
	"cmp"
	"fmt"
	"slices"

	"nodulelab/lib/design"
	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
	"nodulelab/lib/verdict"
)

// withDistances adds a column to responses as a figure takes them: how far each level lies
// from all numbers of the paper.
func withDistances(all []figure.Response, s design.Swept) error {
	by, err := verdict.DistancesByLevel(s)
	if err != nil {
		return err
	}
	for i := range all {
		column := slice.Map(by[i], func(d verdict.Distance) figure.Estimate {
			low, high := ends(d.Value)
			return figure.Estimate{Interval: figure.Interval{Mean: d.Value.Mean, Low: low, High: high}, Mark: figure.Unjudged}
		})
		all[i].Series = append(all[i].Series, column)
	}
	return nil
}

// farness is how far a cell lies from the paper, with a name for its levels.
type farness struct {
	verdict.Distance
	Name string
	Rank int // from 1, the nearest
}

// mostNear is how many of the nearest cells are named.
const mostNear = 5

// DistanceText names the cells of a sweep that lie nearest to all numbers of the paper's
// Table 1 together and the place of the base among them, and counts the cells of which no
// single run lies as far from the others as the paper does.
func DistanceText(s design.Swept) (string, error) {
	all, err := verdict.Distances(s)
	if err != nil {
		return "", err
	}
	base, err := s.Sweep.CellWith()
	if err != nil {
		return "", err
	}
	cells := slice.Map(all, func(d verdict.Distance) farness { return farness{Distance: d, Name: s.Sweep.Cells[d.Cell].String()} })
	slices.SortStableFunc(cells, func(a, b farness) int { return cmp.Compare(a.Value.Mean, b.Value.Mean) })
	unlike := 0
	for i := range cells {
		cells[i].Rank = i + 1
		if cells[i].AsFar.Hits == 0 {
			unlike++
		}
	}
	at := slices.IndexFunc(cells, func(f farness) bool { return f.Cell == base })
	return block("DistanceText").text(struct {
		Cells, Unlike int
		Near          []farness
		Base          farness
	}{len(cells), unlike, cells[:min(mostNear, len(cells))], cells[at]})
}

// LooksText says how many levels of a sweep have how many seeds, by what rule, and how many
// the rule would still give more.
func LooksText(s design.Swept) (string, error) {
	responses, err := verdict.Responses(s)
	if err != nil {
		return "", err
	}
	base, err := s.Sweep.CellWith()
	if err != nil {
		return "", err
	}
	next, _, err := verdict.Continued(s)
	if err != nil {
		return "", err
	}
	waiting := 0
	for i, c := range next.Cells {
		waiting += len(c.Plan.Seeds) - len(s.Sweep.Cells[i].Plan.Seeds)
	}
	last := 0
	if n := len(s.Sweep.Looks); n > 0 {
		last = s.Sweep.Looks[n-1]
		waiting /= max(1, last-s.Sweep.Looks[0])
	}
	return block("LooksText").text(struct {
		Base, Looks, Waiting, Last int
		Confidence                 float64
		Counts                     []verdict.Count
	}{len(s.Sweep.Cells[base].Plan.Seeds), len(s.Sweep.Looks), waiting, last, verdict.Confidence(len(s.Sweep.Looks)), verdict.Looked(responses)})
}

// RegionTable tabulates the areas that the rounding of the paper's four whole-image means
// allows, on backgrounds from the one end of what it allows to the other.
func RegionTable() (Table, error) {
	type row struct {
		Name, Background string
		Malignant        paper.Range
		Benign           paper.Range
	}
	at := func(name string, b float64) row {
		return row{name, fmt.Sprintf("%.1f", b), paper.AreaRange(nodule.Malignant, b), paper.AreaRange(nodule.Benign, b)}
	}
	r := paper.BackgroundRange()
	return block("RegionTable").table([]row{at("darkest", r.Low), at("the protocol's", nodule.Paper().Background), at("brightest", r.High)})
}

// hard is a level at the paper's difficulty, with what was found there.
type hard struct {
	verdict.AsHard
	Results  []results.Result
	Distance metrics.Estimate
	Seeds    int
}

// hardOf measures the levels of a sweep at the paper's difficulty, the base first.
func hardOf(s design.Swept) ([]hard, error) {
	levels, err := verdict.AtPaperDifficulty(s)
	if err != nil {
		return nil, err
	}
	distances, err := verdict.Distances(s)
	if err != nil {
		return nil, err
	}
	return slice.Map(levels, func(a verdict.AsHard) hard {
		return hard{a, s.OfCell(a.Cell), distances[a.Cell].Value, len(s.Sweep.Cells[a.Cell].Plan.Seeds)}
	}), nil
}

// DifficultyTable tabulates Table 1 at the level of each factor of a sweep at which the shape
// is as hard to see as in the paper: where cross-entropy loses as much in scenario 2.
func DifficultyTable(s design.Swept) (Table, error) {
	levels, err := hardOf(s)
	if err != nil {
		return Table{}, err
	}
	type row struct {
		Name  string
		Paper float64
		Ours  []metrics.Estimate
	}
	rows := []row{{"CE in scenario 2, both tests", verdict.PaperDifficulty(), slice.Map(levels, func(h hard) metrics.Estimate { return h.CE })}}
	for _, p := range paper.Table1() {
		name := fmt.Sprintf("%d: %s", p.Scenario, rowName(p.Row))
		rows = append(rows, row{name, p.Accuracy, slice.Map(levels, func(h hard) metrics.Estimate { return accuracyIn(h.Results, p.Row) })})
	}
	return block("DifficultyTable").table(struct {
		Levels []hard
		Rows   []row
	}{levels, rows})
}

// DifficultyText says, of each factor of a sweep, at what level the shape is as hard to see
// as in the paper, how many of the paper's accuracies lie in our intervals there, and how
// far all numbers lie from the paper's.
func DifficultyText(s design.Swept) (string, error) {
	levels, err := hardOf(s)
	return block("DifficultyText").text(levels, err)
}

// Inside counts the rows of Table 1 whose accuracy lies in our interval.
func (h hard) Inside() (n int) {
	for _, p := range paper.Table1() {
		if accuracyIn(h.Results, p.Row).Contains(p.Accuracy) {
			n++
		}
	}
	return n
}

// Conclusions say what becomes of the paper's conclusions.
func (h hard) Conclusions() []string {
	var all []string
	for i, c := range verdict.Conclusions()[1:] {
		all = append(all, fmt.Sprintf("“%s” %s", c.Name, h.States[i]))
	}
	return all
}
