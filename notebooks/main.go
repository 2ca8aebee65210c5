// Notebooks reproduces the paper: it executes every notebook and writes the
// report.
//
//	go run ./notebooks            set up, train, execute, check, write the report
//	go run ./notebooks train      only train, all networks or a part of them
//	go run ./notebooks sweep      train again what package design has stored
//	go run ./notebooks clock      follow again the networks that package clock has stored
//	go run ./notebooks blocks     judge every claim again by three blocks of seeds
//	go run ./notebooks maps       map again where each network fails, for package atlas
//	go run ./notebooks transfer   train again on real outlines, for package transfer
//	go run ./notebooks baselines  fit again what package baseline has stored
//	go run ./notebooks lab        open the notebooks in JupyterLab
//	go run ./notebooks doctor     look at what this machine has and lacks
//	go run ./notebooks setup      only set up
//
// Each command lists its flags with -h.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"

	"nodulelab/notebooks/internal/console"
)

// interrupted is the exit status of a program ended by Ctrl-C.
const interrupted = 130

func main() {
	ctx, stop := console.UntilStopped()
	defer stop()
	os.Exit(status(ctx, run(ctx, os.Args[1:])))
}

// status prints an error and returns the exit status for it.
func status(ctx context.Context, err error) int {
	switch {
	case err == nil || errors.Is(err, flag.ErrHelp):
		return 0
	case ctx.Err() != nil:
		fmt.Fprintln(os.Stderr, "Stopped. What was finished is kept; start again to go on.")
		return interrupted
	}
	fmt.Fprintln(os.Stderr, "notebooks:", err)
	return 1
}

// run carries out a command line.
func run(ctx context.Context, args []string) error {
	command := "reproduce"
	if len(args) > 0 && args[0] != "" && args[0][0] != '-' {
		command, args = args[0], args[1:]
	}
	do, ok := map[string]func(context.Context, []string) error{
		"reproduce": runReproduce, "train": runTrain, "sweep": runSweep, "clock": runClock, "blocks": runBlocks,
		"maps": runMaps, "transfer": runTransfer, "baselines": runBaselines, "setup": runSetup, "lab": runLab, "doctor": runDoctor,
	}[command]
	if ok {
		return do(ctx, args)
	}
	return fmt.Errorf("%q is not a command: want none, train, sweep, clock, blocks, maps, transfer, baselines, lab, doctor or setup", command)
}
