package lidc

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/internal/stream"
	"nodulelab/lib/nodule"
)

// Divided are the outlines of one seed's sets, benign and malignant in turn. No patient and
// no nodule is in two of the sets, and no nodule is in one of them twice, unless Training
// is to have more images than its part of the patients has outlines.
type Divided struct{ Training, Validation, Test []Chosen }

// The shares of the patients; the rest tests.
const (
	trainingShare   = .6
	validationShare = .1
)

// Divide divides the family's patients at random for a seed, those with a spiculated outline
// and the others each by themselves, and takes as many outlines of either class from each
// part, matched in diameter if the family is. Training gets so many
// images; where the part has fewer outlines, they are taken again, in rounds. An odd number
// of images, and one below 2, is an error.
func (f Family) Divide(seed uint64, images int) (Divided, error) {
	if images < 2 || images%2 != 0 {
		return Divided{}, fmt.Errorf("lidc: %d training images: want an even number from 2", images)
	}
	all, err := f.Outlines()
	if err != nil {
		return Divided{}, err
	}
	r := stream.New(seed, "patients: "+string(f))
	chosen := f.choose(Nodules(all), r)
	var sides [3]pairs
	for i, patients := range divide(chosen, r) {
		sides[i] = f.pair(slice.Filter(chosen, func(c Chosen) bool { return patients[c.Patient] }), r)
		if len(sides[i]) == 0 {
			return Divided{}, fmt.Errorf("lidc: family %q, seed %d: a part of the patients has no outlines of both classes", f, seed)
		}
	}
	return Divided{sides[0].rounds(images / 2), sides[1].rounds(len(sides[1])), sides[2].rounds(len(sides[2]))}, nil
}

// Shapes returns the division with outlines and classes alone.
func (d Divided) Shapes() nodule.Division {
	of := func(all []Chosen) []nodule.Shape {
		return slice.Map(all, func(c Chosen) nodule.Shape { return nodule.Shape{Outline: c.Points, Class: c.Class} })
	}
	return nodule.Division{Training: of(d.Training), Validation: of(d.Validation), Test: of(d.Test)}
}

// divide returns which patients are in the three parts.
func divide(all []Chosen, r *rand.Rand) (parts [3]map[int]bool) {
	has := map[int]bool{} // patients, and whether they have a spiculated outline
	for _, c := range all {
		has[c.Patient] = has[c.Patient] || c.Class == nodule.Malignant
	}
	for i := range parts {
		parts[i] = map[int]bool{}
	}
	for _, marked := range []bool{true, false} {
		patients := slices.DeleteFunc(slices.Sorted(maps.Keys(has)), func(p int) bool { return has[p] != marked })
		n := float64(len(patients))
		for i, at := range r.Perm(len(patients)) {
			switch {
			case float64(at) < trainingShare*n:
				parts[0][patients[i]] = true
			case float64(at) < (trainingShare+validationShare)*n:
				parts[1][patients[i]] = true
			default:
				parts[2][patients[i]] = true
			}
		}
	}
	return parts
}

// pairs are smooth and spiculated outlines, one of each.
type pairs [][2]Chosen

// rounds returns n pairs, one outline after the other, from the beginning again at the end.
func (p pairs) rounds(n int) []Chosen {
	var all []Chosen
	for i := range n {
		pair := p[i%len(p)]
		all = append(all, pair[nodule.Benign], pair[nodule.Malignant])
	}
	return all
}

// pair pairs outlines of the two classes, each used once, in random order. If the family is
// matched, the diameters of a pair differ by the caliper at most, and there are as many
// pairs as that allows.
func (f Family) pair(all []Chosen, r *rand.Rand) pairs {
	of := func(class nodule.Class) []Chosen {
		own := slice.Filter(all, func(c Chosen) bool { return c.Class == class })
		r.Shuffle(len(own), func(i, j int) { own[i], own[j] = own[j], own[i] })
		return own
	}
	benign, malignant := of(nodule.Benign), of(nodule.Malignant)
	var made pairs
	if f.isMatched() {
		made = match(benign, malignant)
	} else {
		for i := range min(len(benign), len(malignant)) {
			made = append(made, [2]Chosen{benign[i], malignant[i]})
		}
	}
	r.Shuffle(len(made), func(i, j int) { made[i], made[j] = made[j], made[i] })
	return made
}

// match makes the most pairs whose diameters differ by the caliper at most: from the
// smallest up, each outline takes the smallest that it can.
func match(benign, malignant []Chosen) (made pairs) {
	bySize := func(a, b Chosen) int { return cmp.Compare(a.DiameterPx, b.DiameterPx) }
	slices.SortStableFunc(benign, bySize)
	slices.SortStableFunc(malignant, bySize)
	for len(benign) > 0 && len(malignant) > 0 {
		a, b := benign[0], malignant[0]
		switch {
		case a.DiameterPx > (1+caliper)*b.DiameterPx:
			malignant = malignant[1:]
		case b.DiameterPx > (1+caliper)*a.DiameterPx:
			benign = benign[1:]
		default:
			made = append(made, [2]Chosen{a, b})
			benign, malignant = benign[1:], malignant[1:]
		}
	}
	return made
}
