package transfer

import (
	"fmt"
	"maps"
	"slices"

	"nodulelab/lib/internal/stream"
	"nodulelab/lib/lidc"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
)

// resamples is the number of samples of patients in a bootstrap: enough that the ends of an
// interval move by less than .005 with another random stream.
const resamples = 10_000

// byPatient are the right decisions on a patient's images, over all seeds that tested it.
type byPatient map[int]metrics.Proportion

// PatientInterval is a 95 % interval of the share of right decisions over all images of all
// seeds, by a bootstrap over patients (Efron and Tibshirani 1993): patients are drawn with
// replacement, each with all of its images in all test sets. It says how far other patients
// might have changed the result, where the interval over seeds says how far another division
// and other initial weights might have. Drawn shapes have no patients: an error.
func (f Found) PatientInterval(c Cell, scenario int, by loss.Name, test int) (metrics.Interval, error) {
	if c.Shapes.IsDrawn() {
		return metrics.Interval{}, fmt.Errorf("transfer: %s has no patients", c)
	}
	own, err := f.of(c, scenario, by, test, tested)
	if err != nil {
		return metrics.Interval{}, err
	}
	patients := byPatient{}
	for _, o := range own {
		d, err := c.Shapes.Family.Divide(o.Seed, c.Images)
		if err != nil {
			return metrics.Interval{}, err
		}
		if err := patients.add(d.Test, o.Tests[test]); err != nil {
			return metrics.Interval{}, fmt.Errorf("%w: %s, scenario %d, seed %d", err, c, scenario, o.Seed)
		}
	}
	return patients.interval(), nil
}

// add adds the decisions on a test set.
func (p byPatient) add(images []lidc.Chosen, decisions Decisions) error {
	if len(images) != len(decisions) {
		return fmt.Errorf("transfer: %d decisions on %d images", len(decisions), len(images))
	}
	for i, c := range images {
		n := p[c.Patient]
		n.Total++
		if decisions[i] {
			n.Hits++
		}
		p[c.Patient] = n
	}
	return nil
}

// interval is the middle 95 % of the shares in samples of patients.
func (p byPatient) interval() metrics.Interval {
	var all []metrics.Proportion
	for _, patient := range slices.Sorted(maps.Keys(p)) {
		all = append(all, p[patient])
	}
	r := stream.New(1, "bootstrap of patients")
	shares := make([]float64, resamples)
	for i := range shares {
		var sum metrics.Proportion
		for range all {
			one := all[r.IntN(len(all))]
			sum.Hits, sum.Total = sum.Hits+one.Hits, sum.Total+one.Total
		}
		shares[i] = sum.Value()
	}
	slices.Sort(shares)
	return metrics.Interval{Low: shares[resamples/40], High: shares[resamples-1-resamples/40]}
}
