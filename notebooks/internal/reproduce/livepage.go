package reproduce

import (
	"fmt"

	"nodulelab/lib/atlas"
	"nodulelab/lib/live/page"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
)

// livePage writes the data of the live page, with the networks that the trainer has left
// for it, and returns the page.
func (o Options) livePage() (*page.Page, error) {
	l := page.Options{Engine: o.Environment.Engine(), Start: o.Environment.StartFile(), Out: o.Out, Scenarios: offered()}
	var err error
	if l.Networks, err = page.TakeNetworks(o.Out); err != nil {
		return nil, err
	}
	if l.Maps, err = storedMaps(); err != nil {
		return nil, err
	}
	made, err := page.Write(l)
	return &made, err
}

// offered lists the paper's scenarios for the live page.
func offered() []page.Scenario {
	var all []page.Scenario
	for _, s := range paper.Scenarios() {
		own := page.Scenario{Number: s.Number, Question: s.Question, Training: pair(s.Training)}
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
