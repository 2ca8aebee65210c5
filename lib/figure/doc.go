// Package figure draws the study's figures from plain numbers with gonum/plot.
//
// A constructor such as [PCA] or [Table1] checks its numbers, copies them and
// returns a [Figure], which renders itself as SVG and as PNG. The same numbers
// give the same bytes. Every figure carries a text alternative built from its
// data, so that a reader who cannot see it learns which row lies where.
//
// Wherever classes are drawn the paper's convention holds: malignant in red hues
// with 'x', benign in blue hues with 'o', training sets dark and test sets light
// (Fig. 2). Shape, lightness and dash repeat what hue says, so that the figures
// survive colour blindness and grey print. Other groups take the eight-colour
// palette of Okabe and Ito (2008), without its yellow.
//
// Numbers that cannot be drawn (NaN, empty rows, lengths that differ, grey levels
// beyond 0 to 255) are errors that name the row.
package figure
