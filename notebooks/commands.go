package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"nodulelab/lib/design"
	"nodulelab/lib/device"
	"nodulelab/lib/lab"
	"nodulelab/lib/paper"
	"nodulelab/lib/project"
	"nodulelab/notebooks/internal/doctor"
	"nodulelab/notebooks/internal/jupyter"
	"nodulelab/notebooks/internal/plan"
	"nodulelab/notebooks/internal/reproduce"
	"nodulelab/notebooks/internal/setup"
	"nodulelab/notebooks/internal/shard"
)

func runReproduce(ctx context.Context, args []string) error {
	seeds, err := environmentSeeds()
	if err != nil {
		return err
	}
	o, out := reproduce.Options{}, folderFlag("report")
	err = parse("notebooks", args, func(f *flag.FlagSet) {
		f.Usage = func() {
			listCommands(f.Output())
			fmt.Fprintln(f.Output(), "\nFlags of reproduce:")
			f.PrintDefaults()
		}
		f.Func("only", "execute some notebooks only: `beginnings` of their names, such as 02 or 01,03", func(list string) error {
			o.Only = strings.Split(list, ",")
			return nil
		})
		seedsFlags(f, &seeds, "`number` of seeds to train, paired over losses")
		f.Var(&out, "out", "`folder` of the report")
		f.BoolVar(&o.Update, "update", false, "write the executed notebooks back to their sources")
		f.BoolVar(&o.Force, "force", false, "execute again what has not changed")
		engineFlag(f)
	})
	if err != nil {
		return err
	}
	if o.Seeds, err = meant(seeds, paper.Scenarios(), shard.Whole); err != nil {
		return err
	}
	if o.Environment, err = computing(); err != nil {
		return err
	}
	if o.Out, err = filepath.Abs(string(out)); err != nil {
		return err
	}
	page, err := reproduce.Run(ctx, o)
	if err != nil {
		return err
	}
	fmt.Println("Report:", page)
	return nil
}

func runTrain(ctx context.Context, args []string) error {
	t, err := parseTrain(args)
	if err != nil {
		return err
	}
	if t.Environment, err = computing(); err != nil {
		return err
	}
	return t.Run(ctx)
}

// parseTrain reads the flags of train.
func parseTrain(args []string) (reproduce.Training, error) {
	seeds, err := environmentSeeds()
	if err != nil {
		return reproduce.Training{}, err
	}
	t := reproduce.Training{Shard: shard.Whole}
	err = parse("notebooks train", args, func(f *flag.FlagSet) {
		seedsFlags(f, &seeds, "`number` of seeds to train, paired over losses")
		f.StringVar(&t.Scenarios, "scenarios", "1,2,3", "the `list` of scenarios to train")
		f.Var(&t.Shard, "shard", "train one `part` of the networks only: i/n is the i-th of n, from 1")
		engineFlag(f)
	})
	if err != nil {
		return t, err
	}
	scenarios, err := plan.Scenarios(t.Scenarios)
	if err != nil {
		return t, err
	}
	t.Seeds, err = meant(seeds, scenarios, t.Shard)
	return t, err
}

func runSweep(ctx context.Context, args []string) error {
	s := reproduce.Sweeping{Shard: shard.Whole, Sweeps: "all"}
	var to *destination
	err := parse("notebooks sweep", args, func(f *flag.FlagSet) {
		f.Func("only", "`names` of the sweeps to run, such as factors,areas (default all)", func(list string) error {
			s.Sweeps = list
			_, err := design.SweepsByNames(list)
			return err
		})
		f.Var(&s.Shard, "shard", "train one `part` of the networks only, i/n, and write no results")
		f.BoolVar(&s.Keep, "keep", false, "keep stored results, and train only cells and seeds that they lack")
		f.IntVar(&s.Looks, "looks", 0, "stop after a `number` of looks at levels that get more seeds while they are undecided; 0 is all looks")
		to = destinationFlags(f, "sweep", "design")
		engineFlag(f)
	})
	if err != nil {
		return err
	}
	if s.Environment, err = environment(); err != nil {
		return err
	}
	return to.fill(s.Environment.Root, s.Shard, func(folder string) error {
		s.Out = folder
		return s.Run(ctx)
	})
}

