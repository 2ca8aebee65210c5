// Package wasm writes WebAssembly modules: functions over one memory that compute
// with 128-bit vectors. A function's body is a Go function, which is called once, with
// a value for each parameter, and says what is computed of them:
//
//	m := &wasm.Module{}
//	m.ImportMemory("go", "mem")
//	m.Export("double", func(f *wasm.Func, v, n wasm.I32) {
//		f.Repeat(n, func() {
//			x := f.V128(v.Load(0))
//			v.Store(0, x.Add(x))
//			v.Set(v.Add(wasm.Int(16)))
//		})
//	})
//
// So Go's own loops unroll, and Go's functions and arrays give a program its form.
// What a program must not say panics here or is refused where the module is compiled.
//
// Sections (§) are those of the WebAssembly Core Specification, version 2.0.
package wasm

import (
	"encoding/binary"
	"slices"
)

// Module is a module in the making. The zero value is empty.
type Module struct {
	imports, types, functions, memories, exports, bodies [][]byte
}

// ImportMemory gives the module the memory of that name, of any size.
func (m *Module) ImportMemory(module, name string) {
	m.imports = append(m.imports, slices.Concat(text(module), text(name), []byte{memory, atLeast, 0}))
}

// ExportMemory gives the module a memory of its own, of that many pages of 64 KiB.
func (m *Module) ExportMemory(name string, pages int) {
	m.memories = append(m.memories, append([]byte{atLeast}, unsigned(pages)...))
	m.export(name, memory, 0)
}

// Export adds a function: body is a func(*Func, ...), with one parameter of type
// [I32] or [F32] for each of the function's, and with a result of type I32 if the
// function has one.
func (m *Module) Export(name string, body any) {
	f := newFunc(body)
	at := len(m.bodies) // functions and types are numbered alike: each has its own
	m.types = append(m.types, slices.Concat([]byte{function}, sized(f.parameters), sized(f.results)))
	m.functions = append(m.functions, unsigned(at))
	m.bodies = append(m.bodies, sized(f.code()))
	m.export(name, 0, at)
}

func (m *Module) export(name string, kind byte, index int) {
	m.exports = append(m.exports, slices.Concat(text(name), []byte{kind}, unsigned(index)))
}

// Bytes is the module in the binary format.
func (m *Module) Bytes() []byte {
	return slices.Concat([]byte("\x00asm\x01\x00\x00\x00"), // §5.5.16: magic number, version
		section(1, m.types), section(2, m.imports), section(3, m.functions),
		section(5, m.memories), section(7, m.exports), section(10, m.bodies))
}

const (
	function = 0x60 // §5.3.6
	atLeast  = 0x00 // §5.3.7: limits without a maximum
	memory   = 0x02 // §5.5.5, §5.5.10
)

// section is a section of the module (§5.5.2): a list of entries.
func section(id byte, entries [][]byte) []byte {
	return append([]byte{id}, sized(list(entries))...)
}

// list is a number of entries, then the entries (§5.1.3).
func list(entries [][]byte) []byte {
	return append(unsigned(len(entries)), slices.Concat(entries...)...)
}

// sized is a number of bytes, then the bytes.
func sized(code []byte) []byte { return append(unsigned(len(code)), code...) }

// text is a name (§5.2.4).
func text(s string) []byte { return sized([]byte(s)) }

// unsigned is a number that is not negative, in LEB128 (§5.2.2), which is Go's
// Uvarint.
func unsigned(n int) []byte {
	if n < 0 {
		panic("wasm: a negative size or offset")
	}
	return binary.AppendUvarint(nil, uint64(n))
}

// signed is a number of either sign, in LEB128.
func signed(n int) (code []byte) {
	for ; n < -64 || n >= 64; n >>= 7 {
		code = append(code, 0x80|byte(n))
	}
	return append(code, 0x7f&byte(n))
}
