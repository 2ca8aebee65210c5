package exhibit

import (
	"fmt"
	"slices"

	"nodulelab/lib/design"
	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/verdict"
)

// joint is what a sweep of single factors says of all conclusions at once.
type joint struct {
	answers
	Protocol verdict.Joint
}

// JointFigure maps what single seeds show: for every level of a sweep's factors the share of
// seeds that learn their training set, that show each conclusion and, of those that learn,
// that show all conclusions at once.
func JointFigure(s design.Swept) (figure.Figure, error) {
	j, err := jointly(s)
	if err != nil {
		return figure.Figure{}, err
	}
	_, names := scales(j.conclusions)
	levels := slice.Sum(j.responses, func(r verdict.FactorResponse) int { return len(r.Levels) })
	lead := fmt.Sprintf("The share of single seeds that show each of %s, and all at once, at %s of the factors.", plural(len(names), "conclusion"), plural(levels, "level"))
	f, err := figure.MarkTable(j.titled("What single seeds show"), lead, append(names, "all at once, if it learns"), slice.Map(j.responses, seedResponse), figure.Meanings{
		figure.Tick:     {Word: "shown by most", Phrase: "shown by more than half of the seeds"},
		figure.Cross:    {Word: "shown by none", Phrase: "shown by none"},
		figure.Question: {Word: "shown by some", Phrase: "shown by some"},
		figure.NoMark:   {Word: "missing", Phrase: "no seed learns"},
	})
	return j.noted(f), err
}

// seedResponse returns the shares of seeds at a factor's levels as a figure takes them, of
// each conclusion and then of all at once.
func seedResponse(r verdict.FactorResponse) figure.Response {
	own := figure.Response{Factor: figure.Factor{Name: r.Factor.Name, Unit: r.Factor.Unit, Default: r.Default}}
	own.Series = make([][]figure.Estimate, len(r.Conclusions)+1)
	for _, l := range r.Levels {
		own.Factor.Levels = append(own.Factor.Levels, l.Label)
		for i, p := range append(slices.Clone(l.Shown), l.Joint.Hold) {
			own.Series[i] = append(own.Series[i], seedShare(p))
		}
	}
	return own
}

// seedShare returns a share of seeds with its score interval and the mark of most, some or
// none of them.
func seedShare(p metrics.Proportion) figure.Estimate {
	mark := figure.Question
	switch {
	case p.Hits == 0:
		mark = figure.Cross
	case mostly(p):
		mark = figure.Tick
	}
	return marked(metrics.Estimate{N: p.Total, Mean: p.Value(), Interval: p.Wilson()}, mark)
}

// mostly tells whether a proportion is more than half.
func mostly(p metrics.Proportion) bool { return 2*p.Hits > p.Total }

// JointText says how often all conclusions hold at once at the protocol, and at which other
// levels of a sweep they do so most often, in most seeds, and never.
func JointText(s design.Swept) (string, error) {
	return block("JointText").text(jointly(s))
}

// JointCubeText says in how many cells of a hypercube all conclusions hold at once, of those
// whose networks learn their training set.
func JointCubeText(cube design.Swept) (string, error) {
	a, err := askedOf(cube)
	if err != nil {
		return "", err
	}
	all, err := verdict.JointOverall(cube)
	return block("JointCubeText").text(struct {
		verdict.Joint
		All, Note string
	}{all, a.All(), a.Note()}, err)
}

// jointly asks a sweep of single factors whose base is among the levels of each.
func jointly(s design.Swept) (*joint, error) {
	a, err := answersOf(s)
	if err != nil {
		return nil, err
	}
	j := &joint{answers: a}
	for _, r := range a.responses {
		if r.Default < 0 {
			return nil, fmt.Errorf("exhibit: %s: the level of the sweep's base is not among the others", r.Factor.Name)
		}
		j.Protocol = r.Levels[r.Default].Joint
	}
	return j, nil
}

// Others counts the levels other than the protocol.
func (j *joint) Others() int { return len(j.others(func(verdict.Joint) bool { return true })) }

// Most names the levels other than the protocol at which all conclusions hold in more than
// half of the seeds that learn, with their number.
func (j *joint) Most() []string {
	return j.counted(func(l verdict.Joint) bool { return mostly(l.Hold) })
}

// Highest names those with the largest share of seeds, none if that is 0.
func (j *joint) Highest() []string {
	highest := 0.
	for _, r := range j.responses {
		for i, l := range r.Levels {
			if i != r.Default && l.Joint.Hold.Total > 0 {
				highest = max(highest, l.Joint.Hold.Value())
			}
		}
	}
	return j.counted(func(l verdict.Joint) bool { return highest > 0 && l.Hold.Value() == highest })
}

// Never names those at which all conclusions hold in no seed that learns.
func (j *joint) Never() []string {
	return j.others(func(l verdict.Joint) bool { return l.Hold.Total > 0 && l.Hold.Hits == 0 })
}

// Unlearned names those at which no seed learns.
func (j *joint) Unlearned() []string {
	return j.others(func(l verdict.Joint) bool { return l.Hold.Total == 0 })
}

// counted names levels other than the protocol, with the seeds in which all conclusions
// hold.
func (j *joint) counted(is func(verdict.Joint) bool) []string {
	return j.levelsNamed(func(r verdict.FactorResponse, l verdict.LevelResponse) (remark string, ok bool) {
		return " (" + count(l.Joint.Hold) + ")", l.Label != r.Levels[r.Default].Label && is(l.Joint)
	})
}

// others names levels other than the protocol.
func (j *joint) others(is func(verdict.Joint) bool) []string {
	return j.levelsWith(func(r verdict.FactorResponse, l verdict.LevelResponse) bool {
		return l.Label != r.Levels[r.Default].Label && is(l.Joint)
	})
}
