// Trainer trains what the store of runs lacks for Table 1, or for some of its
// scenarios, and writes the results:
//
//	trainer -seeds 20 -out results
//
// Of several machines, each can train a part; a part has no table to write:
//
//	trainer -seeds 20 -shard 2/5
//
// With -sweep it trains the sweeps of package design instead, with -clock it follows the
// networks of package clock, with -blocks it judges every claim by blocks of seeds, with
// -maps it maps where each network fails, and with -transfer it trains on real outlines for
// package transfer.
//
// It can be stopped at any time and goes on where it stood. It is a program of
// its own so that it can be built with the flags that make training fast.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"os"

	"nodulelab/lib/clock"
	"nodulelab/lib/design"
	"nodulelab/lib/device"
	"nodulelab/lib/lab"
	"nodulelab/lib/native"
	"nodulelab/lib/results"
	"nodulelab/lib/verdict"
	"nodulelab/notebooks/internal/console"
	"nodulelab/notebooks/internal/plan"
	"nodulelab/notebooks/internal/shard"
)

// interrupted is the exit status of a program ended by Ctrl-C.
const interrupted = 130

// options are what the command line says.
type options struct {
	seeds     int
	scenarios string
	judge     bool
	live      bool
	files     files
	shard     shard.Shard    // zero where all is trained for its table
	sweeps    []design.Sweep // to run instead
	keep      bool           // keep stored results of the sweeps, and train what they lack
	looks     int            // looks of sweeps after which to stop; 0 is all
	clock     bool           // follow networks through training instead
	blocks    bool           // judge every claim by blocks of seeds instead
	maps      bool           // map where each network fails instead
	outlines  bool           // train on real outlines instead
}

func main() {
	var o options
	flag.IntVar(&o.seeds, "seeds", 0, "`number` of seeds, from 1; 0 is the environment's NODULELAB_SEEDS, or 20")
	flag.StringVar(&o.scenarios, "scenarios", "1,2,3", "the `list` of scenarios to train")
	flag.StringVar(&o.files.folder, "out", ".", "`folder` for table1.csv, the plot table1.svg and .png, and verdicts.csv")
	flag.BoolVar(&o.files.html, "html", false, "write table and plot as table1.html too")
	flag.BoolVar(&o.live, "live", false, "write the networks of the first seed for the live page too")
	flag.BoolVar(&o.judge, "verdicts", false, "judge the paper's claims, and write verdicts.csv")
	flag.Var(&o.shard, "shard", "train one `part` only, i/n, and write no table")
	flag.Func("sweep", "run these `sweeps` instead, by name, or all, and write their results to -out", func(list string) (err error) {
		o.sweeps, err = design.SweepsByNames(list)
		return err
	})
	flag.BoolVar(&o.blocks, "blocks", false, "judge every claim by blocks of seeds instead, and write the rulings to -out")
	flag.BoolVar(&o.maps, "maps", false, "map where each network fails instead, and write the maps to -out")
	flag.BoolVar(&o.outlines, "transfer", false, "train on real outlines instead, and write the outcomes to -out")
	flag.BoolVar(&o.keep, "keep", false, "keep the stored results of sweeps, or of real outlines, and train what they lack")
	flag.IntVar(&o.looks, "looks", 0, "stop sweeps after a `number` of looks; 0 is all")
	flag.BoolVar(&o.clock, "clock", false, "follow networks through training instead, and write their courses to -out")
	flag.Parse()
	ctx, stop := console.UntilStopped()
	defer stop()
	switch err := o.run(ctx); {
	case ctx.Err() != nil:
		fmt.Fprintln(os.Stderr, "trainer: stopped; finished networks are kept, the next start goes on from them")
		os.Exit(interrupted)
	case err != nil:
		fmt.Fprintln(os.Stderr, "trainer:", err)
		os.Exit(1)
	}
}

// run trains what is missing, judges the claims if asked, and writes the files;
// or it trains a part, or sweeps, or follows networks.
func (o options) run(ctx context.Context) error {
	switch {
	case o.sweeps != nil:
		return o.runSweeps(ctx)
	case o.clock:
		return o.follow(ctx, clock.Paper())
	case o.blocks:
		return o.judgeBlocks(ctx, verdict.Blocks())
	case o.maps:
		return o.mapNetworks(ctx)
	case o.outlines:
		return o.transfer(ctx)
	}
	l, err := openLab(o.seeds, o.scenarios)
	if err != nil {
		return err
	}
	if o.shard.Count > 0 {
		return trainShard(ctx, l, o.shard, os.Stderr)
	}
	rs, err := trained(ctx, l)
	if err != nil {
		return err
	}
	var verdicts []verdict.Verdict
	if o.judge {
		if verdicts, err = judged(ctx, l); err != nil {
			return err
		}
	}
	if o.live {
		if err := o.files.writeNetworks(ctx, l); err != nil {
			return err
		}
	}
	return o.files.write(rs, verdicts)
}

