package exhibit

import (
	"fmt"

	"nodulelab/lib/explain"
	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
	"nodulelab/lib/study"
)

// Nearness tabulates, for each test set and class, the share of embeddings that
// lie nearer the training cluster of the other class: the mean over networks.
func Nearness(looks []study.Look) (Table, error) {
	if len(looks) == 0 {
		return Table{}, fmt.Errorf("exhibit: nearness of no network")
	}
	t := Table{
		Caption: fmt.Sprintf("Scenario %d, %s: embeddings nearer the training cluster of the other class, in %%, mean over %s",
			looks[0].Scenario.Number, looks[0].Loss, plural(len(looks), "seed")),
		Header: []string{"set", "malignant", "benign"},
	}
	for i, v := range looks[0].Views {
		row := []string{fmt.Sprintf("%s D(%s)", mode(i), v.Set.Distribution)}
		for _, class := range []nodule.Class{nodule.Malignant, nodule.Benign} {
			share, err := strayed(looks, i, class)
			if err != nil {
				return Table{}, err
			}
			row = append(row, fmt.Sprintf("%.0f", 100*share))
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

// strayed is the share of a class's embeddings in a view, over all networks, that
// lie nearer the other class's training cluster.
func strayed(looks []study.Look, view int, class nodule.Class) (float64, error) {
	var stray, all float64
	for _, l := range looks {
		c, err := explain.FitCentroids(l.Training().Embeddings, lenet.EmbeddingSize, l.Training().Set.Malignant())
		if err != nil {
			return 0, err
		}
		nearer, err := c.NearerMalignant(l.Views[view].Embeddings)
		if err != nil {
			return 0, err
		}
		for i, m := range nearer {
			if l.Views[view].Set.Classes[i] != class {
				continue
			}
			all++
			if m != (class == nodule.Malignant) {
				stray++
			}
		}
	}
	return stray / all, nil
}
