package wasm

import (
	"bytes"
	"strings"
	"testing"
)

func TestSigned(t *testing.T) {
	for n, want := range map[int]string{
		0: "\x00", 1: "\x01", -1: "\x7f", 63: "\x3f", 64: "\xc0\x00", -64: "\x40", -65: "\xbf\x7f", 127: "\xff\x00",
		128: "\x80\x01", -128: "\x80\x7f", 624485: "\xe5\x8e\x26", -123456: "\xc0\xbb\x78",
		1<<31 - 1: "\xff\xff\xff\xff\x07", -1 << 31: "\x80\x80\x80\x80\x78",
	} {
		if got := string(signed(n)); got != want {
			t.Errorf("%d: % x, want % x", n, got, want)
		}
	}
}

// What is encoded comes back by the rules of §5.2.2, in no more bytes than it needs.
func FuzzNumbers(f *testing.F) {
	for _, n := range []int32{0, -1, 63, 64, -64, -65, 8191, 8192, -8192, -8193, 1<<31 - 1, -1 << 31} {
		f.Add(n)
	}
	f.Fuzz(func(t *testing.T, n int32) {
		code := signed(int(n))
		if got := decoded(code, true); got != int64(n) {
			t.Errorf("%d: % x, which is %d", n, code, got)
		}
		if shorter := len(code) - 1; shorter > 0 && n>>(7*shorter-1) == n>>31 {
			t.Errorf("%d: % x, and %d bytes are enough", n, code, shorter)
		}
		if n >= 0 {
			if code := unsigned(int(n)); decoded(code, false) != int64(n) {
				t.Errorf("%d: % x", n, code)
			}
		}
	})
}

// decoded is the number of a code, which must end with it.
func decoded(code []byte, negative bool) (n int64) {
	for i, b := range code {
		n |= int64(b&0x7f) << (7 * i)
		if (b < 0x80) != (i == len(code)-1) {
			return 1 << 40
		}
	}
	if negative && code[len(code)-1]&0x40 != 0 {
		n -= 1 << (7 * len(code))
	}
	return n
}

// A module by the bytes of the specification.
func TestBytes(t *testing.T) {
	m := &Module{}
	m.ImportMemory("go", "mem")
	m.Export("three", func(f *Func, n I32, x F32) I32 {
		v := f.V128(x.Spread())
		n.Store(128, v.Add(v))
		return n.Add(Int(-3))
	})
	want := []byte("\x00asm\x01\x00\x00\x00" +
		"\x01\x07\x01\x60\x02\x7f\x7d\x01\x7f" + // types: (i32, f32) → i32
		"\x02\x0b\x01\x02go\x03mem\x02\x00\x00" +
		"\x03\x02\x01\x00" + // function 0 is of type 0
		"\x05\x01\x00" + // no memory of its own
		"\x07\x09\x01\x05three\x00\x00" +
		"\x0a\x1f\x01\x1d\x01\x01\x7b" + // one local: v128
		"\x20\x01\xfd\x13\x21\x02" + // local.get 1, f32x4.splat, local.set 2
		"\x20\x00\x20\x02\x20\x02\xfd\xe4\x01\xfd\x0b\x02\x80\x01" + // f32x4.add, v128.store
		"\x20\x00\x41\x7d\x6a\x0b") // i32.const, i32.add, end
	if got := m.Bytes(); !bytes.Equal(got, want) {
		t.Errorf("\n% x, want\n% x", got, want)
	}
}

// What a program must not say.
func TestRefusals(t *testing.T) {
	for want, body := range map[string]any{
		"only a variable can be set": func(f *Func, n I32) { n.Add(n).Set(n) },
		"must be a variable":         func(f *Func, n I32) { n.Add(n).Store(0, Const(0)) },
		"negative":                   func(f *Func, n I32) { n.Store(-4, Const(0)) },
		"parameter of type wasm.V128": func(f *Func, v V128) {
		},
	} {
		func() {
			defer func() {
				if got, _ := recover().(string); !strings.Contains(got, want) {
					t.Errorf("%q, want %q", got, want)
				}
			}()
			(&Module{}).Export("f", body)
		}()
	}
}
