package simd128

import "nodulelab/lib/internal/wasm"

// Sizes in bytes, as package native lays numbers in memory.
const (
	number = 4           // a float32
	four   = 4 * number  // a vector of 128 bits
	sum16  = 16 * number // 16 partial sums over samples
	vec    = 32 * number // a Vec: one number of a feature map for 32 samples
	whole  = 8           // an int
)

// times is n things of a size in bytes.
func times(n wasm.I32, size int) wasm.I32 { return n.Mul(wasm.Int(size)) }

// at is the address of element n.
func at(p, n wasm.I32, size int) wasm.I32 { return p.Add(times(n, size)) }

// move moves an address on.
func move(p wasm.I32, bytes int) { p.Set(p.Add(wasm.Int(bytes))) }

// addScaled is to ← to + s·v.
func addScaled(to, v, s wasm.V128) { to.Set(to.Add(s.Mul(v))) }

// zero is a new variable of zeros.
func zero(f *wasm.Func) wasm.V128 { return f.V128(wasm.Const(0)) }

// two loads eight neighbouring numbers into variables.
func two(f *wasm.Func, p wasm.I32, offset int) [2]wasm.V128 {
	return [2]wasm.V128{f.V128(p.Load(offset)), f.V128(p.Load(offset + four))}
}

// store writes neighbouring numbers.
func store(p wasm.I32, offset int, v [2]wasm.V128) {
	p.Store(offset, v[0])
	p.Store(offset+four, v[1])
}
