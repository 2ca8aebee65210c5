package page

import (
	"context"
	"fmt"

	"nodulelab/lib/atlas"
	"nodulelab/lib/lab"
	"nodulelab/lib/live"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/train"
)

// Offer returns the scenarios of a plan as the page offers them. Rulers are fitted to the
// training set of the plan's first seed.
func Offer(p lab.Plan, scenarios ...paper.Scenario) ([]Scenario, error) {
	var all []Scenario
	for _, s := range scenarios {
		own := Scenario{Number: s.Number, Question: s.Question, Training: pair(s.Training)}
		for _, d := range s.Tests {
			own.Tests = append(own.Tests, pair(d))
		}
		for _, l := range s.Losses {
			own.Losses = append(own.Losses, l.Name())
		}
		sets, err := p.Draw(s, p.Seeds[0])
		if err != nil {
			return nil, err
		}
		if sets.Training.HasMasks() {
			if own.Rulers, err = live.FitRulers(sets.Training); err != nil {
				return nil, err
			}
		}
		all = append(all, own)
	}
	return all, nil
}

func pair(d nodule.Distribution) [2]int { return [2]int{d.Malignant, d.Benign} }

// Pack packs a network of a plan and a scenario with the plane of its training set's
// embeddings. The engine looks through the network.
func Pack(ctx context.Context, e train.Engine, p lab.Plan, s paper.Scenario, t lab.Trained) (Network, error) {
	sets, err := p.Draw(s, t.Seed)
	if err != nil {
		return Network{}, err
	}
	n, err := live.NewNetwork(ctx, e, t.Weights, sets.Training)
	if err != nil {
		return Network{}, err
	}
	packed, err := n.Pack()
	return Network{Scenario: s.Number, Loss: t.Loss, Seed: t.Seed, Packed: packed}, err
}

// StoredMaps are the maps of package atlas as the page takes them.
func StoredMaps() (map[string][]byte, error) {
	maps, err := atlas.Load()
	if err != nil {
		return nil, err
	}
	all := map[string][]byte{}
	for _, m := range maps {
		counts := make([]byte, len(m.Right))
		for i, n := range m.Right {
			counts[i] = byte(n)
		}
		key := m.Group.String()
		if want := uint64(len(all[key])/len(counts) + 1); m.Seed != want {
			return nil, fmt.Errorf("page: the stored maps of %s have seed %d in the place of seed %d: %s makes them again", key, m.Seed, want, atlas.Command)
		}
		all[key] = append(all[key], counts...)
	}
	return all, nil
}
