package probe

// The thresholds, written before anything of this package was measured. Intervals
// are 95 % BCa intervals of a mean over seeds; a statement holds where the whole
// interval lies on its side of the threshold. Verdicts want as many seeds as those
// of package claims.
const (
	// encoded is the accuracy, or the share of variance explained, above which a
	// linear probe reads a feature well: package claims has .9 for a network that
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

// What the measurements are made of; fixed before them as well.
const (
	// penalty of every ridge regression, on standardised features: a direction that
	// holds less than this part of one feature's variance counts for little.
	penalty = 1e-3

	// probed is the number of crossed images that a linear probe is fitted to, and
	// that of those it is tested on.
	probed = 400

	// compared is the number of training images whose saliency maps are ranked.
	compared = 20
)
