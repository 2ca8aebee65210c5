// Package nodule draws the paper's synthetic lung nodules (section 2.1): smooth benign
// and spiculated malignant shapes on a flat background. Each is a random affine and
// free-form deformation of its class's outline, filled with a mean intensity that
// depends on the class.
//
// [Paper] returns every parameter of the data ([Config]). A configuration, a
// [Distribution] and a seed give a [Set]: images, coverage masks, classes and the random
// factors of each sample. The same three give the same bytes.
// [Set.Repaint], [Set.Move] and [Config.ReshapedTestSet] change one property of a set
// and leave the others as they are.
//
// Coordinates are fractions of the image's side; the origin is the top left corner, x
// points right and y points down. Intensities are grey levels from 0 to 255.
package nodule
