// Package exhibit turns the study's sets, networks and results into what a reader
// is shown: figures, tables and sentences with measured numbers. It knows no
// Jupyter; package show puts exhibits into a notebook's cell, and the trainer
// writes them to files.
package exhibit
