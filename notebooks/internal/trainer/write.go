package main

import (
	"os"
	"path/filepath"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/project"
	"nodulelab/lib/study"
)

// write puts the results into a folder: the table as CSV, its plot, and both
// as a piece of HTML if asked.
func write(folder string, results []study.Result, html bool) error {
	plot, err := exhibit.Accuracies(results)
	if err != nil {
		return err
	}
	if err := plot.WriteFiles(folder, "table1"); err != nil {
		return err
	}
	table := filepath.Join(folder, "table1.csv")
	if err := project.WriteFile(table, func(f *os.File) error { return study.WriteCSV(f, results) }); err != nil || !html {
		return err
	}
	image, err := exhibit.FigureHTML(plot)
	if err != nil {
		return err
	}
	return project.WriteText(filepath.Join(folder, "table1.html"), exhibit.Table1(results).HTML()+"\n"+image+"\n")
}
