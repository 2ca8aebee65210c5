package main

import (
	"context"
	"fmt"
	"io"

	"nodulelab/lib/lab"
	"nodulelab/notebooks/internal/shard"
)

// trainShard trains a part of the lab's plan and says how much of the whole the
// store has then, and what to do next.
func trainShard(ctx context.Context, l *lab.Lab, s shard.Shard, say io.Writer) error {
	all := l.Plan.Jobs(1)
	part := shard.Of(s, all)
	missing, err := l.MissingOf(part)
	if err != nil {
		return err
	}
	if s != shard.Whole {
		fmt.Fprintf(say, "shard %s: %d of the plan's %d networks\n", s, len(part), len(all))
	}
	end := follow(l, "", len(missing), func(w *work) { w.plan(l.Plan.Protocol, missing...) })
	err = l.Train(ctx, part)
	if end(err); err != nil {
		return err
	}
	left, err := l.Missing()
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
