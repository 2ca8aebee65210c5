package sensitivity

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"nodulelab/lib/design"
	"nodulelab/lib/metrics"
	"nodulelab/lib/results"
)

// Share is in how many of the hypercube's cells a conclusion holds, all of them or
// those at one level of a factor.
type Share struct {
	Level string
	metrics.Proportion
}

// Influence is what one factor explains of a conclusion's statistic when all
// factors move at once.
type Influence struct {
	Factor  string
	Ratio   float64 // correlation ratio η²: the share of the variance between levels
	P       float64 // of that ratio were the levels handed out at random, adjusted by Holm over the factors
	ByLevel []Share
}

// Overall is in how many cells of a hypercube the conclusion holds.
func (s Stored) Overall(c Conclusion) Share {
	all := Share{Level: "all"}
	for _, v := range s.points(c) {
		all.count(c, v)
	}
	return all
}

// Where is in how many of those cells the conclusion holds in which the premise does.
func (s Stored) Where(premise, c Conclusion) Share {
	own := Share{Level: "where " + premise.Name}
	values := s.points(c)
	for i, v := range s.points(premise) {
		if premise.Holds(v) {
			own.count(c, values[i])
		}
	}
	return own
}

func (s *Share) count(c Conclusion, v float64) {
	s.Total++
	if c.Holds(v) {
		s.Hits++
	}
}

// points are the conclusion's statistic in each cell, of its only seed.
func (s Stored) points(c Conclusion) []float64 {
	values := make([]float64, len(s.Sweep.Cells))
	own := make([][]results.Result, len(values))
	for _, r := range s.Results {
		own[r.Cell] = append(own[r.Cell], r.Result)
	}
	for i := range values {
		values[i] = c.Values(own[i])[0]
	}
	return values
}

// Influences returns what each factor explains of a conclusion, the largest ratio
// first.
func (s Stored) Influences(c Conclusion, factors ...design.Factor) ([]Influence, error) {
	values := s.points(c)
	all := make([]Influence, len(factors))
	p := make([]float64, len(factors))
	for i, f := range factors {
		groups := s.groups(f)
		all[i] = Influence{Factor: f.Name, Ratio: metrics.CorrelationRatio(values, groups), ByLevel: shares(c, f, values, groups)}
		p[i] = chance(values, groups, all[i].Ratio)
	}
	adjusted, err := metrics.Holm(p)
	for i := range adjusted {
		all[i].P = adjusted[i]
	}
	slices.SortStableFunc(all, func(a, b Influence) int { return cmp.Compare(b.Ratio, a.Ratio) })
	return all, err
}

// groups is the level of a factor in each cell.
func (s Stored) groups(f design.Factor) []int {
	g := make([]int, len(s.Sweep.Cells))
	for i, c := range s.Sweep.Cells {
		g[i] = f.Default(c.Plan)
	}
	return g
}

func shares(c Conclusion, f design.Factor, values []float64, groups []int) []Share {
	all := make([]Share, len(f.Levels))
	for i, l := range f.Levels {
		all[i].Level = l.Label
	}
	for i, v := range values {
		all[groups[i]].count(c, v)
	}
	return all
}

// permutations is how often levels are handed out at random.
const permutations = 9999

// chance is the share of random permutations of the levels whose ratio is as large.
func chance(values []float64, groups []int, ratio float64) float64 {
	r := rand.New(rand.NewPCG(metrics.Standard.Seed, 2))
	shuffled := slices.Clone(groups)
	larger := 1
	for range permutations {
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if metrics.CorrelationRatio(values, shuffled) >= ratio-1e-12 {
			larger++
		}
	}
	return float64(larger) / (permutations + 1)
}
