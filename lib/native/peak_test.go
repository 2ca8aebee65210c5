//go:build goexperiment.simd && amd64

package native

import (
	"simd/archsimd"
	"testing"
)

// BenchmarkFloor measures what this processor can do at most with the kernels'
// instructions: fused multiply-adds on registers, and the tanh kernel in the first
// cache. From both it reports the floor of a training step, and a step's time as a
// multiple of it.
func BenchmarkFloor(b *testing.B) {
	w := newWork(b, 32)
	adds := float64(w.net.MultiplyAdds() * Lanes)
	tanhs := float64((6*28*28 + 16*10*10 + 120 + 84) * Lanes)
	var peak, tanh, step float64
	b.Run("multiply-adds", func(b *testing.B) {
		width := chains(0)
		for b.Loop() {
			chains(1000)
		}
		peak = 8000 * float64(width) * float64(b.N) / b.Elapsed().Seconds()
		b.ReportMetric(peak/1e9, "G/s")
	})
	b.Run("tanh", func(b *testing.B) {
		v := make([]Vec, 100)
		for b.Loop() {
			w.net.kernels.tanh(v)
		}
		tanh = float64(len(v)*Lanes) * float64(b.N) / b.Elapsed().Seconds()
		b.ReportMetric(tanh/1e9, "G/s")
	})
	b.Run("step", func(b *testing.B) {
		for b.Loop() {
			w.step()
		}
		step = b.Elapsed().Seconds() / float64(b.N)
		floor := adds/peak + tanhs/tanh
		b.ReportMetric(floor*1e3, "floor-ms")
		b.ReportMetric(step/floor, "x-floor")
	})
}

// chains runs eight chains of n multiply-adds and returns their width.
func chains(n int) int {
	if archsimd.X86.AVX512() {
		chains16(n)
		return 16
	}
	chains8(n)
	return 8
}

//go:noinline
func chains16(n int) {
	var a, b, c, d, e, f, g, h, x archsimd.Float32x16
	for range n {
		a, b, c, d = a.MulAdd(x, a), b.MulAdd(x, b), c.MulAdd(x, c), d.MulAdd(x, d)
		e, f, g, h = e.MulAdd(x, e), f.MulAdd(x, f), g.MulAdd(x, g), h.MulAdd(x, h)
	}
	sink16 = a.Add(b).Add(c.Add(d)).Add(e.Add(f).Add(g.Add(h)))
}

//go:noinline
func chains8(n int) {
	var a, b, c, d, e, f, g, h, x archsimd.Float32x8
	for range n {
		a, b, c, d = a.MulAdd(x, a), b.MulAdd(x, b), c.MulAdd(x, c), d.MulAdd(x, d)
		e, f, g, h = e.MulAdd(x, e), f.MulAdd(x, f), g.MulAdd(x, g), h.MulAdd(x, h)
	}
	sink8 = a.Add(b).Add(c.Add(d)).Add(e.Add(f).Add(g.Add(h)))
}

var (
	sink16 archsimd.Float32x16
	sink8  archsimd.Float32x8
)
