package exhibit

import (
	"cmp"
	"fmt"
	"slices"

	"nodulelab/lib/clock"
	"nodulelab/lib/design"
	"nodulelab/lib/explain"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/probe"
	"nodulelab/lib/results"
	"nodulelab/lib/verdict"
)

// This file has the plain sentences that stand under tables whose numbers say no
// conclusion by themselves.

// ShortcutText says of each threshold of ShortcutTable whether it tells the classes of the
// training set apart and, if so, what becomes of it on the tests.
func ShortcutText(sets ...*nodule.Set) (string, error) {
	type reading struct {
		Name                   string
		Training               float64
		Separates              bool
		Holds, Turned, Between []string // tests
	}
	found, err := shortcuts(sets)
	if err != nil {
		return "", err
	}
	var all []reading
	for i, f := range explain.Features() {
		r := reading{Name: f.Name, Training: found[i][0], Separates: found[i][0] >= learned}
		for j, accuracy := range found[i][1:] {
			test := sets[j+1].Distribution.Label()
			switch {
			case accuracy >= verdict.Holding:
				r.Holds = append(r.Holds, test)
			case accuracy <= 1-verdict.Holding:
				r.Turned = append(r.Turned, test)
			default:
				r.Between = append(r.Between, test)
			}
		}
		all = append(all, r)
	}
	return block("ShortcutText").text(all)
}

// NetworkText says of each test of NetworkTable which losses' networks are better than a
// coin there, and which are worse, by the intervals of their means.
func NetworkText(s paper.Scenario, rs []results.Result) (string, error) {
	type losses struct {
		Standing string
		Rows     []results.RowStatistics
	}
	type test struct {
		Test   string
		Losses []losses
	}
	better := verdict.Above(chance.At)
	var tests []test
	for _, d := range s.Tests {
		t := test{Test: d.Label()}
		for _, standing := range []struct {
			words string
			is    verdict.Outcome
		}{{"better than a coin", verdict.Holds}, {"better or worse than a coin, these seeds do not tell", verdict.Undecided}, {"worse than a coin", verdict.Fails}} {
			own := slice.Filter(results.Statistics(rs), func(r results.RowStatistics) bool {
				return r.Paper.Scenario == s.Number && r.Paper.Test == d && better.Judge(r.Accuracy.Interval) == standing.is
			})
			if own != nil {
				t.Losses = append(t.Losses, losses{standing.words, own})
			}
		}
		tests = append(tests, t)
	}
	return block("NetworkText").text(tests)
}

// NearnessText says of each test set of NearnessTable whether most embeddings of a class
// lie nearer the training cluster of the other one.
func NearnessText(looks []lab.Look) (string, error) {
	if len(looks) == 0 {
		return "", fmt.Errorf("exhibit: nearness of no network: want at least 1")
	}
	shares, err := strayed(looks)
	if err != nil {
		return "", err
	}
	return block("NearnessText").text(shares[1:])
}

// SpreadText says of each group of networks of DensityTable how much saliency a pixel of
// each region has, compared with an even spread.
func SpreadText(groups ...[]lab.Look) (string, error) {
	return block("SpreadText").text(densities(groups))
}

// LikenessText says of each trained group of LikenessTable whether its maps are more like
// those that know no network than the maps of the untrained networks are, seed by seed.
func LikenessText(all []probe.Map) (string, error) {
	type likeness struct {
		Group        probe.Group
		Edges, Image probe.Comparison // trained − untrained
	}
	var rows []probe.Comparison
	for _, g := range trained(all) {
		for _, c := range likenesses {
			d, err := probe.Differences(all, g, probe.Group{Scenario: g.Scenario, Network: probe.Untrained}, c.of)
			if err != nil {
				return "", err
			}
			rows = append(rows, probe.Comparison{Label: g.String() + ", " + c.name, Differences: d})
		}
	}
	tested, err := probe.Family(rows...)
	var groups []likeness
	for i := 0; i+1 < len(tested); i += len(likenesses) {
		groups = append(groups, likeness{trained(all)[i/len(likenesses)], tested[i], tested[i+1]})
	}
	return block("LikenessText").text(groups, err)
}

