package lidc

import (
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
)

// Agreement is how far readers of the same nodule agree on its spiculation. Each two
// outlines of a nodule count twice, once either way.
type Agreement struct {
	Nodules int     // of two readers or more
	Kappa   float64 // with quadratic weights ([metrics.QuadraticKappa])

	// Of the pairs in which one reader rates 4 or 5, those in which the other rates 1.
	Opposite metrics.Proportion
}

// Agree measures the agreement of readers.
func Agree(all []Outline) (Agreement, error) {
	var g Agreement
	var a, b []int
	for _, n := range Nodules(all) {
		if len(n.Outlines) >= readers {
			g.Nodules++
		}
		for i, one := range n.Outlines {
			for k, other := range n.Outlines {
				if i != k {
					a, b = append(a, one.Spiculation), append(b, other.Spiculation)
				}
			}
		}
	}
	for i := range a {
		if a[i] >= spiculated {
			g.Opposite.Total++
			if b[i] == smooth {
				g.Opposite.Hits++
			}
		}
	}
	var err error
	g.Kappa, err = metrics.QuadraticKappa(a, b)
	return g, err
}

// middle is the rating from which on a reader who classifies says spiculated.
const middle = 3

// OtherReader is how another reader of each nodule classifies it: the share of right
// answers, where a rating of 3 or more says spiculated. Of several other readers the one
// with the next annotation speaks. Nodules without another reader are left out.
func OtherReader(chosen []Chosen, all []Outline) metrics.Proportion {
	by := map[int]Read{}
	for _, n := range Nodules(all) {
		by[n.Outlines[0].Nodule] = n
	}
	var right metrics.Proportion
	for _, c := range chosen {
		others := slice.Filter(by[c.Nodule].Outlines, func(o *Outline) bool { return o.Annotation != c.Annotation })
		if len(others) == 0 {
			continue
		}
		right.Total++
		if (next(others, c.Annotation).Spiculation >= middle) == (c.Class == nodule.Malignant) {
			right.Hits++
		}
	}
	return right
}

// next is the outline with the next annotation after one, from the beginning again at the
// end.
func next(others []*Outline, annotation int) *Outline {
	for _, o := range others {
		if o.Annotation > annotation {
			return o
		}
	}
	return others[0]
}
