// Trainer trains what the store of runs lacks for Table 1 and writes the table's
// results:
//
//	trainer -seeds 20 -out table1.csv
//
// It can be stopped at any time and goes on where it stood. It is a program of
// its own so that it can be built with the flags that make training fast.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"nodulelab/lib/figure"
	"nodulelab/lib/study"
	"nodulelab/lib/train"
)

// interrupted is the exit status of a program ended by Ctrl-C.
const interrupted = 130

func main() {
	seeds := flag.Int("seeds", 0, "`number` of seeds, from 1; 0 is NODULELAB_SEEDS or 3")
	out := flag.String("out", "table1.csv", "`file` for the results")
	figures := flag.String("figures", "", "`folder` for the plot of Table 1; empty for none")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := run(ctx, *seeds, *out, *figures)
	switch {
	case ctx.Err() != nil:
		fmt.Fprintln(os.Stderr, "trainer: stopped; finished runs are kept, the next start goes on from them")
		os.Exit(interrupted)
	case err != nil:
		fmt.Fprintln(os.Stderr, "trainer:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, seeds int, out, figures string) error {
	lab, err := study.OpenLab()
	if err != nil {
		return err
	}
	if seeds != 0 {
		lab.Plan = study.PaperPlan(seeds)
	}
	lab.Warn = func(message string) { fmt.Fprintln(os.Stderr, message) }
	lab.Workers.Report = progress()
	fmt.Fprintf(os.Stderr, "Table 1 for %d seeds with %s, runs in %s\n", len(lab.Plan.Seeds), lab.Engine, lab.Store.Dir())
	results, err := lab.Results(ctx)
	if err != nil {
		return err
	}
	if err := write(out, results); err != nil || figures == "" {
		return err
	}
	return draw(study.Summarise(results), results, figures)
}

// draw plots Table 1 into a folder.
func draw(summaries []study.RowSummary, results []study.Result, dir string) error {
	var rows []figure.Table1Row
	for _, s := range summaries {
		row := figure.Table1Row{
			Label: s.Paper.String(), Paper: s.Paper.Accuracy,
			Seeds: study.Accuracies(study.OfRow(results, s.Paper.Row)),
			Mean:  s.Accuracy.Mean, Low: s.Accuracy.Low, High: s.Accuracy.High,
		}
		if s.Accuracy.N == 1 { // one seed has no interval
			row.Low, row.High = row.Mean, row.Mean
		}
		rows = append(rows, row)
	}
	f, err := figure.Table1(rows)
	if err != nil {
		return err
	}
	return f.WriteFiles(dir, "table1")
}

// progress prints the end of each stage of a job, and after how long it came.
func progress() func(study.Job, train.Progress) {
	start := time.Now()
	return func(j study.Job, p train.Progress) {
		if p.Epoch == p.Epochs {
			fmt.Fprintf(os.Stderr, "%6s  scenario %d, %s, seeds %d to %d: %s trained\n",
				time.Since(start).Round(time.Second), j.Scenario.Number, j.Loss, j.Seeds[0], j.Seeds[len(j.Seeds)-1], p.Stage)
		}
	}
}

// write puts the results beside the file, syncs and renames.
func write(path string, results []study.Result) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	if err := study.WriteCSV(f, results); err != nil {
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
