package nodule

// Config holds every parameter of the data. Each field's comment gives its value in
// [Paper] and the origin of that value: paper (stated there), derived (it follows
// from what is stated) or chosen (the paper does not say).
type Config struct {
	Side          int     // side of the image in pixels: 32 (chosen: the input of LeNet-5)
	Background    float64 // grey level of the background, without noise: 98 (derived)
	NoiseSD       float64 // standard deviation of the foreground's noise in grey levels: 10 (noise: paper; its size: chosen)
	BenignArea    float64 // area of a benign shape, a fraction of the image: .30 (derived)
	MalignantArea float64 // area of a malignant shape, a fraction of the image: 7/30 (derived)
	Spikes        int     // number of spikes of the malignant outline: 9 (chosen)
	SpikeDepth    float64 // depth of the spikes, 0 (a disc) to 1: .5 (chosen)

	NoiseEverywhere bool // noise on the background too: false (the paper adds noise to the foreground)
	HardEdges       bool // round each pixel's coverage to 0 or 1: false, edges are anti-aliased (chosen)

	Rotation    float64 // rotation in half turns, uniform from −Rotation to Rotation: 1 (chosen)
	ScaleJitter float64 // scales of x and y, each uniform from 1 − ScaleJitter to 1 + ScaleJitter: .03 (chosen)
	ShearJitter float64 // shear, uniform from −ShearJitter to ShearJitter: .03 (chosen)
	Shift       float64 // shifts of x and y as fractions of the side, each uniform from −Shift to Shift: .06 (chosen)
	Cells       int     // cells of the FFD lattice along a side: 4 (chosen)
	ControlSD   float64 // standard deviation of the FFD displacements, a fraction of the side: .04 (chosen)

	Samples  int     // samples in each set: 200 (paper)
	Training int     // samples that train, out of Samples; the rest validates: 170 (paper, 85 %)
	Share    float64 // share of malignant samples in training and validation sets: .5 (chosen); test sets always have .5

	// ContrastJitter is the strength j of augmentation: the contrast of each training
	// image to the background is multiplied, once, by exp(u), with u uniform from −j to
	// j. It is 0 in the paper, which does not augment.
	ContrastJitter float64

	AnyIntensity bool // allow any grey level as a foreground intensity, not only the paper's 110, 120 … 200
}

// Paper returns the paper's configuration, with this project's choices where the
// paper does not say.
func Paper() Config {
	return Config{
		Side: 32, Background: 98, NoiseSD: 10,
		BenignArea: .30, MalignantArea: 7. / 30, Spikes: 9, SpikeDepth: .5,
		Rotation: 1, ScaleJitter: .03, ShearJitter: .03, Shift: .06, Cells: 4, ControlSD: .04,
		Samples: 200, Training: 170, Share: .5,
	}
}
