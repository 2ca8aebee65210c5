// Package show puts the study into the cells of a Jupyter notebook: figures,
// tables, text, and the progress of training. It is the only package that knows
// Jupyter. Every display is on the page before the function returns.
//
// A cell is a program that ends when it fails: where the library would return an
// error, the functions here print it, with what to do about it, and end the cell.
//
// Outside a notebook nothing is displayed.
package show