func runClock(ctx context.Context, args []string) error {
	o := reproduce.Following{Shard: shard.Whole}
	var to *destination
	err := parse("notebooks clock", args, func(f *flag.FlagSet) {
		f.Var(&o.Shard, "shard", "follow one `part` of the networks only, i/n, and write no courses")
		to = destinationFlags(f, "clock", "clock")
		engineFlag(f)
	})
	if err != nil {
		return err
	}
	if o.Environment, err = computing(); err != nil {
		return err
	}
	return to.fill(o.Environment.Root, o.Shard, func(folder string) error {
		o.Out = folder
		return o.Run(ctx)
	})
}

func runBlocks(ctx context.Context, args []string) error {
	var j reproduce.JudgingBlocks
	var to *destination
	err := parse("notebooks blocks", args, func(f *flag.FlagSet) {
		to = destinationFlags(f, "blocks", "verdict")
		engineFlag(f)
	})
	if err != nil {
		return err
	}
	if j.Environment, err = computing(); err != nil {
		return err
	}
	return to.fill(j.Environment.Root, shard.Whole, func(folder string) error {
		j.Out = folder
		return j.Run(ctx)
	})
}

func runTransfer(ctx context.Context, args []string) error {
	t, sets := reproduce.Transferring{Shard: shard.Whole}, reproduce.Sets{}
	var to *destination
	err := parse("notebooks transfer", args, func(f *flag.FlagSet) {
		f.Var((*folderFlag)(&sets.Folder), "sets", "write the sets of a cell as .npz files to a `folder`, for other programs, and train nothing")
		f.StringVar(&sets.Cell, "cell", "matched", "the `name` of that cell")
		f.IntVar(&sets.Seeds, "seeds", 5, "the `number` of seeds whose sets are written")
		f.Var(&t.Shard, "shard", "train one `part` of the networks only, i/n, and write no outcomes")
		f.BoolVar(&t.Keep, "keep", false, "keep the stored outcomes of cells whose design is the same, and train the others")
		to = destinationFlags(f, "transfer", "transfer")
		engineFlag(f)
	})
	if err != nil {
		return err
	}
	if sets.Folder != "" {
		return sets.Run()
	}
	if t.Environment, err = computing(); err != nil {
		return err
	}
	return to.fill(t.Environment.Root, t.Shard, func(folder string) error {
		t.Out = folder
		return t.Run(ctx)
	})
}

func runMaps(ctx context.Context, args []string) error {
	var m reproduce.Mapping
	var to *destination
	err := parse("notebooks maps", args, func(f *flag.FlagSet) {
		to = destinationFlags(f, "maps", "atlas")
		engineFlag(f)
	})
	if err != nil {
		return err
	}
	if m.Environment, err = computing(); err != nil {
		return err
	}
	return to.fill(m.Environment.Root, shard.Whole, func(folder string) error {
		m.Out = folder
		return m.Run(ctx)
	})
}

func runBaselines(ctx context.Context, args []string) error {
	var b reproduce.Baselines
	var to *destination
	err := parse("notebooks baselines", args, func(f *flag.FlagSet) {
		to = destinationFlags(f, "baselines", "baseline")
	})
	if err != nil {
		return err
	}
	root, err := project.Root()
	if err != nil {
		return err
	}
	return to.fill(root, shard.Whole, func(folder string) error {
		b.Out = folder
		return b.Run(ctx)
	})
}

func runSetup(ctx context.Context, args []string) error {
	requirements := setup.Report
	err := parse("notebooks setup", args, func(f *flag.FlagSet) {
		f.BoolFunc("lab", "JupyterLab too", func(string) error { requirements = setup.Lab; return nil })
	})
	if err != nil {
		return err
	}
	e, err := environment()
	if err != nil {
		return err
	}
	return e.Ensure(ctx, requirements, func(step string) { fmt.Fprintln(os.Stderr, step+" …") })
}

