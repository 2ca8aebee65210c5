package metrics

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Proportion is a number of hits among a total.
type Proportion struct{ Hits, Total int }

// Value is Hits/Total, NaN for 0/0.
func (p Proportion) Value() float64 { return float64(p.Hits) / float64(p.Total) }

// Wilson returns the 95 % score interval of the proportion, without continuity
// correction (Wilson 1927). It lies in [0, 1] and has a width above 0 at 0 and
// at all hits too. Of a total of 0 both ends are NaN.
func (p Proportion) Wilson() (low, high float64) {
	n, z := float64(p.Total), distuv.UnitNormal.Quantile(.975)
	v := p.Value()
	centre := (v + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(v*(1-v)/n+z*z/(4*n*n))
	low, high = centre-half, centre+half
	if p.Hits == 0 && p.Total > 0 {
		low = 0 // exactly, without the rounding of the line above
	}
	if p.Hits == p.Total && p.Total > 0 {
		high = 1
	}
	return low, high
}
