// Package outline is the door for a reader's own outlines of nodules: a [nodule.Outline] is
// read from a table of points ([ReadCSV]) or traced in a mask image ([Trace]), brought to a
// number of points ([Resample]) and measured ([Measure]). What comes out goes into
// [nodule.Config].Outlines, in place of the shapes that are drawn.
//
// Coordinates have any unit, since a configuration scales its outlines ([nodule.Outlines]);
// x points right and y points down, as in an image. Outlines that are read or traced have a
// positive signed area ½ Σ (x[i] y[i+1] − x[i+1] y[i]): seen in the image, their points run
// clockwise.
package outline
