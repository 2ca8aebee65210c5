package exhibit

import (
	"fmt"

	"nodulelab/lib/explain"
	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/nodule"
	"nodulelab/lib/probe"
)

// PCAFigure draws a panel of Fig. 2 for one network: embeddings on the first two
// principal components of the training set, by set and class, with ellipses at
// two standard deviations.
func PCAFigure(l lab.Look) (figure.Figure, error) {
	if err := checkLook(l); err != nil {
		return figure.Figure{}, err
	}
	plane, err := explain.FitPCA(l.Training().Embeddings, l.Training().Width())
	if err != nil {
		return figure.Figure{}, err
	}
	var clusters []figure.Cluster
	for i, v := range l.Views {
		points, err := plane.Project(v.Embeddings)
		if err != nil {
			return figure.Figure{}, err
		}
		if len(points) != v.Set.Len() {
			return figure.Figure{}, fmt.Errorf("exhibit: %d embeddings of %d images: want one per image", len(points), v.Set.Len())
		}
		for _, class := range classes {
			c, err := cluster(v.Set, class, points)
			if err != nil {
				return figure.Figure{}, err
			}
			c.Label = fmt.Sprintf("%s %s, %s", mode(i), v.Set.Distribution.Label(), class)
			c.Test, c.Second = i > 0, i == 2
			clusters = append(clusters, c)
		}
	}
	return figure.PCA(title(l), clusters, plane.Explained())
}

// checkLook returns an error unless there are views, each of a whole set.
func checkLook(l lab.Look) error {
	if len(l.Views) == 0 {
		return fmt.Errorf("exhibit: a network without views: want the training set's, then others")
	}
	return checkSets(slice.Map(l.Views, func(v lab.View) *nodule.Set { return v.Set })...)
}

func title(l lab.Look) string {
	return fmt.Sprintf("Scenario %d, %s, seed %d", l.Scenario.Number, l.Loss, l.Seed)
}

// groupLabel names a group of looks by the scenario and the loss of the first one.
func groupLabel(looks []lab.Look) (string, error) {
	if len(looks) == 0 {
		return "", fmt.Errorf("exhibit: a group of no network: want at least 1")
	}
	return fmt.Sprintf("scenario %d, %s", looks[0].Scenario.Number, looks[0].Loss), nil
}

func mode(view int) string {
	if view == 0 {
		return "training"
	}
	return "test"
}

// cluster gathers the points of one class of a set.
func cluster(s *nodule.Set, class nodule.Class, points []explain.Point) (figure.Cluster, error) {
	own := slice.Map(first(s, class, s.Len()), func(i int) explain.Point { return points[i] })
	e, err := explain.EllipseOf(own, 2)
	return figure.Cluster{
		Malignant: class == nodule.Malignant,
		Points:    slice.Map(own, func(p explain.Point) figure.Point { return figure.Point(p) }),
		Ellipse:   figure.Ellipse{Center: [2]float64{e.Center.X, e.Center.Y}, Axes: e.Axes, Angle: e.Angle},
	}, err
}

// saliencyColumns is the number of images of each class in Fig. 3.
const saliencyColumns = 3

// SaliencyFigure draws a panel of Fig. 3 for one network: images over their gradient
// saliency, malignant ones first, one row a set.
func SaliencyFigure(l lab.Look) (figure.Figure, error) {
	if err := checkLook(l); err != nil {
		return figure.Figure{}, err
	}
	var rows []figure.ImageRow
	for i, v := range l.Views {
		if len(v.Saliency) != len(v.Set.Images) {
			return figure.Figure{}, fmt.Errorf("exhibit: %d values of saliency for %d pixels: want one per pixel", len(v.Saliency), len(v.Set.Images))
		}
		row := figure.ImageRow{Label: mode(i) + " " + v.Set.Distribution.Label(), Side: v.Set.Side}
		n := v.Set.Side * v.Set.Side
		for _, class := range classes {
			for _, j := range first(v.Set, class, saliencyColumns) {
				row.Images = append(row.Images, v.Set.Image(j))
				row.Maps = append(row.Maps, v.Saliency[j*n:(j+1)*n])
			}
		}
		rows = append(rows, row)
	}
	return figure.Images(title(l), rows)
}

// NearnessTable tabulates, for each set and class, the share of embeddings that lie
// nearer the training cluster of the other class: the mean over networks.
func NearnessTable(looks []lab.Look) (Table, error) {
	if len(looks) == 0 {
		return Table{}, fmt.Errorf("exhibit: nearness of no network: want at least 1")
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
