package native

// Lanes is the number of samples that are computed side by side.
const Lanes = 32

// Vec is one number of a feature map for Lanes samples.
type Vec [Lanes]float32

// fmap is a feature map: channels × height × width vectors. In memory each row
// lies between margins of zeros, so that a convolution can reach over its ends.
type fmap struct {
	channels, height, width int
	margin                  int
	vecs                    []Vec
}

func newMap(channels, height, width, margin int) fmap {
	m := fmap{channels, height, width, margin, nil}
	m.vecs = make([]Vec, channels*m.plane())
	return m
}

// stride is the distance from one row to the next, plane the distance from one
// channel to the next, in vectors.
func (m fmap) stride() int { return m.width + 2*m.margin }
func (m fmap) plane() int  { return m.height * m.stride() }

// from is the map's memory from one number on. The column may lie in the margin.
func (m fmap) from(channel, row, column int) []Vec {
	return m.vecs[channel*m.plane()+row*m.stride()+m.margin+column:]
}

// channel is the memory of one channel, margins included.
func (m fmap) channel(c int) []Vec { return m.vecs[c*m.plane():][:m.plane()] }

// transpose writes n vectors as rows of samples: to[lane·n + i] = v[i][lane].
func transpose(to []float32, v []Vec) {
	n := len(v)
	for i := range v {
		for lane, x := range v[i] {
			to[lane*n+i] = x
		}
	}
}

// pack writes rows of samples as vectors: to[i][lane] = rows[lane][i], four samples
// at a time. Lanes without a row become 0.
func pack[T float32 | float64](to []Vec, rows [][]T) {
	n, lane := len(to), 0
	for ; lane+4 <= len(rows); lane += 4 {
		a, b, c, d := rows[lane][:n], rows[lane+1][:n], rows[lane+2][:n], rows[lane+3][:n]
		for i := range to {
			v := (*[4]float32)(to[i][lane : lane+4])
			v[0], v[1], v[2], v[3] = float32(a[i]), float32(b[i]), float32(c[i]), float32(d[i])
		}
	}
	for ; lane < len(rows); lane++ {
		for i, x := range rows[lane][:n] {
			to[i][lane] = float32(x)
		}
	}
	for i := range to {
		clear(to[i][len(rows):])
	}
}

// unpack writes the first lanes of vectors as rows of samples:
// rows[lane][i] = v[i][lane].
func unpack[T float32 | float64](rows [][]T, v []Vec) {
	for lane, row := range rows {
		for i := range row {
			row[i] = T(v[i][lane])
		}
	}
}
