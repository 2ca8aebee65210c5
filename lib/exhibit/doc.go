// Package exhibit turns sets, networks and results into what a reader is shown.
// A function's name is a subject and the kind of exhibit that it makes of it:
// [DensityFigure] draws, [DensityTable] tabulates, [DensityText] puts into words.
// Texts are Markdown; their words are the templates in the folder words, one file
// for each notebook and one for README, and Go only hands them numbers.
//
// The package knows no Jupyter: package show puts exhibits into a notebook's cell,
// and the trainer writes them to files.
package exhibit
