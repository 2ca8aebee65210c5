package verdict

import (
	"fmt"
	"math"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/nodule"
	"nodulelab/lib/probe"
)

func embeddingClaims() []statement {
	opposite1, opposite2 := nodule.D(170, 130), nodule.D(150, 190)
	return []statement{
		{claim("7a", "Benign samples of Dte(170,130) are closer to the malignant cluster of Dtr(150,150).", "Fig. 2a"),
			strays(ce1, opposite1, nodule.Benign)},
		{claim("7b", "The same is happening, but the malignant samples are also closer to the benign cluster.", "Fig. 2b"),
			strays(contrastive1, opposite1, nodule.Benign, nodule.Malignant)},
		{claim("7c", "The projections of both test sets retain the spatial location of the training set.", "Fig. 2c"),
			stays(ce2, nodule.D(150, 190), nodule.D(190, 150))},
		{claim("7d", "Both benign and malignant samples of Dte(150,190) are close to the opposite cluster of Dtr(180,160).", "Fig. 2d"),
			strays(contrastive2, opposite2, nodule.Benign, nodule.Malignant)},
	}
}

// strays judges that most embeddings of each class lie nearer the training centroid
// of the other.
func strays(g probe.Group, d nodule.Distribution, classes ...nodule.Class) func(Evidence) ([]Comparison, error) {
	return func(e Evidence) ([]Comparison, error) {
		return slice.Map(classes, func(class nodule.Class) Comparison {
			what, share := strayed(e, g, d, class)
			return compare(what, share, Above(chance))
		}), nil
	}
}

// stays judges that the clusters of test sets stay where the training clusters are: by how
// far their centroids have moved, in whatever direction.
func stays(g probe.Group, tests ...nodule.Distribution) func(Evidence) ([]Comparison, error) {
	return func(e Evidence) ([]Comparison, error) {
		var all []Comparison
		for _, d := range tests {
			for _, class := range []nodule.Class{nodule.Malignant, nodule.Benign} {
				what := fmt.Sprintf("the distance of %s D(%s) from their place in training, that between the classes being 1,", class, d)
				moved := func(s probe.StrayedShare) float64 { return s.Moved.Of(class) }
				all = append(all, compare(what, probe.Values(e.Strayed, g, ofSet(d, moved)), AtMost(staying)))
			}
		}
		return all, nil
	}
}

// strayed is the share of a class's embeddings of a set that lie nearer the other
// cluster.
func strayed(e Evidence, g probe.Group, d nodule.Distribution, class nodule.Class) (what string, share []float64) {
	of := func(s probe.StrayedShare) float64 { return s.Of(class) }
	return fmt.Sprintf("the share of %s D(%s) nearer the other cluster", class, d), probe.Values(e.Strayed, g, ofSet(d, of))
}

// ofSet returns a number of the embeddings of one set; NaN if it was not measured.
func ofSet(d nodule.Distribution, number func(probe.StrayedShare) float64) func(probe.Strayed) float64 {
	return func(s probe.Strayed) float64 {
		for _, set := range s.Sets {
			if set.Set == d {
				return number(set)
			}
		}
		return math.NaN()
	}
}
