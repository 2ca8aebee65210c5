package source_test

import (
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/internal/source"
)

const half = .5

// scaled needs a constant.
func scaled(x float64) float64 { return half * x }

func outer(x float64) float64 { return scaled(x) + 1 }

type power struct{ exponent int }

func (p power) Of(x float64) float64 {
	y := 1.
	for range p.exponent {
		y *= p.step(x)
	}
	return y
}

func (p power) step(x float64) float64 { return x }

type pointed struct{}

func (*pointed) Of(x float64) float64 { return half + x }

func text(t *testing.T, function any) string {
	t.Helper()
	s, err := source.Of(function)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The source of a function is its own text and that of all that it refers to.
func TestOf(t *testing.T) {
	for name, test := range map[string]struct {
		function any
		has, not []string
	}{
		"a function":        {scaled, []string{"func scaled", "half = .5"}, []string{"outer", "needs a constant"}},
		"one that calls it": {outer, []string{"func outer", "func scaled", "half = .5"}, []string{"power"}},
		"a literal":         {func(x float64) float64 { return outer(x) - 3 }, []string{"outer(x) - 3", "half = .5"}, []string{"TestOf"}},
		"one with a type":   {func(x float64) float64 { return power{2}.Of(x) }, []string{"exponent int", "p.step(x)", "step(x float64) float64"}, []string{"pointed"}},
	} {
		got := text(t, test.function)
		for _, part := range test.has {
			if !strings.Contains(got, part) {
				t.Errorf("%s lacks %q:\n%s", name, part, got)
			}
		}
		for _, part := range test.not {
			if strings.Contains(got, part) {
				t.Errorf("%s has %q:\n%s", name, part, got)
			}
		}
	}
}

// A function by itself has its comment, and nothing of what it refers to.
func TestAlone(t *testing.T) {
	for want, function := range map[string]any{
		"// scaled needs a constant.\nfunc scaled(x float64) float64 { return half * x }": scaled,
		"func outer(x float64) float64 { return scaled(x) + 1 }":                          outer,
	} {
		if got, err := source.Alone(function); err != nil || got != want {
			t.Errorf("%q, %v, want %q", got, err, want)
		}
	}
	if _, err := source.Alone(3); err == nil || !strings.Contains(err.Error(), "want a function") {
		t.Errorf("a number: %v", err)
	}
}

// Declarations are found by name in the package of a function, whatever their file:
// functions, methods and constants, with their comments.
func TestNamed(t *testing.T) {
	got, err := source.Named(outer, "scaled", "power.step", "half")
	want := []string{
		"// scaled needs a constant.\nfunc scaled(x float64) float64 { return half * x }",
		"func (p power) step(x float64) float64 { return x }",
		"const half = .5",
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
	if got, err := source.Named(source.Alone, "pkg.alone"); err != nil || !strings.HasPrefix(got[0], "// alone is a piece") {
		t.Errorf("a method of another package: %q, %v", got, err)
	}
	for _, name := range []string{"nothing", "power.nothing", "step", "nothing.step"} {
		if _, err := source.Named(outer, "scaled", name); err == nil || !strings.Contains(err.Error(), "declares no "+name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := source.Named(3, "scaled"); err == nil || !strings.Contains(err.Error(), "want a function") {
		t.Errorf("of a number: %v", err)
	}
}

// The source of a method is its whole type. The compiler writes the methods that a
// pointer has from its value: they have no source.
func TestOfMethod(t *testing.T) {
	for _, test := range []struct {
		value any
		has   []string
	}{
		{power{3}, []string{"exponent int", "y *=", "step(x float64)"}},
		{&pointed{}, []string{"pointed struct", "half + x", "half = .5"}},
	} {
		got, err := source.OfMethod(test.value, "Of")
		for _, part := range test.has {
			if err != nil || !strings.Contains(got, part) {
				t.Errorf("%T lacks %q: %s, error %v", test.value, part, got, err)
			}
		}
	}
	if got, err := source.OfMethod(&power{3}, "Of"); err == nil && !strings.Contains(got, "y *=") {
		t.Errorf("%s, without an error", got)
	}
	if _, err := source.OfMethod(power{}, "From"); err == nil || !strings.Contains(err.Error(), "no method From") {
		t.Errorf("error %v", err)
	}
}

// Layout and comments are no part of a source, every token is.
func TestLayoutDoesNotMatter(t *testing.T) {
	a := func(x float64) float64 { return 2*x + half }
	b := func(x float64) float64 {
		// twice, and a half
		return 2*x + half
	}
	c := func(x float64) float64 { return 2*x - half }
	if text(t, a) != text(t, b) {
		t.Errorf("%s\n%s", text(t, a), text(t, b))
	}
	if text(t, a) == text(t, c) {
		t.Errorf("a changed sign is not seen: %s", text(t, a))
	}
}

// What has no source says so.
func TestNoSource(t *testing.T) {
	var none func()
	for want, function := range map[string]any{
		"want a function":         3,
		"func(): want a function": none,
		"source: ":                power{2}.Of, // a wrapper that the compiler wrote
	} {
		if _, err := source.Of(function); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	if s, err := source.Of(strings.TrimSpace); err != nil || !strings.Contains(s, "func TrimSpace") {
		t.Errorf("a function of the standard library: %v", err)
	}
}
