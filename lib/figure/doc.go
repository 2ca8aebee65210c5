// Package figure draws the study's figures from plain numbers with gonum/plot.
//
// A constructor such as [PCA] or [Rows] checks its numbers, copies them and returns a
// [Figure], which knows its size and renders itself as SVG and as PNG. The same
// numbers give the same bytes. Every figure carries a text alternative built from its
// data, so that a reader who cannot see it learns which row lies where.
//
// The constructors and what they draw:
//
//	Architecture  block diagram of encoder and classifier (Fig. 1)
//	PCA           embeddings in the plane, with ellipses (Fig. 2)
//	Images        contact sheet; with maps, images above their saliency (Fig. 3)
//	Rows          numbers over seeds in named rows, with means and references
//	Lines         training curves, doses, layers
//	Times         estimates over time, with intervals as bands
//	Doses         estimates by the levels of one factor, a panel for each condition
//	Responses     estimates by the levels of factors, with thresholds
//	MarkTable     marks and estimates, a row for each level
//	Plane         two factors against each other
//	Ranking       effects of factors, the largest first
//
// A figure judges nothing: whether a conclusion holds at a level, or an effect is
// large, the caller says with a [Mark] and explains with [Meanings].
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
