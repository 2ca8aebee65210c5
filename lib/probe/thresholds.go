package probe

// What the measurements are made of, fixed before anything was measured.
const (
	// probed is the number of crossed images that a linear probe is fitted to; it is
	// tested on as many others.
	probed = 400

	// compared is the number of training images whose saliency maps are ranked.
	compared = 20

	// blur is the standard deviation in pixels of the Gaussian behind the blurred energy
	// ([explain.BlurredEnergy]): the spread of a 5×5 filter and of the 2×2 mean behind it,
	// √(2 + ¼), which is what the network's first two layers see of an image at once.
	blur = 1.5
)
