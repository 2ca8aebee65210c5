package verdict

import (
	"cmp"
	"math"
	"slices"

	"nodulelab/lib/explain"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
)

// JudgeDiscussion judges the statements D1 to D10 of the paper's discussion. A seed
// that has but one of two values that are paired is an error.
func JudgeDiscussion(e Evidence) ([]Verdict, error) { return judge(discussion(), e) }

// discussion lists the statements of the paper's abstract, discussion and conclusion
// (sections 4 and 5), with what each would mean for a network. The package's
// documentation says what was known when they were written.
func discussion() []statement {
	return []statement{
		{Claim{"D1", "CNN predictions are initially based on the whole image average intensity (CE).", "section 5"}, wholeImageDecides(ce1), Together},
		{Claim{"D2", "CNN predictions are initially based on the whole image average intensity (contrastive).", "section 5"}, wholeImageDecides(contrastive1), Together},
		{Claim{"D3", "The CNN can easily pick up on that feature regardless of the loss function.", "section 4, scenario 1"}, regardlessOfTheLoss, Together},
		{Claim{"D4", "The CE loss appears to pick up some patterns in the border of the shape.", "section 4, scenario 1"}, someShape, Together},
		{Claim{"D5", "The CNN trained with CE must be capturing the shape information itself.", "section 4, scenario 2"}, capturesShape, Together},
		{Claim{"D6", "The CNN trained with CE focuses on shape.", "section 5"}, focusesOnShape, Together},
		{Claim{"D7", "The contrastive loss leads the CNN to pick up the average intensity of foreground pixels.", "section 5"}, picksUpForeground, Together},
		{Claim{"D8", "Different loss functions lead to different features being learned: they hold the shape in different measure.", "abstract"}, holdDifferently, Together},
		{Claim{"D9", "Different loss functions lead to different features being learned: their decisions follow the shape in different measure.", "abstract"}, decideDifferently, Together},
		{Claim{"D10", "This is evident from the saliency maps, where the most important pixels are the ones within the shape.", "section 4, scenario 2"}, evidentFromSaliency, Together},
	}
}

// wholeImageDecides: where the background alone gives an image the other class's
// mean, most decisions follow it, and no feature moves the logit more.
func wholeImageDecides(g probe.Group) func(Evidence) ([]part, error) {
	return func(e Evidence) ([]part, error) {
		return []part{
			compare("the shape bias against a whole-image mean that the background brings", probe.Estimate(e.Conflicts, g, shapeBias), Below(chance)),
			compare("the lead of the whole image's effect on the logit", probe.Estimate(e.Factorials, g, leadOf(wholeImageEffect)), Above(lead)),
		}, nil
	}
}

// regardlessOfTheLoss: the two losses follow the shape alike.
func regardlessOfTheLoss(e Evidence) ([]part, error) {
	d, err := paired(e.Conflicts, ce1, contrastive1, shapeBias)
	return []part{
		compare("the shape bias, CE − contrastive,", d, Below(Same)),
		compare("the same", d, Above(-Same)),
	}, err
}

// someShape: the shape moves the logit towards its own class, and is held better
// than by the network before training.
func someShape(e Evidence) ([]part, error) {
	gain, err := paired(e.Readouts, ce1, untrained(ce1), readShape)
	return []part{
		compare("the shape's effect on the logit, all else equal,", probe.Estimate(e.Factorials, ce1, func(f probe.Factorial) float64 { return f.Apart.Shape }), Above(lead)),
		compare("the accuracy of a probe for shape, less that on the untrained network,", gain, Above(lead)),
	}, err
}

// capturesShape: the shape can be read, better than from the untrained network.
func capturesShape(e Evidence) ([]part, error) {
	gain, err := paired(e.Readouts, ce2, untrained(ce2), readShape)
	return []part{
		compare("the accuracy of a probe for shape", probe.Estimate(e.Readouts, ce2, readShape), Above(Holding)),
		compare("the same less that on the untrained network", gain, Above(lead)),
	}, err
}

