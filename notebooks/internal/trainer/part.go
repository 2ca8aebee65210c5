package main

import (
	"context"
	"fmt"
	"io"

	"nodulelab/lib/study"
	"nodulelab/notebooks/internal/shard"
)

// trainShard trains a part of the lab's plan and says how much of the whole the
// store has then, and what to do next.
func trainShard(ctx context.Context, lab *study.Lab, s shard.Shard, say io.Writer) error {
	all := lab.Plan.Jobs(1)
	part := shard.Of(s, all)
	missing, err := lab.MissingOf(part)
	if err != nil {
		return err
	}
	if s != shard.Whole {
		fmt.Fprintf(say, "shard %s: %d of the plan's %d networks\n", s, len(part), len(all))
	}
	end := follow(lab, missing)
	err = lab.Train(ctx, part)
	if end(err); err != nil {
		return err
	}
	left, err := lab.Missing()
	if err != nil {
		return err
	}
	fmt.Fprintf(say, "%s has %d of the plan's %d networks\n%s\n", lab.Store.Dir(), len(all)-len(left), len(all), next(lab, len(left)))
	return nil
}

// next is what to do after a part was trained, with some networks left.
func next(lab *study.Lab, left int) string {
	if left > 0 {
		return fmt.Sprintf("next: train the other shards; if they have folders of their own, copy what is in them into %s", lab.Store.Dir())
	}
	return fmt.Sprintf("next: go run ./notebooks -seeds %d makes the report from them", len(lab.Plan.Seeds))
}