// SeedText compares the columns of SeedTable that have one test, and differ in the loss or
// in the training set: in how many seeds each has the higher accuracy.
func SeedText(rs []results.Result) (string, error) {
	type pair struct {
		One, Other          paper.Row
		Higher, Lower, Same int // seeds in which the first has the higher accuracy, the lower, the same
		OfLoss              bool
	}
	var pairs []pair
	rows := slice.Map(results.Statistics(rs), func(r results.RowStatistics) paper.Row { return r.Paper.Row })
	for i, one := range rows {
		for _, other := range rows[i+1:] {
			if one.Test != other.Test || (one.Loss == other.Loss) == (one.Training == other.Training) {
				continue
			}
			d, err := results.Differences(rs, one, other)
			if err != nil {
				return "", err
			}
			count := func(is func(float64) bool) int { return len(slice.Filter(d, is)) }
			pairs = append(pairs, pair{
				one, other,
				count(func(v float64) bool { return v > 0 }), count(func(v float64) bool { return v < 0 }), count(func(v float64) bool { return v == 0 }),
				one.Loss != other.Loss,
			})
		}
	}
	return block("SeedText").text(pairs)
}

// EqualText says how many accuracies of two groups of networks are equal, seed by seed and
// test by test: of a loss and of another way to write it, all should be. Networks of one
// group alone are an error.
func EqualText(own, other []lab.Trained) (string, error) {
	if len(own) == 0 || len(own) != len(other) {
		return "", fmt.Errorf("exhibit: %d networks against %d: want as many of each, and at least one", len(own), len(other))
	}
	comparison := struct {
		One, Other string
		Equal, All int
		Largest    float64
	}{One: string(own[0].Loss), Other: string(other[0].Loss)}
	for i, n := range own {
		if n.Seed != other[i].Seed || len(n.Results) != len(other[i].Results) {
			return "", fmt.Errorf("exhibit: seed %d with %d tests against seed %d with %d: want the same", n.Seed, len(n.Results), other[i].Seed, len(other[i].Results))
		}
		for j, r := range n.Results {
			d := r.Accuracy - other[i].Results[j].Accuracy
			comparison.All++
			if d == 0 {
				comparison.Equal++
			}
			comparison.Largest = max(comparison.Largest, d, -d)
		}
	}
	return block("EqualText").text(comparison)
}

// HoldText says of each row of ScoreTable how many networks know their training set, and
// how many generalise to the test and how many fail there.
func HoldText(rs []results.Result) (string, error) {
	type row struct {
		paper.Row
		Networks, Perfect, Hold, Fail int
	}
	return block("HoldText").text(slice.Map(results.Statistics(rs), func(s results.RowStatistics) row {
		own := results.OfRow(rs, s.Paper.Row)
		count := func(is func(results.Result) bool) int { return len(slice.Filter(own, is)) }
		return row{
			s.Paper.Row, len(own), count(results.Result.Perfect),
			count(func(r results.Result) bool { return verdict.Above(verdict.Holding).Has(r.Accuracy) }),
			count(func(r results.Result) bool { return verdict.Below(verdict.Failing).Has(r.Accuracy) }),
		}
	}))
}

// SpreadOfSeedsText says in which row of ReplicationTable the seeds agree the most, in
// which the least, and how well that row's mean is known. One seed has no spread.
func SpreadOfSeedsText(rs []results.Result) (string, error) {
	rows := slice.Filter(results.Statistics(rs), func(r results.RowStatistics) bool { return r.Accuracy.N > 1 })
	if rows == nil {
		return block("SpreadOfSeedsText").text(nil)
	}
	bySD := func(a, b results.RowStatistics) int { return cmp.Compare(a.Accuracy.SD, b.Accuracy.SD) }
	return block("SpreadOfSeedsText").text(&struct{ Most, Least results.RowStatistics }{slices.MinFunc(rows, bySD), slices.MaxFunc(rows, bySD)})
}

