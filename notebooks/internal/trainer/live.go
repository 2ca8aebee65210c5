package main

import (
	"context"

	"nodulelab/lib/lab"
	"nodulelab/lib/live"
	"nodulelab/lib/live/page"
	"nodulelab/lib/paper"
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
			packed, err := pack(ctx, engine, first.Plan, s, trained[0])
			if err != nil {
				return err
			}
			all = append(all, page.Network{Scenario: s.Number, Loss: by.Name(), Seed: trained[0].Seed, Packed: packed})
		}
	}
	return page.KeepNetworks(f.folder, all)
}

// pack packs a network with the plane of its training set's embeddings.
func pack(ctx context.Context, e train.Engine, p lab.Plan, s paper.Scenario, t lab.Trained) ([]byte, error) {
	sets, err := p.Draw(s, t.Seed)
	if err != nil {
		return nil, err
	}
	n, err := live.NewNetwork(ctx, e, t.Weights, sets.Training)
	if err != nil {
		return nil, err
	}
	return n.Pack()
}
