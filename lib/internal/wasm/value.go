package wasm

import (
	"encoding/binary"
	"math"
	"slices"
)

// value is an expression: code that computes it. A variable knows its function.
type value struct {
	code []byte
	of   *Func
}

// set is the statement that gives a variable the value of e.
func (v value) set(e value) {
	if v.of == nil {
		panic("wasm: only a variable can be set")
	}
	v.of.say(e.code, []byte{localSet}, v.code[1:])
}

// then is the value that instructions make of operands.
func then(instructions []byte, operands ...value) value {
	var code []byte
	for _, o := range operands {
		code = append(code, o.code...)
	}
	return value{code: append(code, instructions...)}
}

// I32 is an integer of 32 bits: a number, or an address in the memory.
type I32 struct{ value }

// Set gives a variable the value of e.
func (p I32) Set(e I32) { p.set(e.value) }

// Int is a constant.
func Int(n int) I32 { return I32{then(append([]byte{0x41}, signed(n)...))} }

// Integers (§5.4.7).

// Add is p + q.
func (p I32) Add(q I32) I32 { return I32{then([]byte{0x6a}, p.value, q.value)} }

// Sub is p − q.
func (p I32) Sub(q I32) I32 { return I32{then([]byte{0x6b}, p.value, q.value)} }

// Mul is p · q.
func (p I32) Mul(q I32) I32 { return I32{then([]byte{0x6c}, p.value, q.value)} }

// Div is the whole part of p / q, of numbers that are not negative.
func (p I32) Div(q I32) I32 { return I32{then([]byte{0x6e}, p.value, q.value)} }

// Rem is the rest of that division.
func (p I32) Rem(q I32) I32 { return I32{then([]byte{0x70}, p.value, q.value)} }

// Memory (§5.4.6, §5.4.8). Offsets are in bytes and not negative.

// place is an instruction's operand: a multiple of 4 is promised of every address.
func place(offset int) []byte { return append([]byte{2}, unsigned(offset)...) }

// LoadI32 is the integer at an address.
func (p I32) LoadI32(offset int) I32 {
	return I32{then(append([]byte{0x28}, place(offset)...), p.value)}
}

// Load is the vector at an address.
func (p I32) Load(offset int) V128 { return V128{then(vector(0, place(offset)...), p.value)} }

// Spread is the number at an address, four times.
func (p I32) Spread(offset int) V128 { return V128{then(vector(9, place(offset)...), p.value)} }

// Store is the statement that writes a vector to the address in a variable.
func (p I32) Store(offset int, v V128) { p.store(v, vector(11, place(offset)...)) }

// StoreFirst is the statement that writes the first number of a vector to the address
// in a variable.
func (p I32) StoreFirst(offset int, v V128) { p.store(v, vector(90, append(place(offset), 0)...)) }

func (p I32) store(v V128, instruction []byte) {
	if p.of == nil {
		panic("wasm: an address to write to must be a variable")
	}
	p.of.say(p.code, v.code, instruction)
}

// F32 is a number in single precision.
type F32 struct{ value }

// Spread is the number four times.
func (x F32) Spread() V128 { return V128{then(vector(19), x.value)} }

// V128 is a vector of four numbers in single precision. Its operations are those of
// IEEE 754 on each of the four.
type V128 struct{ value }

// Set gives a variable the value of e.
func (a V128) Set(e V128) { a.set(e.value) }

// Const is a constant, four times.
func Const(x float32) V128 {
	bits := binary.LittleEndian.AppendUint32(nil, math.Float32bits(x))
	return V128{then(vector(12, slices.Repeat(bits, 4)...))}
}

// vector is a vector instruction (§5.4.8).
func vector(opcode int, operands ...byte) []byte {
	return slices.Concat([]byte{0xfd}, unsigned(opcode), operands)
}

func (a V128) with(opcode int, b V128) V128 { return V128{then(vector(opcode), a.value, b.value)} }

// Add is a + b.
func (a V128) Add(b V128) V128 { return a.with(228, b) }

// Sub is a − b.
func (a V128) Sub(b V128) V128 { return a.with(229, b) }

// Mul is a · b.
func (a V128) Mul(b V128) V128 { return a.with(230, b) }

// Div is a / b.
func (a V128) Div(b V128) V128 { return a.with(231, b) }

// Sqrt is √a.
func (a V128) Sqrt() V128 { return V128{then(vector(227), a.value)} }

// Max is the larger one, as Go's max: NaN if either is, and 0 is larger than −0.
func (a V128) Max(b V128) V128 { return a.with(233, b) }

// OrLess is b where b < a, else a.
func (a V128) OrLess(b V128) V128 { return a.with(234, b) }

// OrMore is b where b > a, else a.
func (a V128) OrMore(b V128) V128 { return a.with(235, b) }

// Greater is where a > b: all bits of a number there, none elsewhere.
func (a V128) Greater(b V128) V128 { return a.with(68, b) }

// Where is a at the places of a comparison, 0 elsewhere.
func (a V128) Where(places V128) V128 { return a.with(78, places) }

// Except is 0 at the places of a comparison, a elsewhere.
func (a V128) Except(places V128) V128 { return a.with(79, places) }