// judged measures the lab's networks and judges the claims of the paper's results and of
// its discussion.
func judged(ctx context.Context, l *lab.Lab) ([]verdict.Verdict, error) {
	fmt.Fprintln(os.Stderr, "judging the paper's claims …")
	e, err := verdict.Gather(ctx, l)
	if err != nil {
		return nil, err
	}
	verdicts, err := verdict.Judge(e)
	if err != nil {
		return nil, err
	}
	if e, err = verdict.GatherDiscussion(ctx, l); err != nil {
		return nil, err
	}
	discussion, err := verdict.JudgeDiscussion(e)
	return append(verdicts, discussion...), err
}

// trained returns the results of a lab's plan, and shows how far it is.
func trained(ctx context.Context, l *lab.Lab) ([]results.Result, error) {
	missing, err := look(ctx, l, l.Plan.Jobs())
	if err != nil {
		return nil, err
	}
	end := follow(l, "", len(missing))
	rs, err := l.Results(ctx)
	end(err)
	return rs, err
}

// lookedUp is a number of networks from which on to look for them takes a while.
const lookedUp = 5000

// look returns which of some networks the lab's store lacks, and says so if that takes a
// while.
func look(ctx context.Context, l *lab.Lab, jobs []lab.Job) ([]lab.Job, error) {
	if len(jobs) >= lookedUp {
		fmt.Fprintf(os.Stderr, "looking for %d networks in %s …\n", len(jobs), l.Store.Dir())
	}
	return l.MissingOf(ctx, jobs)
}

// follow shows how far the lab is with the networks that are missing until end is called.
// Of names the sweep that they belong to, if any.
func follow(l *lab.Lab, of string, missing int) (end func(error)) {
	if missing == 0 {
		fmt.Fprintln(os.Stderr, cmp.Or(of, "training: ")+"all networks are there")
		return func(error) {}
	}
	bar := console.NewBar(os.Stderr, fmt.Sprintf("%straining %d networks with %s", of, missing, engine(l)))
	l.Workers.Report = func(r lab.Report) {
		bar.Set(r.Work.Share(), fmt.Sprintf("(%d done; now scenario %d, %s)", r.Work.Done, r.Job.Scenario.Number, r.Job.Loss.Name()))
	}
	return func(err error) {
		if err == nil {
			bar.Done("all trained")
		}
		bar.Break()
	}
}

// engine names what trains, with a line of notice if it is slower than it could be.
func engine(l *lab.Lab) string {
	if l.Engine != device.Native {
		return l.Engine
	}
	if notice := native.Notice(); notice != "" {
		fmt.Fprintln(os.Stderr, "notice: "+notice)
	}
	return fmt.Sprintf("%s (%s)", l.Engine, native.Kernels())
}

// openLab opens the lab for a number of seeds and a list of scenarios.
func openLab(seeds int, scenarios string) (*lab.Lab, error) {
	l, err := lab.Open()
	if err != nil {
		return nil, err
	}
	l.Warn = func(message string) { fmt.Fprintln(os.Stderr, message) }
	if seeds != 0 {
		if err := plan.CheckSeeds(seeds); err != nil {
			return nil, err
		}
		l.Plan = lab.PaperPlan(seeds)
	}
	l.Plan.Scenarios, err = plan.Scenarios(scenarios)
	return l, err
}

// trainShard trains a part of the lab's plan and says how much of the whole the
// store has then, and what to do next.
func trainShard(ctx context.Context, l *lab.Lab, s shard.Shard, say io.Writer) error {
	all := l.Plan.Jobs()
	part := shard.Of(s, all)
	if s != shard.Whole {
		fmt.Fprintf(say, "shard %s: %d of the plan's %d networks\n", s, len(part), len(all))
	}
	missing, err := look(ctx, l, part)
	if err != nil {
		return err
	}
	end := follow(l, "", len(missing))
	err = l.Train(ctx, part)
	if end(err); err != nil {
		return err
	}
	left, err := look(ctx, l, all)
	if err != nil {
		return err
	}
	fmt.Fprintf(say, "%s has %d of the plan's %d networks\n%s\n", l.Store.Dir(), len(all)-len(left), len(all), next(l, len(left)))
	return nil
}

// next is what to do after a part was trained, with some networks left.
func next(l *lab.Lab, left int) string {
	if left > 0 {
		return fmt.Sprintf("next: train the other shards; if they have folders of their own, copy what is in them into %s", l.Store.Dir())
	}
	return fmt.Sprintf("next: go run ./notebooks -seeds %d makes the report from them", len(l.Plan.Seeds))
}
