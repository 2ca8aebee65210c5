package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"nodulelab/lib/lab"
	"nodulelab/lib/verdict"
)

// judgeBlocks judges every claim by each of some blocks of seeds, and writes the rulings.
func (o options) judgeBlocks(ctx context.Context, blocks []verdict.Block) error {
	l, err := openLab(0, "1,2,3")
	if err != nil {
		return err
	}
	l.Plan.Seeds = nil
	for _, b := range blocks {
		l.Plan.Seeds = append(l.Plan.Seeds, b.Seeds()...)
	}
	missing, err := l.Missing(ctx)
	if err != nil {
		return err
	}
	start := time.Now()
	end := follow(l, "", len(missing))
	_, err = l.Results(ctx)
	end(err)
	if err != nil {
		return err
	}
	var all []verdict.Ruling
	for _, b := range blocks {
		fmt.Fprintf(os.Stderr, "judging every claim by %s …\n", b)
		own, err := b.Judge(ctx, l)
		if err != nil {
			return err
		}
		all = append(all, own...)
	}
	return o.writeBlocks(l, all, madeBy(l, len(missing), len(l.Plan.Jobs()), start))
}

func (o options) writeBlocks(l *lab.Lab, all []verdict.Ruling, made map[string]string) error {
	files, err := verdict.BlockFiles(l, all, made)
	if err != nil {
		return err
	}
	if err := writeAll(o.files.folder, files); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%d rulings written to %s\n", len(all), o.files.folder)
	return nil
}
