package main

import (
	"html"
	"os"
	"path/filepath"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/figure"
	"nodulelab/lib/project"
	"nodulelab/lib/results"
	"nodulelab/lib/verdict"
)

// files are what the trainer leaves in a folder.
type files struct {
	folder string
	html   bool // table, plot and the tally of verdicts as a piece of HTML too
}

// write puts the results into the folder: the table as CSV, its plot, and the
// verdicts as CSV if there are any.
func (f files) write(rs []results.Result, verdicts []verdict.Verdict) error {
	plot, err := exhibit.AccuracyFigure(rs)
	if err != nil {
		return err
	}
	if err := exhibit.WriteFigure(plot, f.folder, "table1"); err != nil {
		return err
	}
	if err := f.put("table1.csv", func(to *os.File) error { return results.WriteCSV(to, rs) }); err != nil {
		return err
	}
	if verdicts != nil {
		if err := f.put("verdicts.csv", func(to *os.File) error { return verdict.WriteCSV(to, verdicts) }); err != nil {
			return err
		}
	}
	if !f.html {
		return nil
	}
	return f.page(rs, verdicts, plot)
}

func (f files) put(name string, write func(*os.File) error) error {
	return project.WriteFile(filepath.Join(f.folder, name), write)
}

// page writes what the report's first page shows of the results.
func (f files) page(rs []results.Result, verdicts []verdict.Verdict, plot figure.Figure) error {
	image, err := exhibit.FigureHTML(plot)
	if err != nil {
		return err
	}
	table, err := exhibit.PaperTable(rs)
	if err != nil {
		return err
	}
	text := table.HTML() + "\n" + image + "\n"
	if verdicts != nil {
		tally, err := exhibit.TallyText(verdicts)
		if err != nil {
			return err
		}
		text += "<p>" + html.EscapeString(tally) + "</p>\n"
	}
	return project.WriteText(filepath.Join(f.folder, "table1.html"), text)
}
