package wasm_test

import (
	"math"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"nodulelab/lib/internal/wasm"
)

// started makes an instance of a module.
func started(t *testing.T, m *wasm.Module) api.Module {
	t.Helper()
	run := wazero.NewRuntime(t.Context())
	t.Cleanup(func() { run.Close(t.Context()) })
	instance, err := run.Instantiate(t.Context(), m.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return instance
}

// call calls a function of the instance; it returns 0 of a function without a result.
func call(t *testing.T, instance api.Module, name string, arguments ...uint64) int32 {
	t.Helper()
	results, err := instance.ExportedFunction(name).Call(t.Context(), arguments...)
	if err != nil {
		t.Fatal(err)
	}
	if len(results) == 0 {
		return 0
	}
	return api.DecodeI32(results[0])
}

func TestIntegers(t *testing.T) {
	m := &wasm.Module{}
	m.ExportMemory("mem", 1)
	m.Export("compute", func(f *wasm.Func, p, q wasm.I32) wasm.I32 {
		product := f.I32(p.Mul(q).Add(wasm.Int(-1000)))
		return product.Sub(p.Rem(q)).Mul(p.Div(q))
	})
	m.Export("load", func(_ *wasm.Func, p wasm.I32) wasm.I32 { return p.LoadI32(4) })
	instance := started(t, m)
	if got := call(t, instance, "compute", 47, 9); got != (47*9-1000-2)*5 {
		t.Errorf("computed %d", got)
	}
	instance.Memory().WriteUint32Le(12, 1<<31)
	if got := call(t, instance, "load", 8); got != math.MinInt32 {
		t.Errorf("loaded %d", got)
	}
}

// A loop runs as often as its count said before it, also in a loop, also not at all.
func TestRepeat(t *testing.T) {
	m := &wasm.Module{}
	m.Export("product", func(f *wasm.Func, p, q wasm.I32) wasm.I32 {
		sum := f.I32(wasm.Int(0))
		f.Repeat(p, func() {
			f.Repeat(q, func() { sum.Set(sum.Add(wasm.Int(1))) })
			p.Set(p.Add(wasm.Int(7)))
		})
		return sum
	})
	instance := started(t, m)
	for _, n := range [][2]uint64{{3, 5}, {0, 4}, {4, 0}, {1, 1}} {
		if got := call(t, instance, "product", n[0], n[1]); got != int32(n[0]*n[1]) {
			t.Errorf("%d times %d times are %d", n[0], n[1], got)
		}
	}
}

// Each operation on four pairs of numbers, the special ones among them.
func TestVectors(t *testing.T) {
	zero, inf, nan := float32(math.Copysign(0, -1)), float32(math.Inf(1)), float32(math.NaN())
	a, b := [4]float32{1.5, 0, nan, -inf}, [4]float32{-.7, zero, 2, inf}
	swapped := [2][4]float32{b, a}
	ones := math.Float32frombits(math.MaxUint32)
	for name, test := range map[string]struct {
		of   func(a, b wasm.V128) wasm.V128
		want func(a, b float32) float32
	}{
		"add":    {wasm.V128.Add, func(a, b float32) float32 { return a + b }},
		"sub":    {wasm.V128.Sub, func(a, b float32) float32 { return a - b }},
		"mul":    {wasm.V128.Mul, func(a, b float32) float32 { return a * b }},
		"div":    {wasm.V128.Div, func(a, b float32) float32 { return a / b }},
		"max":    {wasm.V128.Max, func(a, b float32) float32 { return max(a, b) }},
		"sqrt":   {func(a, _ wasm.V128) wasm.V128 { return a.Sqrt() }, func(a, _ float32) float32 { return float32(math.Sqrt(float64(a))) }},
		"less":   {wasm.V128.OrLess, func(a, b float32) float32 { return either(b < a, b, a) }},
		"more":   {wasm.V128.OrMore, func(a, b float32) float32 { return either(b > a, b, a) }},
		"places": {wasm.V128.Greater, func(a, b float32) float32 { return either(a > b, ones, 0) }},
		"where":  {func(a, b wasm.V128) wasm.V128 { return a.Where(a.Greater(b)) }, func(a, b float32) float32 { return either(a > b, a, 0) }},
		"except": {func(a, b wasm.V128) wasm.V128 { return a.Except(a.Greater(b)) }, func(a, b float32) float32 { return either(a > b, 0, a) }},
		"const":  {func(_, _ wasm.V128) wasm.V128 { return wasm.Const(.1) }, func(_, _ float32) float32 { return .1 }},
	} {
		m := &wasm.Module{}
		m.ExportMemory("mem", 1)
		m.Export("compute", func(_ *wasm.Func, p wasm.I32) { p.Store(32, test.of(p.Load(0), p.Load(16))) })
		instance := started(t, m)
		for i, a := range [2][4]float32{a, b} {
			b := swapped[i]
			write(instance, 8, a[:]...)
			write(instance, 24, b[:]...)
			call(t, instance, "compute", 8)
			for j, got := range read(instance, 40, 4) {
				if want := test.want(a[j], b[j]); !same(got, want) {
					t.Errorf("%s of %v and %v: %v, want %v", name, a[j], b[j], got, want)
				}
			}
		}
	}
}

func either(first bool, a, b float32) float32 {
	if first {
		return a
	}
	return b
}

// same is equality in every bit, of NaN with any NaN.
func same(a, b float32) bool {
	return math.Float32bits(a) == math.Float32bits(b) || a != a && b != b
}

func write(instance api.Module, at uint32, numbers ...float32) {
	for i, x := range numbers {
		instance.Memory().WriteFloat32Le(at+4*uint32(i), x)
	}
}

func read(instance api.Module, at uint32, n int) []float32 {
	numbers := make([]float32, n)
	for i := range numbers {
		numbers[i], _ = instance.Memory().ReadFloat32Le(at + 4*uint32(i))
	}
	return numbers
}

// A number is spread over a vector from memory and from a parameter; the first number
// of a vector is written alone.
func TestSpread(t *testing.T) {
	m := &wasm.Module{}
	m.ExportMemory("mem", 1)
	m.Export("compute", func(f *wasm.Func, p wasm.I32, x wasm.F32) {
		v := f.V128(p.Spread(4).Mul(x.Spread()))
		p.Store(16, v)
		p.StoreFirst(32, v)
	})
	instance := started(t, m)
	write(instance, 100, 2, 3, 5)
	call(t, instance, "compute", 100, api.EncodeF32(7))
	want := []float32{2, 3, 5, 0, 21, 21, 21, 21, 21, 0}
	for i, got := range read(instance, 100, len(want)) {
		if got != want[i] {
			t.Errorf("number %d is %v, want %v", i, got, want[i])
		}
	}
}
