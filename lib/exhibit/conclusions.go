package exhibit

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"nodulelab/lib/design"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/verdict"
)

// conclusion is the premise or one of the paper's conclusions. Blocks of words ask its
// methods what a sweep says of it.
type conclusion struct {
	verdict.Conclusion
	index int
	of    *findings
}

// findings are what is asked of a sweep of single factors, of a hypercube or of both.
type findings struct {
	answers
	effects [][]verdict.FactorEffect
	cube    design.Swept
}

// each returns the premise, then the conclusions that can be computed.
func (f *findings) each() []conclusion {
	var all []conclusion
	for i, c := range f.conclusions {
		all = append(all, conclusion{c, i, f})
	}
	return all
}

// blockOf is what a block of words about conclusions is handed.
type blockOf struct {
	Conclusions []conclusion
	Note        string // names the conclusions that are left out
}

// about returns what a block about some conclusions is handed.
func (f *findings) about(conclusions []conclusion) blockOf { return blockOf{conclusions, f.Note()} }

// affected returns the answers of a sweep with the effects of its factors.
func affected(s design.Swept) (*findings, error) {
	a, err := answersOf(s)
	if err != nil {
		return nil, err
	}
	effects, err := effectsOf(a.responses)
	return &findings{answers: a, effects: effects}, err
}

// ImportanceTable tabulates, for the factors of a group in a sweep, the largest difference
// that a level makes to each of the paper's conclusions, and whether it matters.
func ImportanceTable(s design.Swept, group string) (Table, error) {
	a, err := answersOf(s)
	if err != nil {
		return Table{}, err
	}
	own, err := a.group(group)
	if err != nil {
		return Table{}, err
	}
	effects, err := effectsOf(own)
	return block("ImportanceTable").table(struct {
		Group       string
		Conclusions []verdict.Conclusion
		Effects     [][]verdict.FactorEffect
		Note        string
	}{group, a.conclusions[1:], effects, a.Note()}, err)
}

// ImportanceText sorts the factors of a sweep, for each conclusion, by whether they
// matter.
func ImportanceText(s design.Swept) (string, error) {
	f, err := affected(s)
	if err != nil {
		return "", err
	}
	return block("ImportanceText").text(f.about(f.each()[1:]))
}

// Factors names the factors of one importance to the conclusion, the largest effect
// first.
func (c conclusion) Factors(importance verdict.Importance) []string {
	effects := slice.Map(c.of.effects, func(of []verdict.FactorEffect) verdict.FactorEffect { return of[c.index] })
	own := slice.Filter(effects, func(e verdict.FactorEffect) bool { return e.Importance == importance })
	slices.SortStableFunc(own, func(a, b verdict.FactorEffect) int { return cmp.Compare(size(b), size(a)) })
	return slice.Map(own, func(e verdict.FactorEffect) string { return e.Factor })
}

// size returns how large an effect is, either way.
func size(e verdict.FactorEffect) float64 { return math.Abs(e.Levels[e.Largest].Difference.Mean) }

// ExcludedText lists, for each conclusion, the levels of a sweep at which no seed shows it,
// with the share of runs that may show it all the same, and those at which its mean fails
// though seeds show it: the paper is one run, and is held against single seeds.
func ExcludedText(s design.Swept) (string, error) {
	a, err := answersOf(s)
	if err != nil {
		return "", err
	}
	f := &findings{answers: a}
	return block("ExcludedText").text(f.about(f.each()[1:]))
}

// Unseen names the levels at which no seed shows the conclusion, with the number of seeds.
func (c conclusion) Unseen() []string {
	return c.counted(func(_ verdict.Outcome, shown metrics.Proportion) bool { return shown.Hits == 0 })
}

// Seen names the levels at which the conclusion fails by its mean, though seeds show it.
func (c conclusion) Seen() []string {
	return c.counted(func(o verdict.Outcome, shown metrics.Proportion) bool { return o == verdict.Fails && shown.Hits > 0 })
}

