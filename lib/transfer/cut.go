package transfer

import (
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
)

// CutOff returns, by class, the mean share of a shape's area that lies outside the image, in
// the control's test set of a seed: large or long shapes reach beyond the border, and what
// is cut off could tell the classes apart.
func (c Cell) CutOff(seed uint64) (map[nodule.Class]float64, error) {
	equally(&c)
	c, err := c.with(Control)
	if err != nil {
		return nil, err
	}
	sets, err := c.Plan.Draw(c.Plan.Scenarios[0], seed)
	if err != nil {
		return nil, err
	}
	outlines, err := c.outlines(seed, len(sets.Tests))
	if err != nil {
		return nil, err
	}
	set, shares := sets.Tests[0], map[nodule.Class][]float64{}
	for i, f := range set.Factors {
		whole := f.Deform(c.base(set, outlines[2], i)).Area()
		shares[set.Classes[i]] = append(shares[set.Classes[i]], max(0, 1-f.Area/whole))
	}
	means := map[nodule.Class]float64{}
	for class, values := range shares {
		means[class] = metrics.Summarise(values).Mean
	}
	return means, nil
}
