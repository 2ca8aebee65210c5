package native

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"nodulelab/lib/lenet"
)

// counted are n vectors whose numbers all differ: number i of sample lane is
// 100i + lane.
func counted(n int) []Vec {
	v := make([]Vec, n)
	for i := range v {
		for lane := range v[i] {
			v[i][lane] = float32(100*i + lane)
		}
	}
	return v
}

// Rows become lanes and come back, for every number of samples up to a block; lanes
// without a sample are 0, whatever was there.
func TestPackAndUnpack(t *testing.T) {
	for samples := range Lanes + 1 {
		rows, wide := blank(samples, 3), make([][]float64, samples)
		for lane, row := range rows {
			for i := range row {
				row[i] = float32(100*i + lane)
			}
			wide[lane] = widened(row)
		}
		narrow, double := counted(4)[1:], counted(4)[1:]
		pack(narrow, rows)
		pack(double, wide)
		for i, want := range counted(3) {
			clear(want[samples:])
			if narrow[i] != want || double[i] != want {
				t.Fatalf("%d samples: vector %d is %v and %v, want %v", samples, i, narrow[i], double[i], want)
			}
		}
		back, wideBack := blank(samples, 3), make([][]float64, samples)
		for i := range wideBack {
			wideBack[i] = make([]float64, 3)
		}
		unpack(back, narrow)
		unpack(wideBack, narrow)
		for lane := range samples {
			if !slices.Equal(back[lane], rows[lane]) || !slices.Equal(wideBack[lane], wide[lane]) {
				t.Fatalf("sample %d of %d comes back as %v and %v, want %v", lane, samples, back[lane], wideBack[lane], rows[lane])
			}
		}
	}
}

// Vectors become rows of samples, one behind the other.
func TestTranspose(t *testing.T) {
	to := make([]float32, 5*Lanes)
	transpose(to, counted(5))
	for lane := range Lanes {
		for i := range 5 {
			if got := to[lane*5+i]; got != float32(100*i+lane) {
				t.Fatalf("number %d of sample %d is %v", i, lane, got)
			}
		}
	}
}

// A map's rows lie between margins of zeros; rows, channels and columns are where
// the strides say.
func TestMap(t *testing.T) {
	for _, margin := range []int{0, reach} {
		m := newMap(3, 4, 5, margin)
		if len(m.vecs) != 3*4*(5+2*margin) || m.stride() != 5+2*margin || m.plane() != 4*(5+2*margin) {
			t.Fatalf("margin %d: %d vectors, stride %d, plane %d", margin, len(m.vecs), m.stride(), m.plane())
		}
		n := float32(0)
		for c := range 3 {
			for y := range 4 {
				for x := range 5 {
					n++
					m.from(c, y, x)[0][0] = n
				}
			}
		}
		var inside, zeros int
		for _, v := range m.vecs {
			if v[0] == 0 {
				zeros++
			} else {
				inside++
			}
		}
		if inside != 60 || zeros != len(m.vecs)-60 {
			t.Errorf("margin %d: %d numbers, %d zeros", margin, inside, zeros)
		}
		if got := m.channel(1); len(got) != m.plane() || got[margin][0] != 21 || got[m.stride()+margin][0] != 26 {
			t.Errorf("margin %d: channel 1 begins with %v, its second row with %v", margin, got[margin][0], got[m.stride()+margin][0])
		}
		if margin > 0 && (m.from(2, 1, -1)[0] != Vec{} || m.from(2, 1, 5)[0] != Vec{}) {
			t.Error("the margins are not zero")
		}
	}
}

// A window lists a row per channel and kernel row: where its numbers are in the
// map, from its first row on, and where its pairs of kernel numbers are.
func TestWindow(t *testing.T) {
	m := newMap(2, 6, 7, 0)
	want := "[{0 20} {7 30} {42 70} {49 80}]" // kernel rows 2 and 3 of 2 channels, 25 pairs each
	if got := fmt.Sprint(window(nil, m, 2, 4)); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	whole := window(make([]row, 3), m, 0, lenet.Kernel)
	if len(whole) != 10 || whole[0] != (row{0, 0}) || whole[9] != (row{42 + 4*7, 2 * 45}) {
		t.Errorf("the whole window is %v", whole)
	}
}

// Kernels are laid in pairs of output channels for the way forward, rotated and in
// pairs of input channels for the way back.
func TestPairsOfKernels(t *testing.T) {
	l := layer{in: 3, out: 4}
	kernels := make([]float32, 3*4*25)
	for i := range kernels {
		kernels[i] = float32(i)
	}
	forward, back := make([]float32, len(kernels)), make([]float32, 4*4*25)
	pairUp(forward, kernels, l)
	turn(back, kernels, l)
	for o := range 4 {
		for c := range 3 {
			for y := range 5 {
				for x := range 5 {
					want := kernels[((o*3+c)*5+y)*5+x]
					if got := forward[2*((o/2*3+c)*25+5*y+x)+o%2]; got != want {
						t.Fatalf("forward %d %d %d %d: %v, want %v", o, c, y, x, got, want)
					}
					if got := back[2*((c/2*4+o)*25+5*(4-y)+4-x)+c%2]; got != want {
						t.Fatalf("back %d %d %d %d: %v, want %v", o, c, y, x, got, want)
					}
				}
			}
		}
	}
}

func TestTotals(t *testing.T) {
	var sums [2][16]float32
	for i := range 16 {
		sums[0][i], sums[1][i] = 1, float32(int(1)<<i)
	}
	to := []float32{7, 7, 7}
	totals(to, sums[:])
	if !slices.Equal(to, []float32{16, 65535, 7}) {
		t.Errorf("totals %v", to)
	}
}

// The gradient of layers that are too small for the kernel is the same sum.
func TestOuterOfSmallLayers(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for _, l := range []layer{{in: 5, out: 1}, {in: 84, out: 1}, {in: 16, out: 7}} {
		b := &block{rows: floats(r, Lanes*l.in), dRows: floats(r, Lanes*l.out)}
		w := floats(r, l.in*l.out)
		outer(w, l, b)
		for o := range l.out {
			for i := range l.in {
				want := 0.
				for s := range Lanes {
					want += float64(b.dRows[s*l.out+o]) * float64(b.rows[s*l.in+i])
				}
				closeTo(t, fmt.Sprint(l, o, i), w[o*l.in+i], want)
			}
		}
	}
}

// Parts of a list by block: 32 each, the last one shorter.
func TestOf(t *testing.T) {
	all := make([]int, 70)
	for i := range all {
		all[i] = i
	}
	for i, want := range [][2]int{{0, 32}, {32, 32}, {64, 6}} {
		if part := of(i, all); part[0] != want[0] || len(part) != want[1] {
			t.Errorf("block %d begins with %d and has %d", i, part[0], len(part))
		}
	}
}

// Blocks are made as a batch needs them, and used again.
func TestBegin(t *testing.T) {
	n := fresh(t, 16)
	for _, test := range []struct {
		samples, pool int
		want          []int
	}{{1, 1, []int{1}}, {32, 1, []int{32}}, {33, 2, []int{32, 1}}, {70, 3, []int{32, 32, 6}}, {5, 3, []int{5}}, {64, 3, []int{32, 32}}} {
		n.begin(test.samples)
		var got []int
		for _, b := range n.blocks {
			got = append(got, b.samples)
		}
		if !slices.Equal(got, test.want) || len(n.pool) != test.pool {
			t.Errorf("%d samples: blocks of %v, %d made", test.samples, got, len(n.pool))
		}
	}
}
