package exhibit

import (
	"fmt"

	"nodulelab/lib/design"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/verdict"
)

// joint is what a sweep of single factors says of all conclusions at once.
type joint struct {
	answers
	Protocol verdict.Joint
}

// JointTable tabulates, for every level of a sweep's factors, in how many seeds the networks
// learn their training set, and in how many of those all conclusions hold at once.
func JointTable(s design.Swept) (Table, error) {
	return block("JointTable").table(jointly(s))
}

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

// Most, Never and Unlearned name the levels other than the protocol at which all conclusions
// hold in more than half of the seeds that learn, or in none of them, and those at which no
// seed learns.
func (j *joint) Most() []string {
	return j.others(func(l verdict.Joint) bool { return l.Hold.Value() > .5 })
}

func (j *joint) Never() []string {
	return j.others(func(l verdict.Joint) bool { return l.Hold.Total > 0 && l.Hold.Hits == 0 })
}

func (j *joint) Unlearned() []string {
	return j.others(func(l verdict.Joint) bool { return l.Hold.Total == 0 })
}

// Highest names the levels other than the protocol with the largest share of seeds, none if
// that is 0.
func (j *joint) Highest() []string {
	highest := 0.
	j.others(func(l verdict.Joint) bool {
		if l.Hold.Total > 0 {
			highest = max(highest, l.Hold.Value())
		}
		return false
	})
	return j.others(func(l verdict.Joint) bool { return highest > 0 && l.Hold.Value() == highest })
}

// others names levels other than the protocol, with the seeds in which all conclusions hold.
func (j *joint) others(is func(verdict.Joint) bool) []string {
	return j.levelsNamed(func(r verdict.FactorResponse, l verdict.LevelResponse) (remark string, ok bool) {
		return " (" + count(l.Joint.Hold) + ")", l.Label != r.Levels[r.Default].Label && is(l.Joint)
	})
}

// jointRow is a factor's row of [JointTable].
type jointRow struct {
	Factor      string
	Learn, Hold []string // by level, the base's in brackets: "[0.5]: 8 of 10"
}

// Rows returns a row for each factor.
func (j *joint) Rows() []jointRow {
	return slice.Map(j.responses, func(r verdict.FactorResponse) jointRow {
		row := jointRow{Factor: r.Factor.Name}
		for i, l := range r.Levels {
			label := l.Label
			if i == r.Default {
				label = "[" + label + "]"
			}
			row.Learn = append(row.Learn, label+": "+count(l.Joint.Learn))
			row.Hold = append(row.Hold, label+": "+count(l.Joint.Hold))
		}
		return row
	})
}
