package probe

import (
	"math"

	"nodulelab/lib/claims"
	"nodulelab/lib/explain"
	"nodulelab/lib/metrics"
	"nodulelab/lib/train"
)

// Evidence is what statements are judged by.
type Evidence struct {
	Encoded    []Encoded
	Used       []Used
	Conflicts  []Conflict
	Factorials []Factorial
	Maps       []Map
}

var (
	ce1, ce2                   = Trained(1, train.CrossEntropy), Trained(2, train.CrossEntropy)
	contrastive1, contrastive2 = Trained(1, train.Contrastive), Trained(2, train.Contrastive)
)

// statement is a sentence of the paper, and the parts that it has to pass.
type statement struct {
	claims.Claim
	parts func(*judge)
}

// statements are those of the paper's discussion and conclusion (sections 4 and
// 5), with what each would mean for a network. Written before any was measured.
func statements() []statement {
	return []statement{
		{claims.Claim{Number: "D1", Words: "CNN predictions are initially based on the whole image average intensity (CE).", Source: "section 5"}, wholeImageDecides(ce1)},
		{claims.Claim{Number: "D2", Words: "CNN predictions are initially based on the whole image average intensity (contrastive).", Source: "section 5"}, wholeImageDecides(contrastive1)},
		{claims.Claim{Number: "D3", Words: "The CNN can easily pick up on that feature regardless of the loss function.", Source: "section 4, scenario 1"}, regardlessOfTheLoss},
		{claims.Claim{Number: "D4", Words: "The CE loss appears to pick up some patterns in the border of the shape.", Source: "section 4, scenario 1"}, someShape},
		{claims.Claim{Number: "D5", Words: "The CNN trained with CE must be capturing the shape information itself.", Source: "section 4, scenario 2"}, capturesShape},
		{claims.Claim{Number: "D6", Words: "The CNN trained with CE focuses on shape.", Source: "section 5"}, focusesOnShape},
		{claims.Claim{Number: "D7", Words: "The contrastive loss leads the CNN to pick up the average intensity of foreground pixels.", Source: "section 5"}, picksUpForeground},
		{claims.Claim{Number: "D8", Words: "Different loss functions lead to different features being learned: they hold the shape in different measure.", Source: "abstract"}, holdDifferently},
		{claims.Claim{Number: "D9", Words: "Different loss functions lead to different features being learned: their decisions follow the shape in different measure.", Source: "abstract"}, decideDifferently},
		{claims.Claim{Number: "D10", Words: "This is evident from the saliency maps, where the most important pixels are the ones within the shape.", Source: "section 4, scenario 2"}, evidentFromSaliency},
	}
}

