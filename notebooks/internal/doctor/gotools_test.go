package doctor

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"nodulelab/lib/device"
)

func TestGoVersion(t *testing.T) {
	for says, want := range map[string]string{
		"echo go1.25.3":                   "install Go 1.26",
		"echo go1.26rc1":                  "install Go 1.26",
		"echo go1.27rc1":                  "",
		"echo go1.30.1 X:simd":            "",
		"echo devel go1.28-0123abc":       "",
		"echo no toolchain >&2; exit 1":   "install Go 1.26",
		"echo half an answer; exit 2":     "install Go 1.26",
		"echo 'go1.26.99'; echo warn >&2": "",
	} {
		t.Run(says, func(t *testing.T) {
			m := machine(t)
			write(t, filepath.Join(m.Root, "go.mod"), "module nodulelab\n\ngo 1.26.5\n")
			program(t, "go", says)
			f := m.goVersion(context.Background())
			expect(t, f, "", want)
			if strings.Contains(f.Is, "not found") {
				t.Errorf("it is there: %s", f.Is)
			}
		})
	}
}

// What go says of its toolchain is shown.
func TestToolchain(t *testing.T) {
	const says = "go: go.mod requires go >= 1.26.5 (running go 1.25.0; GOTOOLCHAIN=local)"
	program(t, "go", "echo first >&2; echo '"+says+"' >&2; exit 1")
	expect(t, machine(t).goVersion(context.Background()), "does not run: exit status 1: "+says, "install Go 1.26 or later")
}

func TestCompiler(t *testing.T) {
	goSays := func(cgo, cc string) string {
		return `case "$2" in CGO_ENABLED) echo ` + cgo + `;; CC) echo ` + cc + `;; esac`
	}
	for name, test := range map[string]struct{ goSays, is, remedy string }{
		"there":     {goSays("1", "go -m64"), "/go", ""}, // the one program in PATH
		"no gcc":    {goSays("0", "gcc"), "no C compiler (gcc)", "install one (Debian, Ubuntu: apt-get install gcc libc6-dev); only XLA needs it"},
		"cgo off":   {goSays("0", "go"), "cgo is off", "set CGO_ENABLED=1; only XLA needs it"},
		"go broken": {"exit 1", "unknown, since go does not run", ""},
	} {
		t.Run(name, func(t *testing.T) {
			program(t, "go", test.goSays)
			for backend, needed := range map[string]bool{device.Native: false, "xla": name != "go broken"} {
				f := machine(t).compiler(context.Background(), device.Choice{Backend: backend})
				expect(t, f, test.is, test.remedy)
				if f.Needed != needed {
					t.Errorf("%s: needed %t", backend, f.Needed)
				}
			}
		})
	}
}
