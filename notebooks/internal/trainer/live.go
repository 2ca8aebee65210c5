package main

import (
	"context"

	"nodulelab/lib/lab"
	"nodulelab/lib/live/page"
	"nodulelab/lib/train"
)

// writeNetworks writes the networks of the first seed for the live page.
func (f files) writeNetworks(ctx context.Context, l *lab.Lab) error {
	engine := train.NewNative()
	defer engine.Close()
	first := *l
	first.Plan.Seeds = l.Plan.Seeds[:1]
	var all []page.Network
	for _, s := range first.Plan.Scenarios {
		for _, by := range s.Losses {
			trained, err := first.Trained(ctx, s, by)
			if err != nil {
				return err
			}
			n, err := page.Pack(ctx, engine, first.Plan, s, trained[0])
			if err != nil {
				return err
			}
			all = append(all, n)
		}
	}
	return page.KeepNetworks(f.folder, all)
}
