package exhibit

import (
	"fmt"

	"nodulelab/lib/lab"
	"nodulelab/lib/probe"
)

// Nearness tabulates, for each test set and class, the share of embeddings that
// lie nearer the training cluster of the other class: the mean over networks.
func Nearness(looks []lab.Look) (Table, error) {
	if len(looks) == 0 {
		return Table{}, fmt.Errorf("exhibit: nearness of no network")
	}
	t := Table{
		Caption: fmt.Sprintf("Scenario %d, %s: embeddings nearer the training cluster of the other class, in %%, mean over %s",
			looks[0].Scenario.Number, looks[0].Loss, plural(len(looks), "seed")),
		Header: []string{"set", "malignant", "benign"},
	}
	shares, err := strayed(looks)
	if err != nil {
		return Table{}, err
	}
	for i, s := range shares {
		t.Rows = append(t.Rows, []string{
			fmt.Sprintf("%s D(%s)", mode(i), s.Set),
			fmt.Sprintf("%.0f", 100*s.Malignant), fmt.Sprintf("%.0f", 100*s.Benign),
		})
	}
	return t, nil
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
