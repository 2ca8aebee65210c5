// Trainer runs the plan of Table 1 and writes its results:
//
//	trainer -seeds 20 -out table1.csv
//
// It is a program of its own so that it can be built with the flags that make
// training fast.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"time"

	"nodulelab/lib/device"
	"nodulelab/lib/study"
	"nodulelab/lib/train"
)

func main() {
	seeds := flag.Int("seeds", 3, "number of seeds, from 1")
	out := flag.String("out", "table1.csv", "`file` for the results")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *seeds, *out); err != nil {
		fmt.Fprintln(os.Stderr, "trainer:", err)
		os.Exit(1)
	}
}

// run trains the plan on all cores, with progress on standard error.
func run(ctx context.Context, seeds int, out string) error {
	choice, err := device.FromEnvironment()
	if err != nil {
		return err
	}
	fmt.Fprintln(os.Stderr, "Training with", choice)
	plan := study.PaperPlan(seeds)
	workers := study.Workers{
		Engines: runtime.GOMAXPROCS(0), Replicas: 4,
		Open: func() (train.Engine, error) { return train.NewGoMLX(choice) },
	}
	results, err := plan.Run(ctx, workers, progress(len(plan.Jobs(workers.Replicas))))
	if err != nil {
		return err
	}
	return write(out, results)
}

// progress counts finished jobs and estimates the time left.
func progress(jobs int) func(study.Job) {
	start, finished := time.Now(), 0
	return func(study.Job) {
		finished++
		left := time.Since(start) / time.Duration(finished) * time.Duration(jobs-finished)
		fmt.Fprintf(os.Stderr, "%d of %d jobs, about %s left\n", finished, jobs, left.Round(time.Second))
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
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
