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
// go run ./notebooks -h lists the commands too; each lists its flags with -h.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

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

// command is what the program can do.
type command struct {
	name string
	does string // one line
	run  func(context.Context, []string) error
}

// commands lists the commands, the one without a name first.
func commands() []command {
	return []command{
		{"reproduce", "set up, train, execute, check, write the report; the name may be left out", runReproduce},
		{"train", "only train, all networks or a part of them", runTrain},
		{"sweep", "train again what package design has stored", runSweep},
		{"clock", "follow again the networks that package clock has stored", runClock},
		{"blocks", "judge every claim again by three blocks of seeds", runBlocks},
		{"maps", "map again where each network fails, for package atlas", runMaps},
		{"transfer", "train again on real outlines, for package transfer", runTransfer},
		{"baselines", "fit again what package baseline has stored", runBaselines},
		{"lab", "open the notebooks in JupyterLab", runLab},
		{"doctor", "look at what this machine has and lacks", runDoctor},
		{"setup", "only set up", runSetup},
	}
}

// run carries out a command line.
func run(ctx context.Context, args []string) error {
	if err := resolvePaths(); err != nil {
		return err
	}
	name := "reproduce"
	if len(args) > 0 && args[0] != "" && args[0][0] != '-' {
		name, args = args[0], args[1:]
	}
	var names []string
	for _, c := range commands() {
		if c.name == name {
			return c.run(ctx, args)
		}
		names = append(names, c.name)
	}
	return fmt.Errorf("%q is not a command: want %s; notebooks -h says what each does", name, strings.Join(names, ", "))
}

// listCommands writes a line for each command.
func listCommands(w io.Writer) {
	fmt.Fprintln(w, "Usage: go run ./notebooks [command] [flags]\n\nCommands, each with flags that -h lists after its name:")
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-10s %s\n", c.name, c.does)
	}
}
