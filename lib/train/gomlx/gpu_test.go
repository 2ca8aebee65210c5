//go:build gpu

// The tests of this file need a CUDA plugin and a GPU:
//
//	go test -tags gpu ./lib/train/gomlx -run GPU -v -timeout 1h
//	go test -tags gpu ./lib/train/gomlx -run '^$' -bench GPU
//
// NODULELAB_TEST_PLUGIN names another plugin, for example one for the CPU, with
// which the tests themselves can be tried.

package gomlx

import (
	"fmt"
	"os"
	"testing"

	"nodulelab/lib/device"
	"nodulelab/lib/train"
)

// GPUChoice is the CUDA plugin, or the one that NODULELAB_TEST_PLUGIN names, under
// the options of the environment.
func GPUChoice(t testing.TB) device.Choice {
	t.Helper()
	request := "xla:cuda"
	if path := os.Getenv("NODULELAB_TEST_PLUGIN"); path != "" {
		request = "xla:" + path
	}
	c, err := device.Choose("gomlx", request)
	if err != nil {
		t.Fatalf("the GPU suite needs a CUDA plugin: %v; or name a plugin in NODULELAB_TEST_PLUGIN", err)
	}
	if c.Options, err = device.OptionsFromEnvironment(); err != nil {
		t.Fatal(err)
	}
	return c
}

func openGPU(t testing.TB) train.Engine {
	t.Helper()
	c := GPUChoice(t)
	e, err := Open(c)
	if err != nil {
		t.Fatalf("the GPU suite needs a GPU: %v", err)
	}
	t.Cleanup(e.Close)
	t.Log(c)
	return e
}

// The golden numbers of the reference, as for the Go backend.
func TestGPUAgainstReference(t *testing.T) {
	e := openGPU(t)
	t.Run("forward and saliency", func(t *testing.T) { viewsAgree(t, e) })
	t.Run("gradients", func(t *testing.T) { gradientsAgree(t, e) })
	t.Run("Adam", func(t *testing.T) { adamAgrees(t, e) })
}

func TestGPUReplicasAreIndependent(t *testing.T) { independent(t, openGPU) }

// Two trainings give the same bits unless NODULELAB_DETERMINISTIC is off.
func TestGPUIsReproducible(t *testing.T) {
	if GPUChoice(t).Options.Nondeterministic {
		t.Skip("deterministic operators are off")
	}
	reproducible(t, openGPU)
}

// BenchmarkGPU measures replica-steps a second of one graph with R networks.
func BenchmarkGPU(b *testing.B) {
	c := GPUChoice(b)
	for _, replicas := range []int{1, 20, 100, 500} {
		b.Run(fmt.Sprintf("%s/R=%d", c.Name(), replicas), func(b *testing.B) { benchmarkSteps(b, c, replicas) })
	}
}
