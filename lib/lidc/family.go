package lidc

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
)

// Family is a way to make two classes of the outlines: malignant stands for spiculated or
// irregular shapes, benign for smooth ones.
type Family string

const (
	// Matched: spiculated is an outline whose reader rated spiculation 4 or 5; smooth one
	// whose reader rated it 1, of a nodule that no reader rated 4 or 5. Each spiculated one
	// is matched with a smooth one of nearly the same diameter in CT pixels.
	Matched Family = "matched"

	// Inside is Matched with the outlines alone that the image holds whole.
	Inside Family = "matched, inside the image"

	// Unmatched is Matched without the matching: spiculated ones are larger.
	Unmatched Family = "unmatched"

	// Consensus is Matched with nodules of at least two readers, whose median rating is 4 or
	// more, or is 1.
	Consensus Family = "consensus"

	// Initial is Matched in the initial release, whose ratings are on scales that differ.
	Initial Family = "initial release"

	// Extremes are chosen by measure, whatever their ratings: the fifth of the nodules with
	// the least solid outlines, and the fifth with the most solid ones.
	Extremes Family = "extremes of solidity"
)

// Families lists all families.
func Families() []Family {
	return []Family{Matched, Inside, Unmatched, Consensus, Initial, Extremes}
}

// The rules of the families, fixed before any outcome of the study was looked at.
const (
	spiculated = 4   // least rating of a spiculated outline
	smooth     = 1   // rating of a smooth one
	caliper    = .10 // largest difference of matched diameters, as a share of the smaller
	inside     = .85 // largest reach of an outline that the image holds whole
	readers    = 2   // least number of a consensus
	extreme    = .2  // share of the nodules in each class of the extremes
)

// Chosen is an outline with the class that a family gives it.
type Chosen struct {
	*Outline
	Class nodule.Class
}

// Outlines returns all outlines that a family chooses from. The slice is shared: do not
// change it. A family that is none of [Families] is an error.
func (f Family) Outlines() ([]Outline, error) {
	switch {
	case f == Initial:
		return InitialOutlines()
	case slices.Contains(Families(), f):
		return Outlines()
	}
	names := slice.Map(Families(), func(f Family) string { return string(f) })
	return nil, fmt.Errorf("lidc: family %q: want one of %s", f, strings.Join(names, "; "))
}

// isMatched tells whether the diameters of the classes are matched.
func (f Family) isMatched() bool { return f != Unmatched && f != Extremes }

// Read is a nodule as its readers see it: one outline each.
type Read struct{ Outlines []*Outline }

// Patient is the nodule's patient.
func (r Read) Patient() int { return r.Outlines[0].Patient }

// Spiculation is the readers' median rating.
func (r Read) Spiculation() float64 {
	return metrics.Median(slice.Map(r.Outlines, func(o *Outline) float64 { return float64(o.Spiculation) }))
}

// Nodules groups outlines by nodule, in the order of the nodules' numbers.
func Nodules(all []Outline) []Read {
	by := map[int][]*Outline{}
	for i := range all {
		by[all[i].Nodule] = append(by[all[i].Nodule], &all[i])
	}
	var nodules []Read
	for _, own := range by {
		nodules = append(nodules, Read{own})
	}
	slices.SortFunc(nodules, func(a, b Read) int { return a.Outlines[0].Nodule - b.Outlines[0].Nodule })
	return nodules
}

// choose gives one outline of each nodule a class, at random among those of the nodule that
// qualify. Nodules without any are left out.
func (f Family) choose(nodules []Read, r *rand.Rand) []Chosen {
	if f == Extremes {
		return extremes(nodules, r)
	}
	var all []Chosen
	for _, n := range nodules {
		class, qualify := f.qualify(n)
		if len(qualify) > 0 {
			all = append(all, Chosen{qualify[r.IntN(len(qualify))], class})
		}
	}
	return all
}

// qualify returns the class of a nodule and the outlines that may stand for it.
func (f Family) qualify(n Read) (nodule.Class, []*Outline) {
	own := n.Outlines
	switch {
	case f == Inside:
		own = slice.Filter(own, func(o *Outline) bool { return o.Reach <= inside })
	case f == Consensus && len(own) < readers, f == Consensus && n.Spiculation() < spiculated && n.Spiculation() > smooth:
		return 0, nil
	}
	if marked := slice.Filter(own, func(o *Outline) bool { return o.Spiculation >= spiculated }); len(marked) > 0 && !(f == Consensus && n.Spiculation() == smooth) {
		return nodule.Malignant, marked
	}
	return nodule.Benign, slice.Filter(own, func(o *Outline) bool { return o.Spiculation == smooth })
}

// extremes takes an outline of each nodule at random, and of these the least and the most
// solid ones.
func extremes(nodules []Read, r *rand.Rand) []Chosen {
	all := slice.Map(nodules, func(n Read) *Outline { return n.Outlines[r.IntN(len(n.Outlines))] })
	slices.SortStableFunc(all, func(a, b *Outline) int { return cmp.Compare(a.Solidity, b.Solidity) })
	n := int(extreme * float64(len(all)))
	of := func(class nodule.Class) func(*Outline) Chosen {
		return func(o *Outline) Chosen { return Chosen{o, class} }
	}
	return append(slice.Map(all[:n], of(nodule.Malignant)), slice.Map(all[len(all)-n:], of(nodule.Benign))...)
}
