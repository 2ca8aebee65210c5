package verdict

// The thresholds. Intervals are 95 % BCa intervals of a mean over seeds.
const (
	// minSeeds is the least number of seeds behind a verdict (the protocol's).
	minSeeds = 20

	// chance is the accuracy of a coin on balanced classes, and the share at which
	// a group of samples is divided in equal halves.
	chance = .5

	// near is how far a mean may lie from the paper's value, which comes from one
	// network: 200 test images leave an accuracy a standard error of up to .035.
	near = .05

	// Holding is the accuracy above which a network generalises. The paper says so
	// of .94 and .96, and not of .62.
	Holding = .9

	// Failing is the accuracy below which a network fails: half the way from 1.00,
	// its accuracy in training, to chance is lost.
	Failing = .75

	// greyLevels is how far a whole-image mean may lie from the paper's, which is
	// given in whole grey levels: half of one for rounding, half for the sample.
	greyLevels = 1

	// staying is the share of embeddings that may lie nearer the other cluster
	// where a test cluster stays: that of the errors which Holding allows.
	staying = 1 - Holding

	// spread is the least density outside the shape, relative to an even spread, at
	// which saliency spreads over the whole image: half of what is even.
	spread = .5
)

// The thresholds, written before anything of this package was measured. Intervals
// are 95 % BCa intervals of a mean over seeds; a statement holds where the whole
// interval lies on its side of the threshold. Verdicts want as many seeds as those
// of claims 1 to 9.
const (
	// encoded is the accuracy, or the share of variance explained, above which a
	// linear probe reads a feature well: as Holding is for a network that
	// generalises.
	encoded = .9

	// half is the share of decisions above which a feature decides the most of
	// them, and the accuracy of a coin.
	half = .5

	// lead is what a difference must exceed to be one.
	lead = 0

	// same is the largest difference of two shares that are called alike: twice the
	// standard error of a share of 200 images, rounded up.
	same = .1

	// toldApart is the share of seeds in which the map of one loss must be ahead for
	// saliency to tell the losses apart: one error in ten is allowed.
	toldApart = .9

	// unmoved is the rank correlation above which a map is much the same before and
	// after weights are replaced. Maps that say something about the weights are to
	// lose their order (Adebayo et al. 2018).
	unmoved = .5

	// restored is the accuracy above which a refitted classifier generalises, on the
	// worse of a scenario's two tests; refitted is the number of images it may see.
	restored, refitted = .9, 100
)
