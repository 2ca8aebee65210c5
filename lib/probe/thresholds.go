package probe

// What the measurements are made of, fixed before anything was measured.
const (
	// penalty of every ridge regression, on standardised features: a direction that
	// holds less than this part of one feature's variance counts for little.
	penalty = 1e-3

	// probed is the number of crossed images that a linear probe is fitted to; it is
	// tested on as many others.
	probed = 400

	// compared is the number of training images whose saliency maps are ranked.
	compared = 20
)
