package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"nodulelab/lib/device"
	"nodulelab/lib/lab"
	"nodulelab/lib/project"
	"nodulelab/notebooks/internal/doctor"
	"nodulelab/notebooks/internal/jupyter"
	"nodulelab/notebooks/internal/reproduce"
	"nodulelab/notebooks/internal/setup"
	"nodulelab/notebooks/internal/shard"
)

func runReproduce(ctx context.Context, args []string) error {
	seeds, err := lab.Seeds()
	if err != nil {
		return err
	}
	o := reproduce.Options{}
	var only, out string
	err = parse("notebooks", args, func(f *flag.FlagSet) {
		f.StringVar(&only, "only", "", "execute some notebooks only: `beginnings` of their names, such as 02 or 01,03")
		f.IntVar(&o.Seeds, "seeds", seeds, "`number` of seeds to train, paired over losses")
		f.StringVar(&out, "out", "report", "`folder` of the report")
		f.BoolVar(&o.Update, "update", false, "write the executed notebooks back to their sources")
		f.BoolVar(&o.Force, "force", false, "execute again what has not changed")
		engineFlag(f)
	})
	if err != nil {
		return err
	}
	if o.Environment, err = computing(); err != nil {
		return err
	}
	if only != "" {
		o.Only = strings.Split(only, ",")
	}
	if o.Out, err = filepath.Abs(out); err != nil {
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
	seeds, err := lab.Seeds()
	if err != nil {
		return reproduce.Training{}, err
	}
	t := reproduce.Training{Shard: shard.Whole}
	err = parse("notebooks train", args, func(f *flag.FlagSet) {
		f.IntVar(&t.Seeds, "seeds", seeds, "`number` of seeds to train, paired over losses")
		f.StringVar(&t.Scenarios, "scenarios", "1,2,3", "the `list` of scenarios to train")
		f.Var(&t.Shard, "shard", "train one `part` of the networks only: i/n is the i-th of n, from 1")
		engineFlag(f)
	})
	return t, err
}

func runSweep(ctx context.Context, args []string) error {
	s := reproduce.Sweeping{Shard: shard.Whole}
	err := parse("notebooks sweep", args, func(f *flag.FlagSet) {
		f.StringVar(&s.Sweeps, "only", "all", "`names` of the sweeps to run, such as factors,areas")
		f.Var(&s.Shard, "shard", "train one `part` of the networks only, i/n, and write no results")
		f.BoolVar(&s.Keep, "keep", false, "keep stored results, and train only cells and seeds that they lack")
		f.IntVar(&s.Looks, "looks", 0, "stop after a `number` of looks at levels that get more seeds while they are undecided; 0 is all looks")
		f.StringVar(&s.Out, "out", filepath.Join("lib", "design", "results"), "`folder` of the results; the default is what the notebooks read")
		engineFlag(f)
	})
	if err != nil {
		return err
	}
	if s.Environment, err = environment(); err != nil {
		return err
	}
	if s.Out, err = filepath.Abs(s.Out); err != nil {
		return err
	}
	return s.Run(ctx)
}

func runClock(ctx context.Context, args []string) error {
	o := reproduce.Following{Shard: shard.Whole}
	err := parse("notebooks clock", args, func(f *flag.FlagSet) {
		f.Var(&o.Shard, "shard", "follow one `part` of the networks only, i/n, and write no courses")
		f.StringVar(&o.Out, "out", filepath.Join("lib", "clock", "results"), "`folder` of the courses; the default is what the notebooks read")
		engineFlag(f)
	})
	if err != nil {
		return err
	}
	if o.Environment, err = computing(); err != nil {
		return err
	}
	if o.Out, err = filepath.Abs(o.Out); err != nil {
		return err
	}
	return o.Run(ctx)
}

func runBlocks(ctx context.Context, args []string) error {
	var j reproduce.JudgingBlocks
	err := parse("notebooks blocks", args, func(f *flag.FlagSet) {
		f.StringVar(&j.Out, "out", filepath.Join("lib", "verdict", "results"), "`folder` of the rulings; the default is what the notebooks read")
		engineFlag(f)
	})
	if err != nil {
		return err
	}
	if j.Environment, err = computing(); err != nil {
		return err
	}
	if j.Out, err = filepath.Abs(j.Out); err != nil {
		return err
	}
	return j.Run(ctx)
}

func runTransfer(ctx context.Context, args []string) error {
	t, sets := reproduce.Transferring{Shard: shard.Whole}, reproduce.Sets{}
	err := parse("notebooks transfer", args, func(f *flag.FlagSet) {
		f.StringVar(&sets.Folder, "sets", "", "write the sets of a cell as .npz files to a `folder`, for other programs, and train nothing")
		f.StringVar(&sets.Cell, "cell", "matched", "the `name` of that cell")
		f.IntVar(&sets.Seeds, "seeds", 5, "the `number` of seeds whose sets are written")
		f.Var(&t.Shard, "shard", "train one `part` of the networks only, i/n, and write no outcomes")
		f.BoolVar(&t.Keep, "keep", false, "keep the stored outcomes of cells whose design is the same, and train the others")
		f.StringVar(&t.Out, "out", filepath.Join("lib", "transfer", "results"), "`folder` of the outcomes; the default is what the notebooks read")
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
	if t.Out, err = filepath.Abs(t.Out); err != nil {
		return err
	}
	return t.Run(ctx)
}

func runMaps(ctx context.Context, args []string) error {
	var m reproduce.Mapping
	err := parse("notebooks maps", args, func(f *flag.FlagSet) {
		f.StringVar(&m.Out, "out", filepath.Join("lib", "atlas", "results"), "`folder` of the maps; the default is what the live page reads")
		engineFlag(f)
	})
	if err != nil {
		return err
	}
	if m.Environment, err = computing(); err != nil {
		return err
	}
	if m.Out, err = filepath.Abs(m.Out); err != nil {
		return err
	}
	return m.Run(ctx)
}

func runBaselines(ctx context.Context, args []string) error {
	var b reproduce.Baselines
	err := parse("notebooks baselines", args, func(f *flag.FlagSet) {
		f.StringVar(&b.Out, "out", filepath.Join("lib", "baseline", "results"), "`folder` of the results; the default is what the notebooks read")
	})
	if err != nil {
		return err
	}
	if b.Out, err = filepath.Abs(b.Out); err != nil {
		return err
	}
	return b.Run(ctx)
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
	seeds, err := lab.Seeds()
	if err != nil {
		return err
	}
	o := jupyter.Options{Log: os.Stderr}
	var silent bool
	err = parse("notebooks lab", args, func(f *flag.FlagSet) {
		f.IntVar(&o.Port, "port", 8888, "`port` of the server")
		f.StringVar(&o.IP, "ip", "127.0.0.1", "`address` that the server listens on: this machine alone reaches the default; 0.0.0.0 lets\nother machines in, and anyone with the token then runs programs here")
		f.IntVar(&o.Seeds, "seeds", seeds, "`number` of seeds that cells ask for")
		f.BoolVar(&silent, "no-browser", false, "do not open a browser")
		f.BoolVar(&o.Modules, "modules", false, "let cells import Go modules that the project does not use: they are fetched through\nyour GOPROXY, for that kernel only; go.mod and go.sum stay as they are")
		f.BoolVar(&o.UserSettings, "user-settings", false, "read your own Jupyter settings too, such as theme and shortcuts; what protects\nthe server stays as it is")
		engineFlag(f)
	})
	if err != nil {
		return err
	}
	if o.Seeds < 1 {
		return fmt.Errorf("-seeds %d: want the number of seeds, 1 or more", o.Seeds)
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
