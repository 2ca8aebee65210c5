package exhibit

import (
	"fmt"

	"nodulelab/lib/lab"
	"nodulelab/lib/probe"
)

// NearnessTable tabulates, for each set and class, the share of embeddings that lie
// nearer the training cluster of the other class: the mean over networks.
func NearnessTable(looks []lab.Look) (Table, error) {
	if len(looks) == 0 {
		return Table{}, fmt.Errorf("exhibit: nearness of no network")
	}
	shares, err := strayed(looks)
	return block("NearnessTable").table(struct {
		lab.Look
		Seeds int
		Sets  []probe.StrayedShare
	}{looks[0], len(looks), shares}, err)
}

// strayed returns the mean over networks of the share of each class's embeddings
// that lie nearer the other class's training cluster, one a view.
func strayed(looks []lab.Look) ([]probe.StrayedShare, error) {
	mean := make([]probe.StrayedShare, len(looks[0].Views))
	for _, l := range looks {
		own, err := probe.StrayedIn(l.Views)
		if err != nil {
			return nil, fmt.Errorf("exhibit: seed %d: %w", l.Seed, err)
		}
		for i, s := range own {
			mean[i].Set = s.Set
			mean[i].Malignant += s.Malignant / float64(len(looks))
			mean[i].Benign += s.Benign / float64(len(looks))
		}
	}
	return mean, nil
}