// GroupText counts, for each conclusion, what the factors of ImportanceTable do to it, and
// names the level that moves it most.
func GroupText(s design.Swept, group string) (string, error) {
	a, err := answersOf(s)
	if err != nil {
		return "", err
	}
	own, err := a.group(group)
	if err != nil {
		return "", err
	}
	f := &findings{answers: a}
	if f.effects, err = effectsOf(own); err != nil {
		return "", err
	}
	return block("GroupText").text(struct {
		blockOf
		Group   string
		Factors int
	}{f.about(f.each()[1:]), group, len(own)})
}

// Largest is what moves the conclusion most, of the factors of the findings: a factor
// and its level.
func (c conclusion) Largest() (largest struct {
	Factor string
	verdict.LevelEffect
}) {
	effects := slice.Map(c.of.effects, func(of []verdict.FactorEffect) verdict.FactorEffect { return of[c.index] })
	most := slices.MaxFunc(effects, func(a, b verdict.FactorEffect) int { return cmp.Compare(size(a), size(b)) })
	largest.Factor, largest.LevelEffect = most.Factor, most.Levels[most.Largest]
	return largest
}

// HypercubeText says of each row of HypercubeTable in how many of a hundred cells the
// conclusion holds.
func HypercubeText(cube design.Swept) (string, error) {
	f, err := inCube(cube)
	if err != nil {
		return "", err
	}
	return block("HypercubeText").text(f.about(f.each()))
}

// StoredText says how many accuracies of a sweep are those of a stored one, cell by cell
// and seed by seed. It is an error if the stored one has none of its cells.
func StoredText(s, stored design.Swept) (string, error) {
	type place struct {
		cell string
		row  paper.Row
		seed uint64
	}
	at := func(s design.Swept, r design.CellResult) place {
		return place{s.Sweep.Cells[r.Cell].String(), r.Row, r.Seed}
	}
	kept := map[place]float64{}
	for _, r := range stored.Results {
		kept[at(stored, r)] = r.Accuracy
	}
	again := struct {
		Stored     string
		Equal, All int
	}{Stored: stored.Sweep.Name}
	for _, r := range s.Results {
		if accuracy, ok := kept[at(s, r)]; ok {
			again.All++
			if accuracy == r.Accuracy {
				again.Equal++
			}
		}
	}
	if again.All == 0 {
		return "", fmt.Errorf("exhibit: the stored sweep %q has no cell of the sweep %q", stored.Sweep.Name, s.Sweep.Name)
	}
	return block("StoredText").text(again)
}

// StandingText counts, after each of some epochs, on how many rows of ClockTable networks
// hold, fail, are between, and have not learned.
func StandingText(f clock.Followed, epochs ...int) (string, error) {
	all, err := histories(f, pace(f), slice.Map(f.Study.Base.Scenarios, func(s paper.Scenario) int { return s.Number })...)
	if err != nil {
		return "", err
	}
	type standing struct {
		Epoch int
		Rows  map[string]int // by state
	}
	standings, err := slice.Try(epochs, func(epoch int) (standing, error) {
		s := standing{epoch, map[string]int{}}
		for _, h := range all {
			i := slices.Index(h.Epochs, epoch)
			if i < 0 {
				return s, notLooked(epoch)
			}
			s.Rows[h.States[i].String()]++
		}
		return s, nil
	})
	return block("StandingText").text(struct {
		Rows      int
		Standings []standing
	}{len(all), standings}, err)
}

// ChangeTable tabulates the significant changes that the ways to train of a stored sweep
// make, with their intervals.
func ChangeTable(sweep string) (Table, error) {
	type change struct {
		Way string
		verdict.RemedyChange
	}
	all, err := remedies(sweep)
	var changes []change
	for _, way := range all.Others {
		for _, c := range way.Changes {
			if significant(c.P) {
				changes = append(changes, change{way.Name, c})
			}
		}
	}
	return block("ChangeTable").table(changes, err)
}
