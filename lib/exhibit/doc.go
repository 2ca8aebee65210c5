// Package exhibit turns sets, networks and results into what a reader is shown.
// A function's name is a subject and the kind of exhibit that it makes of it:
// [DensityFigure] draws, [DensityTable] tabulates, [DensityText] puts into words.
// Texts are Markdown. The words of texts and of most tables are templates in the folder
// words, in a file for the notebook that shows them first or for README; Go hands them
// the numbers.
//
// The package knows no Jupyter: package show puts exhibits into a notebook's cell,
// and the trainer writes them to files.
package exhibit