// counted names levels by the conclusion's outcome and the seeds that show it, with their
// number.
func (c conclusion) counted(is func(verdict.Outcome, metrics.Proportion) bool) []string {
	return c.of.levelsNamed(func(r verdict.FactorResponse, l verdict.LevelResponse) (remark string, ok bool) {
		i := c.at(r)
		return " (" + count(l.Shown[i]) + ")", is(l.States[i], l.Shown[i])
	})
}

// at is the place of the conclusion among those of a response.
func (c conclusion) at(r verdict.FactorResponse) int {
	return slices.IndexFunc(r.Conclusions, func(own verdict.Conclusion) bool { return own.Name == c.Name })
}

// Unseen lists, without repetition, the counts of seeds of which none shows a conclusion.
func (b blockOf) Unseen() []metrics.Proportion {
	var all []metrics.Proportion
	for _, c := range b.Conclusions {
		for _, r := range c.of.responses {
			for _, l := range r.Levels {
				if shown := l.Shown[c.at(r)]; shown.Hits == 0 {
					all = append(all, shown)
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b metrics.Proportion) int { return cmp.Compare(a.Total, b.Total) })
	return slices.Compact(all)
}

// RobustnessText says of each conclusion at how many levels it holds, fails and stays
// undecided when one factor is changed, and in what share of cells it holds when all
// are: by a sweep of single factors and by a hypercube.
func RobustnessText(s, cube design.Swept) (string, error) {
	a, err := answersOf(s)
	if err != nil {
		return "", err
	}
	if a.asked, err = askedOf(s, cube); err != nil {
		return "", err
	}
	f := &findings{answers: a, cube: cube}
	return block("RobustnessText").text(f.about(f.each()))
}

// At names the levels at which the conclusion has an outcome, the protocol first if it
// has it too.
func (c conclusion) At(outcome string) []string { return c.where(outcome) }

// Others counts the levels other than the protocol at which the conclusion has one of
// some outcomes.
func (c conclusion) Others(outcomes ...string) int {
	return len(slice.Filter(c.where(outcomes...), func(name string) bool { return name != protocol }))
}

// where names the levels at which the conclusion has one of some outcomes.
func (c conclusion) where(outcomes ...string) []string {
	return c.of.levelsWith(func(r verdict.FactorResponse, l verdict.LevelResponse) bool {
		return slices.Contains(outcomes, l.States[c.at(r)].String())
	})
}

// CandidateText names the levels of a sweep at which all of the paper's conclusions hold,
// and the levels at which all of its numbers lie in our intervals.
func CandidateText(s design.Swept) (string, error) {
	a, err := answersOf(s)
	if err != nil {
		return "", err
	}
	all := func(is func(verdict.Conclusion, metrics.Estimate, verdict.Outcome) bool) []string {
		return a.levelsWith(func(r verdict.FactorResponse, l verdict.LevelResponse) bool {
			for i, c := range r.Conclusions {
				if i > 0 && !is(c, l.Estimates[i], l.States[i]) {
					return false
				}
			}
			return true
		})
	}
	return block("CandidateText").text(struct {
		Conclusions, Numbers string
		Holding, Equal       []string
		Note                 string
	}{
		capital(a.All()),
		[]string{"The paper's number** lies in our interval", "Both of the paper's numbers** lie in our intervals", "All three of the paper's numbers** lie in our intervals"}[len(a.conclusions)-2],
		all(func(_ verdict.Conclusion, _ metrics.Estimate, o verdict.Outcome) bool { return o == verdict.Holds }),
		all(func(c verdict.Conclusion, e metrics.Estimate, _ verdict.Outcome) bool { return e.Contains(c.Paper) }),
		a.Note(),
	})
}

// protocol names the levels of the protocol among the levels of factors.
const protocol = "the protocol"

// levelsWith names the levels of which something is true, the protocol first if it is
// among them.
func (a answers) levelsWith(is func(verdict.FactorResponse, verdict.LevelResponse) bool) []string {
	return a.levelsNamed(func(r verdict.FactorResponse, l verdict.LevelResponse) (string, bool) { return "", is(r, l) })
}

// levelsNamed names the same, with a remark behind each name. The remark on the protocol
// is that of its first factor.
func (a answers) levelsNamed(is func(verdict.FactorResponse, verdict.LevelResponse) (remark string, ok bool)) []string {
	var names []string
	named := false
	for _, r := range a.responses {
		for j, l := range r.Levels {
			remark, ok := is(r, l)
			switch {
			case !ok:
			case j != r.Default:
				names = append(names, "*"+r.Factor.Name+" "+l.Label+"*"+remark)
			case !named:
				names, named = slices.Insert(names, 0, protocol+remark), true
			}
		}
	}
	return names
}

// HypercubeTable tabulates in how many cells of a hypercube each conclusion holds, and in
// how many of those whose networks learn their training set.
func HypercubeTable(cube design.Swept) (Table, error) {
	f, err := inCube(cube)
	if err != nil {
		return Table{}, err
	}
	return block("HypercubeTable").table(f.about(f.each()))
}

// inCube asks a hypercube.
func inCube(cube design.Swept) (*findings, error) {
	if err := cube.Validate(); err != nil {
		return nil, err
	}
	a, err := askedOf(cube)
	return &findings{answers: answers{asked: a}, cube: cube}, err
}

// Overall counts the cells of the hypercube in which the conclusion holds.
func (c conclusion) Overall() (verdict.Share, error) { return c.Conclusion.Overall(c.of.cube) }

// Where counts them among the cells whose networks learn their training set.
func (c conclusion) Where() (verdict.Share, error) {
	return c.Conclusion.Where(c.of.conclusions[0], c.of.cube)
}

// influence is how much of a conclusion's statistic in the hypercube the factors
// explain.
type influence struct {
	Name               string
	First, Significant []verdict.Influence // the largest, and those that chance does not explain
	Factors            int
	Sum, ByChance      float64 // of all ratios, and its mean were the levels handed out at random
}

// mostInfluences is how many factors InfluenceTable shows.
const mostInfluences = 6

func (c conclusion) influence() (influence, error) {
	cube := c.of.cube
	all, err := c.Influences(cube)
	if err != nil {
		return influence{}, err
	}
	own := influence{Name: c.Name, First: all[:min(mostInfluences, len(all))], Factors: len(all)}
	for _, i := range all {
		own.Sum += i.Ratio
		own.ByChance += float64(len(i.ByLevel)-1) / float64(len(cube.Sweep.Cells)-1)
		if significant(i.P) {
			own.Significant = append(own.Significant, i)
		}
	}
	return own, nil
}

// InfluenceTable tabulates the factors that explain most of a conclusion's statistic
// in a hypercube, with the share of cells in which it holds at each level. The
// conclusion is given by its scenario, 1 to 3.
func InfluenceTable(cube design.Swept, scenario int) (Table, error) {
	all := verdict.Conclusions()
	if scenario < 1 || scenario >= len(all) {
		return Table{}, fmt.Errorf("exhibit: scenario %d: want 1 to %d", scenario, len(all)-1)
	}
	if err := cube.Validate(); err != nil {
		return Table{}, err
	}
	own := conclusion{all[scenario], scenario, &findings{cube: cube}}
	return block("InfluenceTable").table(own.influence())
}

// InfluenceText names, for each of the paper's conclusions, the factors that explain
// significantly more of it in a hypercube than chance would.
func InfluenceText(cube design.Swept) (string, error) {
	f, err := inCube(cube)
	if err != nil {
		return "", err
	}
	all, err := slice.Try(f.each()[1:], conclusion.influence)
	return block("InfluenceText").text(struct {
		Influences []influence
		Note       string
	}{all, f.Note()}, err)
}
