package plugin

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"nodulelab/lib/device/internal/stub"
)

// refused fails the test unless a file is refused with all of the words.
func refused(t *testing.T, path string, words ...string) {
	t.Helper()
	_, err := Check(path)
	if err == nil {
		t.Fatalf("%s is accepted", path)
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("error %q lacks %q", err, w)
		}
	}
}

// needsLook skips a test that has to load a library.
func needsLook(t *testing.T) {
	t.Helper()
	if _, err := look("none"); errors.Is(err, ErrCannotLook) {
		t.Skip(err)
	}
}

// header is the start of an ELF file for a machine, of a type, with nothing in it.
func header(machine, kind byte) []byte {
	h := make([]byte, 64)
	copy(h, "\x7fELF\x02\x01\x01")
	h[16], h[18], h[20], h[52], h[54], h[58] = kind, machine, 1, 64, 56, 64
	return h
}

func TestFakeFiles(t *testing.T) {
	native, other := byte(62), byte(183) // x86-64, AArch64
	if runtime.GOARCH == "arm64" {
		native, other = other, native
	}
	for name, test := range map[string]struct {
		content []byte
		want    string
	}{
		"empty":     {nil, "it is empty"},
		"text":      {[]byte("<html>not found</html>"), `it is not a shared library: it begins with "<htm"`},
		"short":     {[]byte("\x7fEL"), "it is not a shared library"},
		"magic":     {[]byte("\x7fELF\x02\x01\x01"), "it is cut off or damaged"},
		"zeros":     {bytes.Repeat([]byte{0}, 1<<16), "it is not a shared library"},
		"processor": {header(other, 3), "it is made for another processor"},
		"program":   {header(native, 2), "it is not a shared library: its type is ET_EXEC"},
		"hollow":    {header(native, 3), "there is nothing to load in it"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "plugin.so")
			if err := os.WriteFile(path, test.content, 0o644); err != nil {
				t.Fatal(err)
			}
			refused(t, path, test.want)
		})
	}
	refused(t, t.TempDir(), "is a folder: want a regular file")
	refused(t, pipe(t), "is a named pipe: want a regular file")
	refused(t, filepath.Join(t.TempDir(), "none.so"), "no such file")
}

// pipe makes a named pipe, whose opening blocks until someone writes.
func pipe(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pipe.so")
	if err := syscall.Mkfifo(path, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWithoutEntryPoint(t *testing.T) {
	refused(t, stub.Compile(t, "int other(void) { return 0; }"), "no PJRT plugin: it does not export GetPjrtApi")
	refused(t, stub.Compile(t, "void *GetPjrtApi(void); void *other(void) { return GetPjrtApi(); }"), "does not export GetPjrtApi")
}

// A library that is cut anywhere is refused, and never loaded.
func TestCutOff(t *testing.T) {
	whole, err := os.ReadFile(stub.Build(t, stub.Table{Minor: headerMinor, Size: headerSize}))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "cut.so")
	for n := 1; n < len(whole); n += 97 {
		if err := os.WriteFile(path, whole[:n], 0o644); err != nil {
			t.Fatal(err)
		}
		if err := checkFile(path); err == nil {
			t.Fatalf("%d of %d bytes are accepted", n, len(whole))
		}
	}
}

func TestLibraryThatCannotBeLoaded(t *testing.T) {
	needsLook(t)
	refused(t, stub.Compile(t, "extern int absent; int *p = &absent; void *GetPjrtApi(void) { return p; }"), "it cannot be loaded: ", "absent")
	refused(t, stub.Compile(t, "void *GetPjrtApi(void) { return 0; }"), "GetPjrtApi returns nothing")
	refused(t, stub.Build(t, stub.Table{Minor: headerMinor, Size: headerSize, Empty: true}), "no working PJRT plugin")
}

func TestVersions(t *testing.T) {
	needsLook(t)
	for _, test := range []struct {
		table stub.Table
		want  string // empty: accepted
	}{
		{stub.Table{Minor: headerMinor, Size: headerSize}, ""},
		{stub.Table{Minor: 116, Size: 1144}, ""},
		{stub.Table{Minor: 90, Size: 1064}, "its PJRT API is 0.90 (a table of 1064 bytes), too old: this program speaks 0.104 (a table of 1120 bytes) or newer; use the plugin of lammps-jax-pjrt-cpu 0.11.2"},
		{stub.Table{Minor: 104, Size: 1112}, "(a table of 1112 bytes), too old"},
		{stub.Table{Minor: 103, Size: 1120}, "is 0.103 "},
		{stub.Table{Minor: 1, Size: 16}, "is 0.0 (a table of 16 bytes), too old"}, // too short for a version
		{stub.Table{Major: 1, Minor: 2, Size: 2048}, "its PJRT API is 1.2, of another major version"},
	} {
		path := stub.Build(t, test.table)
		if test.want != "" {
			refused(t, path, test.want)
			continue
		}
		v, err := Check(path)
		if err != nil || v != (Version{test.table.Major, test.table.Minor, test.table.Size}) {
			t.Errorf("%+v: %+v, %v", test.table, v, err)
		}
	}
}

func TestWheel(t *testing.T) {
	for path, want := range map[string]string{
		"/p/jax_plugins/xla_cuda12/xla_cuda_plugin.so": "of jax-cuda12-pjrt 0.10.1 or later",
		"/p/jax_plugins/xla_cuda13/xla_cuda_plugin.so": "of jax-cuda13-pjrt 0.10.0 or later",
		"/p/pjrt_c_api_cuda_plugin.so":                 "of jax-cuda13-pjrt 0.10.0 or later (of jax-cuda12-pjrt",
		"/p/pjrt_c_api_cpu_plugin.so":                  "of lammps-jax-pjrt-cpu",
	} {
		if got := Wheel(path); !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

// The numbers stand in the header in go-xla's own source.
func TestHeader(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/gomlx/go-xla").Output()
	if err != nil {
		t.Skip("the source of go-xla is not at hand: ", err)
	}
	text, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "pjrt", "pjrt_c_api.h"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"#define PJRT_API_MAJOR 0\n", "#define PJRT_API_MINOR 104\n"} {
		if !bytes.Contains(text, []byte(want)) {
			t.Errorf("the header lacks %q", want)
		}
	}
	functions := regexp.MustCompile(`(?m)^  _PJRT_API_STRUCT_FIELD\(`).FindAll(text, -1)
	if size := 40 + 8*len(functions); size != headerSize {
		t.Errorf("the header's table has %d bytes, want %d", size, headerSize)
	}
}

// A plugin that is named in NODULELAB_TEST_PLUGIN is accepted whole and refused
// when it is cut off.
func TestRealPlugin(t *testing.T) {
	needsLook(t)
	path := os.Getenv("NODULELAB_TEST_PLUGIN")
	if path == "" {
		t.Skip("no plugin is named in NODULELAB_TEST_PLUGIN")
	}
	v, err := Check(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s: API %s, table of %d bytes", path, v, v.Size)
	head := make([]byte, 1<<20)
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	n, _ := file.Read(head)
	cut := filepath.Join(t.TempDir(), "cut.so")
	if err := os.WriteFile(cut, head[:n], 0o644); err != nil {
		t.Fatal(err)
	}
	refused(t, cut, "cut off")
}
