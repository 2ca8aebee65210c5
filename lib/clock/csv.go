package clock

import (
	"fmt"
	"io"
	"strconv"

	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/results"
)

// columns of the courses' CSV. Numbers of right decisions are written "98/100". What a
// scenario or a point has not is empty.
var columns = []string{
	"scenario", "loss", "batch", "rate", "seed", "epoch", "train", "val",
	"test1_mal", "test1_ben", "test2_mal", "test2_ben",
	"probe_shape", "probe_foreground", "flips_shape", "flips_intensity", "flips_shape_held", "flips_intensity_held",
}

const (
	firstRight = 6  // column
	firstTest  = 8  // column
	firstProbe = 12 // column
)

// row is a point in its course.
type row struct {
	job Job
	Point
}

// WriteCSV writes courses, one row a point.
func WriteCSV(w io.Writer, courses []Course) error {
	var rows []row
	for _, c := range courses {
		for _, p := range c.Points {
			rows = append(rows, row{Job{c.Group, c.Seed}, p})
		}
	}
	return results.WriteTable(w, "courses", columns, rows, row.fields)
}

func (r row) fields() []string {
	f := make([]string, len(columns))
	copy(f, []string{
		strconv.Itoa(r.job.Scenario), string(r.job.Loss), strconv.Itoa(r.job.Batch), strconv.FormatFloat(r.job.Rate, 'g', -1, 64),
		strconv.FormatUint(r.job.Seed, 10), strconv.Itoa(r.Epoch), r.Training.String(), r.Validation.String(),
	})
	for i, test := range r.Tests {
		f[firstTest+2*i], f[firstTest+2*i+1] = test.Malignant.String(), test.Benign.String()
	}
	if r.Probes != nil {
		for i, v := range r.Probes.numbers() {
			f[firstProbe+i] = strconv.FormatFloat(*v, 'f', -1, 64)
		}
	}
	return f
}

// ReadCSV reads what WriteCSV wrote. The error names the line and the value that are
// wrong.
func ReadCSV(r io.Reader) ([]Course, error) {
	rows, err := results.ReadTable(r, "courses", columns, parseRow)
	if err != nil {
		return nil, err
	}
	var courses []Course
	for _, r := range rows {
		if n := len(courses); n == 0 || (Job{courses[n-1].Group, courses[n-1].Seed}) != r.job {
			courses = append(courses, Course{Group: r.job.Group, Seed: r.job.Seed})
		}
		c := &courses[len(courses)-1]
		c.Points = append(c.Points, r.Point)
	}
	return courses, nil
}

func parseRow(f []string) (r row, err error) {
	whole := map[string]*int{columns[0]: &r.job.Scenario, columns[2]: &r.job.Batch, columns[5]: &r.Epoch}
	for i, name := range columns[:firstRight] {
		if to := whole[name]; to != nil {
			if *to, err = strconv.Atoi(f[i]); err != nil || *to < 0 {
				return r, fmt.Errorf("%s %q: want a whole number", name, f[i])
			}
		}
	}
	if r.job.Loss = loss.Name(f[1]); r.job.Loss == "" {
		return r, fmt.Errorf("loss %q: want a name", f[1])
	}
	if r.job.Rate, err = strconv.ParseFloat(f[3], 64); err != nil || !(r.job.Rate > 0) {
		return r, fmt.Errorf("rate %q: want a number above 0", f[3])
	}
	if r.job.Seed, err = strconv.ParseUint(f[4], 10, 64); err != nil || r.job.Seed == 0 {
		return r, fmt.Errorf("seed %q: want a whole number from 1", f[4])
	}
	return r, r.parseScores(f)
}

// parseScores reads what was measured.
func (r *row) parseScores(f []string) error {
	var scores []metrics.Proportion
	for i := firstRight; i < firstProbe && f[i] != ""; i++ {
		p, err := metrics.ParseProportion(f[i])
		if err != nil {
			return fmt.Errorf("%s %q: %w", columns[i], f[i], err)
		}
		scores = append(scores, p)
	}
	if len(scores) < 4 || len(scores)%2 != 0 {
		return fmt.Errorf("%d scores: want training, validation and one or two tests, each with two", len(scores))
	}
	r.Training, r.Validation = scores[0], scores[1]
	for i := 2; i < len(scores); i += 2 {
		r.Tests = append(r.Tests, Right{scores[i], scores[i+1]})
	}
	if f[firstProbe] == "" {
		return nil
	}
	r.Probes = &Probes{}
	for i, v := range r.Probes.numbers() {
		var err error
		if *v, err = strconv.ParseFloat(f[firstProbe+i], 64); err != nil || !(*v <= 1) {
			return fmt.Errorf("%s %q: want a number up to 1", columns[firstProbe+i], f[firstProbe+i])
		}
	}
	return nil
}
