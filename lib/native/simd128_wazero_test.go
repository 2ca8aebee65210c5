//go:build !js

package native

import (
	"fmt"
	"testing"
	"unsafe"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"nodulelab/lib/internal/wasm"
	"nodulelab/lib/native/simd128"
)

// machine runs the module of the kernels in a memory of its own, in place of a Go
// program's: arguments are copied there, and back after the call.
type machine struct {
	t      *testing.T
	memory api.Memory
	module api.Module
}

func newMachine(t *testing.T) machine {
	t.Helper()
	run := wazero.NewRuntime(t.Context())
	t.Cleanup(func() { run.Close(t.Context()) })
	program := &wasm.Module{}
	program.ExportMemory("mem", 64)
	start := func(name string, module []byte) api.Module {
		started, err := run.InstantiateWithConfig(t.Context(), module, wazero.NewModuleConfig().WithName(name))
		if err != nil {
			t.Fatal(err)
		}
		return started
	}
	memory := start("go", program.Bytes()).Memory()
	return machine{t, memory, start("kernels", simd128.Module())}
}

// call calls a kernel; arguments are int, float32 and memory as bytesOf gives it.
func (m machine) call(kernel string, arguments ...any) {
	m.t.Helper()
	var numbers []uint64
	at := map[uint32][]byte{}
	next := uint32(4) // aligned as float32 are
	for _, a := range arguments {
		switch a := a.(type) {
		case int:
			numbers = append(numbers, api.EncodeI32(int32(a)))
		case float32:
			numbers = append(numbers, api.EncodeF32(a))
		case []byte:
			if !m.memory.Write(next, a) {
				m.t.Fatalf("%s: the memory is too small", kernel)
			}
			numbers = append(numbers, uint64(next))
			at[next] = a
			next += uint32(len(a)) + 12 // a gap
		default:
			m.t.Fatalf("%s: an argument of type %T", kernel, a)
		}
	}
	if _, err := m.module.ExportedFunction(kernel).Call(m.t.Context(), numbers...); err != nil {
		m.t.Fatalf("%s: %v", kernel, err)
	}
	for address, bytes := range at {
		back, _ := m.memory.Read(address, uint32(len(bytes)))
		copy(bytes, back)
	}
}

// bytesOf is the memory of a slice.
func bytesOf[T any](s []T) []byte {
	if len(s) == 0 {
		return []byte{}
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(&s[0])), len(s)*int(unsafe.Sizeof(s[0])))
}

// vectors are the kernels of 128-bit SIMD under wazero.
func vectors(t *testing.T) *kernels {
	call := newMachine(t).call
	return &kernels{
		name: "128-bit SIMD under wazero",
		convolve: func(rows []row, in []Vec, kernels, bias []float32, out0, out1 []Vec) {
			call("convolve", bytesOf(rows), len(rows), bytesOf(in), bytesOf(kernels), bytesOf(bias), bytesOf(out0[:2]), bytesOf(out1[:2]))
		},
		kernelGradient: func(s shape, in, d0, d1 []Vec, sums *[10][16]float32) {
			call("kernelGradient", s.height, s.width, s.stride, s.dStride, bytesOf(in), bytesOf(d0), bytesOf(d1), bytesOf(sums[:]))
		},
		dense: func(x []Vec, w []float32, next, step int, bias []float32, out []Vec) {
			call("dense", bytesOf(x), len(x), bytesOf(w), next, step, bytesOf(bias), bytesOf(out))
		},
		outer: func(d []float32, rows int, x []float32, columns int, g []float32) {
			call("outer", bytesOf(d), rows, bytesOf(x), columns, bytesOf(g))
		},
		distances: func(z []Vec, y []float32, out *Vec) {
			call("distances", bytesOf(z), len(z), bytesOf(y), bytesOf(out[:]))
		},
		pull: func(z []Vec, y []float32, c *Vec, gradient []Vec) {
			call("pull", bytesOf(z), len(z), bytesOf(y), bytesOf(c[:]), bytesOf(gradient))
		},
		sum: func(v []Vec, sums *[16]float32) { call("sum", bytesOf(v), len(v), bytesOf(sums[:])) },
		tanh: func(v []Vec) {
			call("tanh", bytesOf(v), len(v), bytesOf(tanhP[:]), bytesOf(tanhQ[:]), float32(tanhLimit))
		},
		tanhGradient: func(gradient, output []Vec) {
			call("tanhGradient", bytesOf(gradient), len(gradient), bytesOf(output))
		},
		pool: func(upper, lower, out []Vec) {
			call("pool", bytesOf(upper), bytesOf(lower), bytesOf(out), len(out))
		},
		unpool: func(gradient, output, out []Vec) {
			call("unpool", bytesOf(gradient), bytesOf(output), bytesOf(out), len(out))
		},
		relu: func(v []Vec) { call("relu", bytesOf(v), len(v)) },
		reluGradient: func(gradient, output []Vec) {
			call("reluGradient", bytesOf(gradient), len(gradient), bytesOf(output))
		},
		maxPool: func(upper, lower, out []Vec) {
			call("maxPool", bytesOf(upper), bytesOf(lower), bytesOf(out), len(out))
		},
		unpoolMax: func(gradient, upper, lower, outUpper, outLower []Vec) {
			call("unpoolMax", bytesOf(gradient), len(gradient), bytesOf(upper), bytesOf(lower), bytesOf(outUpper), bytesOf(outLower))
		},
		adam: func(r *rates, w, g, m, v []float32) {
			call("adam", bytesOf([]rates{*r}), bytesOf(w), bytesOf(g), bytesOf(m), bytesOf(v), len(w))
		},
	}
}

// The module says that there are vectors.
func TestAvailable(t *testing.T) {
	got, err := newMachine(t).module.ExportedFunction("available").Call(t.Context())
	if err != nil || fmt.Sprint(got) != "[1]" {
		t.Errorf("%v, %v", got, err)
	}
}
