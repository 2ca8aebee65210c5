package train

import "nodulelab/lib/nodule"

// table is the input of a stage: a row of features (pixels or an embedding) and a
// label for each sample.
type table struct {
	rows   [][]float32
	labels []float32
}

func inputs(s *nodule.Set) table {
	pixels := scaled(s.Images)
	t := table{rows: cut(pixels, s.Side*s.Side)}
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
