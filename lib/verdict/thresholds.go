package verdict

// The thresholds, each once. Intervals are 95 % intervals of a mean over seeds
// ([metrics.MeanInterval]).
const (
	// minSeeds is the least number of seeds behind a verdict (the protocol's).
	minSeeds = 20

	// chance is the accuracy of a coin on balanced classes, the share at which a group
	// of samples is divided in equal halves, and the share of decisions above which a
	// feature decides the most of them.
	chance = .5

	// typical is the share of runs above which one run shows what most runs show: three
	// in four.
	typical = .75

	// Holding is the accuracy above which a network generalises. The paper says so
	// of .94 and .96, and not of .62. A linear probe that has it reads its feature
	// well, and a classifier that has it after it was fitted anew restores what was
	// lost.
	Holding = .9

	// Failing is the accuracy below which a network fails: half the way from 1.00,
	// its accuracy in training, to chance is lost.
	Failing = .75

	// apart is the least difference between a network that generalises and one that
	// fails.
	apart = Holding - Failing

	// Same is the smallest difference that matters, of two shares of 200 test images and of
	// two accuracies: 20 images, which is twice the standard error of one of them, rounded
	// up. A smaller one is called alike, here and where a factor is said not to matter. Of
	// effects it is a tenth of the largest, and of saliency a tenth of an even spread.
	Same = .1

	// greyLevels is how far a whole-image mean may lie from the paper's, which is
	// given in whole grey levels: half of one for rounding, half for the sample.
	greyLevels = 1

	// staying is how far the centroid of a test cluster may lie from its place in
	// training where it stays there, in units of the distance between the two classes'
	// centroids: half of the way to the border between the clusters, which is at .5.
	staying = .25

	// asDense is the ratio of two densities of saliency that are equal.
	asDense = 1

	// toldApart is the share of seeds in which the map of one loss must be ahead for
	// saliency to tell the losses apart: one error in ten is allowed.
	toldApart = .9

	// unmoved is the rank correlation above which a map is much the same before and
	// after weights are replaced. Maps that say something about the weights are to
	// lose their order (Adebayo et al. 2018).
	unmoved = .5

	// Refitted is the number of images that a classifier may see to restore what was
	// lost.
	Refitted = 100
)
