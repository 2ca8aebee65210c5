package exhibit

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"nodulelab/lib/design"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/verdict"
)

// conclusion is the premise or one of the paper's conclusions. Blocks of words ask its
// methods what the stored sweeps say of it.
type conclusion struct {
	verdict.Conclusion
	index int
}

// conclusions returns the premise, then the conclusions from scenarios 1 to 3.
func conclusions() []conclusion {
	var all []conclusion
	for i, c := range verdict.Conclusions() {
		all = append(all, conclusion{c, i})
	}
	return all
}

// ImportanceTable tabulates, for the factors of a group, the largest difference that
// a level makes to each of the paper's three conclusions, and whether it matters.
func ImportanceTable(group string) (Table, error) {
	all, err := ofGroup(everyEffect, group)
	return block("ImportanceTable").table(struct {
		Group       string
		Conclusions []conclusion
		Effects     [][]verdict.FactorEffect
	}{group, conclusions()[1:], all}, err)
}

// ImportanceText sorts the factors, for each conclusion, by whether they matter.
func ImportanceText() (string, error) {
	return block("ImportanceText").text(conclusions()[1:])
}

// Factors names the factors of one importance to the conclusion, the largest effect
// first.
func (c conclusion) Factors(importance verdict.Importance) ([]string, error) {
	all, err := everyEffect()
	effects := slice.Map(all, func(of []verdict.FactorEffect) verdict.FactorEffect { return of[c.index] })
	own := slice.Filter(effects, func(e verdict.FactorEffect) bool { return e.Importance == importance })
	slices.SortStableFunc(own, func(a, b verdict.FactorEffect) int { return cmp.Compare(size(b), size(a)) })
	return slice.Map(own, func(e verdict.FactorEffect) string { return e.Factor }), err
}

// size returns how large an effect is, either way.
func size(e verdict.FactorEffect) float64 { return math.Abs(e.Levels[e.Largest].Difference.Mean) }

// ExcludedText lists, for each conclusion, the levels at which it fails: choices that
// the paper cannot have made, if all else was as in the protocol.
func ExcludedText() (string, error) {
	return block("ExcludedText").text(conclusions()[1:])
}

// RobustnessText says of each conclusion at how many levels it holds, fails and stays
// undecided when one factor is changed, and in what share of cells it holds when all
// are.
func RobustnessText() (string, error) { return block("RobustnessText").text(conclusions()) }

// At names the levels at which the conclusion has an outcome, the protocol first if it
// has it too.
func (c conclusion) At(outcome string) ([]string, error) {
	return levelsWith(func(l verdict.LevelResponse) bool { return l.States[c.index].String() == outcome })
}

// Others counts the levels other than the protocol at which the conclusion has one of
// some outcomes.
func (c conclusion) Others(outcomes ...string) (int, error) {
	names, err := levelsWith(func(l verdict.LevelResponse) bool { return slices.Contains(outcomes, l.States[c.index].String()) })
	return len(slice.Filter(names, func(name string) bool { return name != protocol })), err
}

// CandidateText names the levels at which all of the paper's conclusions hold, and
// the levels at which all of its three numbers lie in our intervals.
func CandidateText() (string, error) {
	all := verdict.Conclusions()
	holding, err := levelsWith(func(l verdict.LevelResponse) bool {
		return !slices.ContainsFunc(l.States[1:], func(s verdict.Outcome) bool { return s != verdict.Holds })
	})
	equal, _ := levelsWith(func(l verdict.LevelResponse) bool {
		return l.Estimates[1].Contains(all[1].Paper) && l.Estimates[2].Contains(all[2].Paper) && l.Estimates[3].Contains(all[3].Paper)
	})
	return block("CandidateText").text(struct{ Holding, Equal []string }{holding, equal}, err)
}

// protocol names the levels of the protocol among the levels of factors.
const protocol = "the protocol"

// levelsWith names the levels of which something is true, the protocol first if it is
// among them.
func levelsWith(is func(verdict.LevelResponse) bool) ([]string, error) {
	all, err := everyResponse()
	if err != nil {
		return nil, err
	}
	var names []string
	if is(all[0].Levels[all[0].Default]) {
		names = append(names, protocol)
	}
	for _, r := range all {
		for j, l := range r.Levels {
			if is(l) && j != r.Default {
				names = append(names, "*"+r.Factor.Name+" "+l.Label+"*")
			}
		}
	}
	return names, nil
}

// HypercubeTable tabulates in how many of the hypercube's cells each conclusion
// holds, and in how many of those whose networks learn their training set.
func HypercubeTable() (Table, error) { return block("HypercubeTable").table(verdict.Conclusions()) }

// cube returns the stored sweep in which all factors move at once.
func cube() (design.Swept, error) { return design.Load(design.HypercubeSweep) }

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
	s, err := cube()
	if err != nil {
		return influence{}, err
	}
	all, err := c.Influences(s, design.Factors()...)
	if err != nil {
		return influence{}, err
	}
	own := influence{Name: c.Name, First: all[:mostInfluences], Factors: len(all)}
	for _, i := range all {
		own.Sum += i.Ratio
		own.ByChance += float64(len(i.ByLevel)-1) / float64(len(s.Sweep.Cells)-1)
		if significant(i.P) {
			own.Significant = append(own.Significant, i)
		}
	}
	return own, nil
}

// InfluenceTable tabulates the factors that explain most of a conclusion's statistic
// in the hypercube, with the share of cells in which it holds at each level. The
// conclusion is given by its scenario, 1 to 3.
func InfluenceTable(scenario int) (Table, error) {
	all := conclusions()
	if scenario < 1 || scenario >= len(all) {
		return Table{}, fmt.Errorf("exhibit: scenario %d: want 1 to %d", scenario, len(all)-1)
	}
	return block("InfluenceTable").table(all[scenario].influence())
}

// InfluenceText names, for each of the paper's conclusions, the factors that explain
// significantly more of it in the hypercube than chance would.
func InfluenceText() (string, error) {
	return block("InfluenceText").text(slice.Try(conclusions()[1:], conclusion.influence))
}