// Judge judges the statements of the paper's discussion.
func Judge(e Evidence) ([]claims.Verdict, error) {
	var all []claims.Verdict
	for _, s := range statements() {
		j := &judge{Evidence: e}
		s.parts(j)
		if j.err != nil {
			return nil, j.err
		}
		v, err := claims.Conclude(s.Claim, j.parts...)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}

// judge collects the parts of one statement, and the first error.
type judge struct {
	Evidence
	parts []claims.Part
	err   error
}

func (j *judge) above(what string, e metrics.Estimate, bound float64) {
	j.parts = append(j.parts, claims.Part{What: what, Estimate: e, Bound: bound})
}

func (j *judge) below(what string, e metrics.Estimate, bound float64) {
	j.parts = append(j.parts, claims.Part{What: what, Estimate: e, Bound: bound, Below: true})
}

// difference estimates a paired difference; its error, if any, is the judge's.
func difference[T Measured](j *judge, all []T, a, b Group, value func(T) float64) metrics.Estimate {
	d, err := Differences(all, a, b, value)
	if j.err == nil {
		j.err = err
	}
	return metrics.EstimateMean(d)
}

// wholeImageDecides: where the background alone gives an image the other class's
// mean, most decisions follow it, and no feature moves the logit more.
func wholeImageDecides(g Group) func(*judge) {
	return func(j *judge) {
		j.below("the shape bias against a whole-image mean that the background brings", Estimate(j.Conflicts, g, Conflict.byBackground), half)
		j.above("the lead of the whole image's effect on the logit", Estimate(j.Factorials, g, wholeImageLead), lead)
	}
}

// regardlessOfTheLoss: the two losses follow the shape alike.
func regardlessOfTheLoss(j *judge) {
	d := difference(j, j.Conflicts, ce1, contrastive1, Conflict.byBackground)
	j.below("the shape bias, CE − contrastive,", d, same)
	j.above("the same", d, -same)
}

// someShape: the shape moves the logit towards its own class, and is held better
// than by the network before training.
func someShape(j *judge) {
	j.above("the shape's effect on the logit, all else equal,", Estimate(j.Factorials, ce1, func(f Factorial) float64 { return f.Apart.Shape }), lead)
	j.above("the accuracy of a probe for shape, less that on the untrained network,", difference(j, j.Encoded, ce1, untrained(ce1), Encoded.shape), lead)
}

// capturesShape: the shape can be read, better than from the untrained network.
func capturesShape(j *judge) {
	j.above("the accuracy of a probe for shape", Estimate(j.Encoded, ce2, Encoded.shape), encoded)
	j.above("the same less that on the untrained network", difference(j, j.Encoded, ce2, untrained(ce2), Encoded.shape), lead)
}

// focusesOnShape: the shape decides, against its rival and with the mean held.
func focusesOnShape(j *judge) {
	j.above("the share of decisions that the mask alone flips, the mean held,", Estimate(j.Used, ce2, func(u Used) float64 { return u.ShapeHeld }), half)
	j.above("its lead over what the background's part of that flips", Estimate(j.Used, ce2, func(u Used) float64 { return u.ShapeHeld - u.ShapeBackground }), lead)
	j.above("the shape bias against the foreground's intensity, the mean held,", Estimate(j.Conflicts, ce2, Conflict.byBackground), half)
	j.above("the lead of the shape's effect on the logit", Estimate(j.Factorials, ce2, shapeLead), lead)
}

// picksUpForeground: the intensity decides, against the shape and with the mean
// held.
func picksUpForeground(j *judge) {
	j.above("the share of decisions that the intensity alone flips, the mean held,", Estimate(j.Used, contrastive2, func(u Used) float64 { return u.IntensityHeld }), half)
	j.above("its lead over what the background's part of that flips", Estimate(j.Used, contrastive2, func(u Used) float64 { return u.IntensityHeld - u.IntensityBackground }), lead)
	j.below("the shape bias against the foreground's intensity, the mean held,", Estimate(j.Conflicts, contrastive2, Conflict.byBackground), half)
	j.above("the lead of the foreground's effect on the logit", Estimate(j.Factorials, contrastive2, foregroundLead), lead)
}

func holdDifferently(j *judge) {
	j.above("the accuracy of a probe for shape, CE − contrastive, scenario 2,", difference(j, j.Encoded, ce2, contrastive2, Encoded.shape), lead)
}

func decideDifferently(j *judge) {
	j.above("the shape bias, CE − contrastive, scenario 2,", difference(j, j.Conflicts, ce2, contrastive2, Conflict.byBackground), lead)
}

// evidentFromSaliency: the density inside the shape is more than before training,
// more than that of the image itself, and larger than in the other loss in almost
// every seed.
func evidentFromSaliency(j *judge) {
	j.above("the density inside, less that of the untrained network,", difference(j, j.Maps, contrastive2, untrained(contrastive2), Map.inside), lead)
	j.above("less that of the image itself", difference(j, j.Maps, contrastive2, Group{2, explain.ImageItself}, Map.inside), lead)
	j.above("the share of seeds in which it exceeds that of CE", metrics.EstimateMean(ahead(j, contrastive2, ce2)), toldApart)
}

// ahead tells of each seed whether the density inside is larger in group a: 1, as
// large: ½, or not: 0.
func ahead(j *judge, a, b Group) []float64 {
	d, err := Differences(j.Maps, a, b, Map.inside)
	if j.err == nil {
		j.err = err
	}
	for i, v := range d {
		d[i] = (1 + sign(v)) / 2
	}
	return d
}

func sign(v float64) float64 {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	}
	return 0
}

func untrained(g Group) Group { return Group{g.Scenario, Untrained} }

func (c Conflict) byBackground() float64 { return c.Background }
func (e Encoded) shape() float64         { return e.Shape }
func (m Map) inside() float64            { return m.Density.Inside }

// The leads are those of the size of one effect over the largest of the others,
// all features set apart.
func shapeLead(f Factorial) float64      { return f.Apart.lead(0) }
func foregroundLead(f Factorial) float64 { return f.Apart.lead(2) }
func wholeImageLead(f Factorial) float64 { return f.Apart.lead(3) }

func (e Effects) lead(of int) float64 {
	var others float64
	sizes := [4]float64{math.Abs(e.Shape), math.Abs(e.Area), math.Abs(e.Foreground), math.Abs(e.WholeImage)}
	for i, v := range sizes {
		if i != of {
			others = max(others, v)
		}
	}
	return sizes[of] - others
}
