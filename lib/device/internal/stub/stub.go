// Package stub makes, for tests, PJRT plugins that hold a version and little else,
// and drivers that count devices.
package stub

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"nodulelab/lib/device/internal/driver"
)

// Table describes a plugin's function table.
type Table struct {
	Major, Minor int
	Size         int  // in bytes; up to 2048
	Empty        bool // all functions are missing; otherwise each fails with a message
}

// Message is what each function of a stub fails with.
const Message = "the stub computes nothing"

// Build compiles a plugin with the C compiler at hand and returns its path. The
// test is skipped without one.
func Build(t testing.TB, table Table) string {
	t.Helper()
	function := "fail"
	if table.Empty {
		function = "0"
	}
	return Compile(t, fmt.Sprintf(source, table.Size, table.Major, table.Minor, function))
}

// Compile makes a shared library from C and returns its path, which bears the
// name of a CPU plugin.
func Compile(t testing.TB, text string) string {
	t.Helper()
	compiler, err := exec.LookPath("cc")
	if err != nil {
		t.Skip("no C compiler (cc) to make a plugin with")
	}
	dir := t.TempDir()
	code, path := filepath.Join(dir, "stub.c"), filepath.Join(dir, "pjrt_c_api_cpu_plugin.so")
	if err := os.WriteFile(code, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(compiler, "-shared", "-fPIC", "-o", path, code).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return path
}

// source is a table in PJRT's layout: size, extension, version (size, extension,
// major, minor), functions, of which the first three destroy and read errors.
const source = `#include <stddef.h>
static struct {
	size_t size; void *extension;
	size_t version_size; void *version_extension; int major, minor;
	void *functions[256];
} table = {%d, 0, 24, 0, %d, %d};

struct args { size_t size; void *extension, *error; const char *message; size_t length; };
static void *fail(void *args) { static int error; return &error; }
static void destroy(void *args) {}
static const char text[] = "` + Message + `";
static void message(struct args *a) { a->message = text; a->length = sizeof text - 1; }
static void *code(void *args) { *(int *)&((struct args *)args)->message = 12; return 0; }

void *GetPjrtApi(void) {
	void *(*function)(void *) = %s;
	if (function) {
		for (int i = 0; i < 256; i++) table.functions[i] = function;
		table.functions[0] = destroy, table.functions[1] = message, table.functions[2] = code;
	}
	return &table;
}
`

// Driver describes a stand-in for NVIDIA's driver.
type Driver struct {
	Init    int // the error of its initialisation
	Devices int
	Version int // of CUDA: 13000 is 13.0
}

// UseDriver makes a driver the one that is asked, until the test ends.
func UseDriver(t testing.TB, d Driver) {
	t.Helper()
	UseLibrary(t, Compile(t, fmt.Sprintf(driverSource, d.Init, d.Devices, d.Version)))
}

// UseLibrary makes the library at a path the driver's, until the test ends. What
// the environment hides is seen.
func UseLibrary(t testing.TB, path string) {
	t.Helper()
	t.Setenv(driver.VisibleVariable, "0")
	before := driver.Library
	t.Cleanup(func() { driver.Library = before })
	driver.Library = path
}

// DriverMessage is how a driver of tests words an error.
const DriverMessage = "the stub drives nothing"

const driverSource = `
int cuInit(unsigned flags) { return %d; }
int cuDeviceGetCount(int *count) { *count = %d; return 0; }
int cuDriverGetVersion(int *version) { *version = %d; return 0; }
int cuGetErrorString(int code, const char **text) { *text = "` + DriverMessage + `"; return 0; }
`
