package paper

import "nodulelab/lib/nodule"

// Mean is the grey level that the paper states for the whole images of a class, on
// average (section 4).
type Mean struct {
	Distribution nodule.Distribution
	Class        nodule.Class
	Grey         float64
}

// Means returns the four whole-image means of section 4: malignant and benign at
// D(150,150), then at D(180,160).
func Means() []Mean {
	return []Mean{
		{nodule.D(150, 150), nodule.Malignant, 110}, {nodule.D(150, 150), nodule.Benign, 114},
		{nodule.D(180, 160), nodule.Malignant, 117}, {nodule.D(180, 160), nodule.Benign, 117},
	}
}
