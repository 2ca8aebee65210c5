// Package nodule makes the images that networks are trained on: the paper's synthetic lung
// nodules (section 2.1), variations of them, and your own.
//
// # Drawn sets
//
// The paper draws smooth benign and spiculated malignant shapes on a flat background. Each
// is a random affine and free-form deformation of its class's outline, filled with a mean
// intensity that depends on the class.
//
// [Paper] returns every parameter of the data ([Config]), among them outlines of your own
// ([Outlines]) and several shapes in an image (Config.Objects). A configuration, a
// [Distribution] and a seed give a [Set]: images, coverage masks, classes and the random
// factors of each sample. The same three give the same bytes.
// [Set.Repaint], [Set.Move] and [Config.ReshapedTestSet] change one property of a set
// and leave the others as they are.
//
// # Sets of your own
//
// [FromImages], [ReadFolder] and [ReadNPZ] make a set of images that exist already. Such a
// set has a name in place of intensities ([Named]), no factors, and masks only if they are
// given; what needs more returns an error that says so. [Set.Check] tells whether a set made
// by hand is whole. A program for a browser (GOOS=js) has no files, and so none of this.
//
// A [Source] makes the training, validation and test sets of a seed, from a configuration
// ([Config.Source]) or from sets of your own ([Fixed]).
//
// Coordinates are fractions of the image's side; the origin is the top left corner, x
// points right and y points down. Intensities are grey levels from 0 to 255.
package nodule