// focusesOnShape: the shape decides, against its rival and with the mean held.
func focusesOnShape(e Evidence) ([]part, error) {
	over := func(f probe.Flips) float64 { return f.ShapeHeld - f.ShapeBackground }
	return []part{
		compare("the share of decisions that the mask alone flips, the mean held,", probe.Estimate(e.Flips, ce2, func(f probe.Flips) float64 { return f.ShapeHeld }), Above(chance)),
		compare("its lead over what the background's part of that flips", probe.Estimate(e.Flips, ce2, over), Above(lead)),
		compare("the shape bias against the foreground's intensity, the mean held,", probe.Estimate(e.Conflicts, ce2, shapeBias), Above(chance)),
		compare("the lead of the shape's effect on the logit", probe.Estimate(e.Factorials, ce2, leadOf(shapeEffect)), Above(lead)),
	}, nil
}

// picksUpForeground: the intensity decides, against the shape and with the mean
// held.
func picksUpForeground(e Evidence) ([]part, error) {
	over := func(f probe.Flips) float64 { return f.IntensityHeld - f.IntensityBackground }
	return []part{
		compare("the share of decisions that the intensity alone flips, the mean held,", probe.Estimate(e.Flips, contrastive2, func(f probe.Flips) float64 { return f.IntensityHeld }), Above(chance)),
		compare("its lead over what the background's part of that flips", probe.Estimate(e.Flips, contrastive2, over), Above(lead)),
		compare("the shape bias against the foreground's intensity, the mean held,", probe.Estimate(e.Conflicts, contrastive2, shapeBias), Below(chance)),
		compare("the lead of the foreground's effect on the logit", probe.Estimate(e.Factorials, contrastive2, leadOf(foregroundEffect)), Above(lead)),
	}, nil
}

func holdDifferently(e Evidence) ([]part, error) {
	d, err := paired(e.Readouts, ce2, contrastive2, readShape)
	return []part{compare("the accuracy of a probe for shape, CE − contrastive, scenario 2,", d, Above(lead))}, err
}

func decideDifferently(e Evidence) ([]part, error) {
	d, err := paired(e.Conflicts, ce2, contrastive2, shapeBias)
	return []part{compare("the shape bias, CE − contrastive, scenario 2,", d, Above(lead))}, err
}

// evidentFromSaliency: the density inside the shape is higher than before training,
// higher than in a map that is the image itself, and higher than under the other loss in
// almost every seed.
func evidentFromSaliency(e Evidence) ([]part, error) {
	before, errBefore := paired(e.Maps, contrastive2, untrained(contrastive2), inside)
	image, errImage := paired(e.Maps, contrastive2, probe.Group{Scenario: 2, Network: explain.ImageItself}, inside)
	other, errOther := differences(e.Maps, contrastive2, ce2, inside)
	return []part{
		compare("the density inside, less that of the untrained network,", before, Above(lead)),
		compare("less that of the image itself", image, Above(lead)),
		compare("the share of seeds in which it exceeds that of CE", metrics.EstimateMean(ahead(other)), Above(toldApart)),
	}, cmp.Or(errBefore, errImage, errOther)
}

func shapeBias(c probe.Conflict) float64 { return c.Background }
func readShape(r probe.Readout) float64  { return r.Shape }

// The effects of a factorial design, all features set apart, in the order of sizes.
const (
	shapeEffect = iota
	areaEffect
	foregroundEffect
	wholeImageEffect
)

// leadOf is the lead of the size of one effect over the largest of the others.
func leadOf(effect int) func(probe.Factorial) float64 {
	return func(f probe.Factorial) float64 {
		e := f.Apart
		sizes := [...]float64{shapeEffect: math.Abs(e.Shape), areaEffect: math.Abs(e.Area), foregroundEffect: math.Abs(e.Foreground), wholeImageEffect: math.Abs(e.WholeImage)}
		own := sizes[effect]
		sizes[effect] = 0
		return own - slices.Max(sizes[:])
	}
}
