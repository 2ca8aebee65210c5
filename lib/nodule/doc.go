// Package nodule draws the paper's synthetic lung nodules (section 2.1): smooth
// benign and spiculated malignant shapes on a flat background, each a random
// affine and free-form deformation of one of two outlines, filled with a mean
// intensity that depends on the class.
//
// Coordinates are fractions of the image's side, origin at the top left, x to
// the right and y down. Intensities are grey levels from 0 to 255.
//
// [Paper] holds every number, with its origin. From it a [Distribution] and a
// seed make a [Set]: images, coverage masks, classes and the factors behind each
// sample. The same configuration, distribution and seed give the same bytes.
package nodule
