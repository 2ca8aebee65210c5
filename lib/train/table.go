package train

import (
	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
)

// table is the input of a stage: a row of features (pixels or an embedding) and a
// label for each sample.
type table struct {
	rows   [][]float32
	labels []float32
}

// inputs are a set's images, scaled as a network takes them.
func inputs(s *nodule.Set, in lenet.Input) table {
	size := s.Side * s.Side
	t := table{rows: cut(in.Scale(s.Images, size), size)}
	for _, c := range s.Classes {
		t.labels = append(t.labels, float32(c))
	}
	return t
}

// cut cuts numbers into rows of n.
func cut(numbers []float32, n int) [][]float32 {
	rows := make([][]float32, len(numbers)/n)
	for i := range rows {
		rows[i] = numbers[i*n:][:n]
	}
	return rows
}

// take takes samples by their indices.
func (t table) take(indices []int) table {
	var p table
	for _, i := range indices {
		p.rows, p.labels = append(p.rows, t.rows[i]), append(p.labels, t.labels[i])
	}
	return p
}
