package claims

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
