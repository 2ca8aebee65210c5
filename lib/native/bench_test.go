package native

import (
	"runtime"
	"sync"
	"testing"

	"nodulelab/lib/lenet"
)

// work is one network in training on random images.
type work struct {
	net    *Net
	adam   Adam
	images [][]float32
	labels []float32
}

func newWork(b *testing.B, side int) *work {
	n, err := New(lenet.Paper(), side)
	if err != nil {
		b.Fatal(err)
	}
	w, err := lenet.Init(1, side)
	if err != nil {
		b.Fatal(err)
	}
	if err := n.Load(w); err != nil {
		b.Fatal(err)
	}
	images, labels := random(1, 32, side)
	return &work{n, Adam{Rate: 1e-4, Beta1: .9, Beta2: .999, Epsilon: 1e-8}, images, labels}
}

func (w *work) step() {
	end(w.net, w.images, w.labels)
	w.adam.Step(w.net, w.net.All())
}

// BenchmarkStep measures training steps of cross-entropy on one core: batch 32,
// 32×32 pixels.
func BenchmarkStep(b *testing.B) {
	w := newWork(b, 32)
	for b.Loop() {
		w.step()
	}
	steps := float64(b.N) / b.Elapsed().Seconds()
	b.ReportMetric(steps, "steps/s")
	b.ReportMetric(steps*float64(w.net.MultiplyAdds()*Lanes)*2/1e9, "GFLOP/s")
}

// BenchmarkCores measures the same with a network on each core.
func BenchmarkCores(b *testing.B) {
	cores := runtime.GOMAXPROCS(0)
	var all []*work
	for range cores {
		all = append(all, newWork(b, 32))
	}
	b.ResetTimer()
	var group sync.WaitGroup
	for _, w := range all {
		group.Go(func() {
			for range b.N {
				w.step()
			}
		})
	}
	group.Wait()
	b.ReportMetric(float64(b.N*cores)/b.Elapsed().Seconds(), "steps/s")
}
