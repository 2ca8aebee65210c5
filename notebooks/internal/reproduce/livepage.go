package reproduce

import (
	"context"
	"fmt"

	"nodulelab/lib/atlas"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/notebooks/internal/export"
	"nodulelab/notebooks/internal/live"
)

// livePage writes the data of the live page, with the networks that the trainer has left
// for it, and returns the page.
func (o Options) livePage(ctx context.Context) (*export.Live, error) {
	start, err := o.Environment.StartFile(ctx)
	if err != nil {
		return nil, err
	}
	l := live.Options{Engine: o.Environment.Engine(), Start: start, Out: o.Out, Scenarios: offered()}
	if l.Networks, err = live.TakeNetworks(o.Out); err != nil {
		return nil, err
	}
	if l.Maps, err = storedMaps(); err != nil {
		return nil, err
	}
	page, err := live.Write(l)
	return &page, err
}

// offered lists the paper's scenarios for the live page.
func offered() []live.Scenario {
	var all []live.Scenario
	for _, s := range paper.Scenarios() {
		own := live.Scenario{Number: s.Number, Question: s.Question, Training: pair(s.Training)}
		for _, d := range s.Tests {
			own.Tests = append(own.Tests, pair(d))
		}
		for _, l := range s.Losses {
			own.Losses = append(own.Losses, l.Name())
		}
		all = append(all, own)
	}
	return all
}

func pair(d nodule.Distribution) [2]int { return [2]int{d.Malignant, d.Benign} }

// storedMaps are the maps of package atlas as the live page takes them.
func storedMaps() (map[string][]byte, error) {
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
		if want := len(all[key]) / len(counts); m.Seed != uint64(want+1) {
			return nil, fmt.Errorf("the stored maps of %s: seed %d in the place of seed %d: %s makes them again", key, m.Seed, want+1, atlas.Command)
		}
		all[key] = append(all[key], counts...)
	}
	return all, nil
}
