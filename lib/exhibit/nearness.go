package exhibit

import (
	"fmt"

	"nodulelab/lib/explain"
	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
)

// NearnessTable tabulates, for each test set and class, the share of embeddings that
// lie nearer the training cluster of the other class: the mean over networks.
func NearnessTable(looks []lab.Look) (Table, error) {
	if len(looks) == 0 {
		return Table{}, fmt.Errorf("exhibit: nearness of no network")
	}
	t := Table{
		Caption: fmt.Sprintf("Scenario %d, %s: embeddings nearer the training cluster of the other class, in %%, mean over %s",
			looks[0].Scenario.Number, looks[0].Loss, plural(len(looks), "seed")),
		Header: []string{"set", "malignant", "benign"},
	}
	for i, v := range looks[0].Views {
		malignant, benign, err := strayed(looks, i)
		if err != nil {
			return Table{}, err
		}
		t.Rows = append(t.Rows, []string{
			fmt.Sprintf("%s D(%s)", mode(i), v.Set.Distribution),
			fmt.Sprintf("%.0f", 100*malignant), fmt.Sprintf("%.0f", 100*benign),
		})
	}
	return t, nil
}

// strayed returns the mean over networks of the share of each class's embeddings in a
// view that lie nearer the other class's training cluster.
func strayed(looks []lab.Look, view int) (malignant, benign float64, err error) {
	for _, l := range looks {
		c, err := explain.FitCentroids(l.Training().Embeddings, lenet.EmbeddingSize, l.Training().Set.Malignant())
		if err != nil {
			return 0, 0, err
		}
		m, b, err := c.Strayed(l.Views[view].Embeddings, l.Views[view].Set.Malignant())
		if err != nil {
			return 0, 0, err
		}
		malignant, benign = malignant+m/float64(len(looks)), benign+b/float64(len(looks))
	}
	return malignant, benign, nil
}