func runLab(ctx context.Context, args []string) error {
	seeds, err := environmentSeeds()
	if err != nil {
		return err
	}
	o := jupyter.Options{Log: os.Stderr}
	var silent bool
	err = parse("notebooks lab", args, func(f *flag.FlagSet) {
		f.IntVar(&o.Port, "port", 8888, "`port` of the server")
		f.StringVar(&o.IP, "ip", "127.0.0.1", "`address` that the server listens on: this machine alone reaches the default; 0.0.0.0 lets\nother machines in, and anyone with the token then runs programs here")
		seedsFlags(f, &seeds, "`number` of seeds that cells ask for")
		f.BoolVar(&silent, "no-browser", false, "do not open a browser")
		f.BoolVar(&o.Modules, "modules", false, "let cells import Go modules that the project does not use: they are fetched through\nyour GOPROXY, for that kernel only; go.mod and go.sum stay as they are")
		f.BoolVar(&o.UserSettings, "user-settings", false, "read your own Jupyter settings too, such as theme and shortcuts; what protects\nthe server stays as it is")
		engineFlag(f)
	})
	if err != nil {
		return err
	}
	if o.Seeds, err = meant(seeds, paper.Scenarios(), shard.Whole); err != nil {
		return err
	}
	o.Browser = !silent
	if o.Environment, err = computing(); err != nil {
		return err
	}
	if err := jupyter.Run(ctx, o); !errors.Is(err, context.Canceled) {
		return err
	}
	fmt.Fprintln(os.Stderr, "JupyterLab is closed.")
	return nil
}

func runDoctor(ctx context.Context, args []string) error {
	var forPrograms bool
	err := parse("notebooks doctor", args, func(f *flag.FlagSet) {
		f.BoolVar(&forPrograms, "json", false, "write JSON, for programs")
	})
	if err != nil {
		return err
	}
	root, err := project.Root()
	if err != nil {
		return err
	}
	write := doctor.Write
	if forPrograms {
		write = doctor.WriteJSON
	}
	findings := doctor.Here(root).Examine(ctx)
	if err := write(os.Stdout, findings); err != nil {
		return err
	}
	if !doctor.Ready(findings) {
		return errors.New("something that the notebooks need is missing: see above")
	}
	return nil
}

// environmentSeeds is the number of seeds that the environment asks for.
func environmentSeeds() (plan.Seeds, error) {
	n, err := lab.Seeds()
	return plan.Seeds{Number: n}, err
}

// seedsFlags defines -seeds and -many. The defaults are what seeds holds.
func seedsFlags(f *flag.FlagSet, seeds *plan.Seeds, usage string) {
	f.IntVar(&seeds.Number, "seeds", seeds.Number, usage)
	f.BoolVar(&seeds.Many, "many", false, fmt.Sprintf("more than %d seeds are meant", plan.Usual))
}

// meant is the number of seeds to train in scenarios, or a part of them. It says what more
// seeds than a verdict takes will cost, before anything begins.
func meant(seeds plan.Seeds, scenarios []paper.Scenario, part shard.Shard) (int, error) {
	networks := seeds.Number * plan.Networks(scenarios) / part.Count
	if err := seeds.Check(networks); err != nil {
		return 0, err
	}
	if seeds.Number > lab.DefaultSeeds {
		fmt.Fprintf(os.Stderr, "%d seeds: %s\n", seeds.Number, plan.Cost(networks))
	}
	return seeds.Number, nil
}

// engineFlag defines -engine, which stands for the environment variable: this
// program's children read it too.
func engineFlag(f *flag.FlagSet) {
	f.Func("engine", "`engine` that trains: native or gomlx (default: the faster one here)", func(name string) error {
		return os.Setenv(device.EngineVariable, name)
	})
}

// parse reads a command's flags; anything else on the line is an error.
func parse(name string, args []string, define func(*flag.FlagSet)) error {
	f := flag.NewFlagSet(name, flag.ContinueOnError)
	define(f)
	if err := f.Parse(args); err != nil {
		return err
	}
	if f.NArg() > 0 {
		return fmt.Errorf("%q is not expected: flags begin with -; %s -h lists them", f.Arg(0), name)
	}
	return nil
}

// environment is the project's, for the backend that was asked for.
func environment() (setup.Environment, error) {
	root, err := project.Root()
	if err != nil {
		return setup.Environment{}, err
	}
	choice, err := device.FromEnvironment()
	return setup.Environment{Root: root, Choice: choice}, err
}

// computing is the environment of a command that computes: what was asked for must be
// able to.
func computing() (setup.Environment, error) {
	e, err := environment()
	if err != nil {
		return e, err
	}
	return e, e.Choice.Check()
}
