package wasm

import (
	"fmt"
	"reflect"
	"slices"
)

// Func is a function in the making: its statements so far. Statements are made by
// the methods of Func, by Set and by Store; they run in the order of the calls.
type Func struct {
	parameters, results []byte // types
	variables           [][]byte
	statements          []byte
}

// The types of values (§5.3.1, §5.3.2).
const (
	typeI32  = 0x7f
	typeF32  = 0x7d
	typeV128 = 0x7b
)

// Instructions (§5.4.1, §5.4.4).
const (
	loop     = 0x03
	when     = 0x04 // if
	end      = 0x0b
	branchIf = 0x0d
	noResult = 0x40 // of a block
	localGet = 0x20
	localSet = 0x21
)

// newFunc runs a body, which says what parameters it takes by its own.
func newFunc(body any) *Func {
	f := &Func{}
	b := reflect.ValueOf(body)
	arguments := []reflect.Value{reflect.ValueOf(f)}
	for i := 1; i < b.Type().NumIn(); i++ {
		arguments = append(arguments, f.parameter(b.Type().In(i)))
	}
	for _, result := range b.Call(arguments) {
		f.results = append(f.results, typeI32)
		f.say(result.Interface().(I32).code)
	}
	return f
}

func (f *Func) parameter(t reflect.Type) reflect.Value {
	v := f.local(len(f.parameters))
	switch reflect.Zero(t).Interface().(type) {
	case I32:
		f.parameters = append(f.parameters, typeI32)
		return reflect.ValueOf(I32{v})
	case F32:
		f.parameters = append(f.parameters, typeF32)
		return reflect.ValueOf(F32{v})
	}
	panic(fmt.Sprint("wasm: a parameter of type ", t))
}

// code is the function's entry in the module (§5.5.13).
func (f *Func) code() []byte {
	return slices.Concat(list(f.variables), f.statements, []byte{end})
}

// say adds instructions to the statements.
func (f *Func) say(instructions ...[]byte) {
	f.statements = append(f.statements, slices.Concat(instructions...)...)
}

// local is the parameter or variable of that number.
func (f *Func) local(n int) value {
	return value{append([]byte{localGet}, unsigned(n)...), f}
}

// variable declares a variable and sets it.
func (f *Func) variable(kind byte, v value) value {
	x := f.local(len(f.parameters) + len(f.variables))
	f.variables = append(f.variables, []byte{1, kind})
	x.set(v)
	return x
}

// I32 is a new variable that holds the value of e.
func (f *Func) I32(e I32) I32 { return I32{f.variable(typeI32, e.value)} }

// V128 is a new variable that holds the value of e.
func (f *Func) V128(e V128) V128 { return V128{f.variable(typeV128, e.value)} }

// Repeat runs the statements of a body n times, which may be 0 and is read once.
func (f *Func) Repeat(n I32, body func()) {
	left := f.I32(n)
	f.say(left.code, []byte{when, noResult, loop, noResult})
	body()
	left.Set(left.Sub(Int(1)))
	f.say(left.code, []byte{branchIf, 0, end, end})
}
