package gomlx

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"nodulelab/lib/device"
	"nodulelab/lib/loss"
	"nodulelab/lib/train"
	"nodulelab/lib/train/traintest"
)

// BenchmarkSteps measures how many training steps a second (cross-entropy, batch
// 32, 32×32 pixels) the whole machine takes, summed over R networks in training
// at once. It is what ../testdata/peers.py holds against PyTorch and JAX.
func BenchmarkSteps(b *testing.B) {
	for _, request := range [][2]string{{"native", ""}, {"gomlx", "go"}, {"gomlx", "xla:cpu"}} {
		choice, err := device.Choose(request[0], request[1])
		if err != nil {
			b.Logf("without %v: %v", request, err)
			continue
		}
		for _, replicas := range []int{1, 4, 8, 20} {
			b.Run(fmt.Sprintf("%s/R=%d", choice.Name(), replicas), func(b *testing.B) { benchmarkSteps(b, choice, replicas) })
		}
	}
}

// shares says how many networks each of the engines side by side trains.
func shares(c device.Choice, replicas int) []int {
	engines := min(runtime.GOMAXPROCS(0), replicas)
	if c.Backend == "xla" { // parallel itself
		engines = 1
	}
	all := make([]int, engines)
	for i := range replicas {
		all[i%engines]++
	}
	return all
}

func benchmarkSteps(b *testing.B, c device.Choice, replicas int) {
	const epochs, steps = 20, 10
	tasks := tenBatches(b, replicas)
	p := train.Paper()
	p.Epochs = epochs + 1 // the first one compiles
	for b.Loop() {
		var group sync.WaitGroup
		var mu sync.Mutex
		var rate float64
		for _, share := range shares(c, replicas) {
			group.Go(func() {
				r := stepRate(b, c, p, tasks[:share], steps)
				mu.Lock()
				rate += r
				mu.Unlock()
			})
		}
		group.Wait()
		b.ReportMetric(rate, "replica-steps/s")
	}
}

// stepRate trains networks in one engine and returns their steps a second, from
// the end of the first epoch on.
func stepRate(b *testing.B, c device.Choice, p train.Protocol, tasks []train.Task, steps int) float64 {
	e, err := Open(c)
	if err != nil {
		b.Error(err)
		return 0
	}
	defer e.Close()
	var first time.Time
	done := 0
	_, err = e.Train(context.Background(), p, loss.CrossEntropy(), tasks, func(progress train.Progress) {
		if first.IsZero() {
			first = time.Now()
			return
		}
		done += progress.Replicas * steps
	})
	if err != nil {
		b.Error(err)
	}
	return float64(done) / time.Since(first).Seconds()
}

// tenBatches draws tasks of ten batches an epoch and next to no validation.
func tenBatches(b *testing.B, n int) []train.Task {
	task, tasks := traintest.Task(b, 1, 32, 320, 4), make([]train.Task, n)
	for i := range tasks {
		tasks[i] = train.Task{Seed: uint64(i + 1), Training: task.Training, Validation: task.Validation}
	}
	return tasks
}
