package simd128_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"nodulelab/lib/native/simd128"

	// Imported so that go test repeats this test where they have changed.
	_ "nodulelab/lib/explain"
	_ "nodulelab/lib/lenet"
	_ "nodulelab/lib/live"
	_ "nodulelab/lib/loss"
	_ "nodulelab/lib/metrics"
	_ "nodulelab/lib/native"
	_ "nodulelab/lib/nodule"
	_ "nodulelab/lib/train"
)

// What a page computes is computed in JavaScript's WebAssembly as elsewhere: the tests
// of these packages pass in Node, with the kernels and, where they are missing, without.
func TestInNode(t *testing.T) {
	if testing.Short() {
		t.Skip("builds test programs for JavaScript")
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("needs Node on the path: ", err)
	}
	side := filepath.Join(t.TempDir(), "kernels.wasm")
	if err := os.WriteFile(side, simd128.Module(), 0o666); err != nil {
		t.Fatal(err)
	}
	inNode(t, side, "", "--- PASS: TestConvolveKernel/128-bit_SIMD", "native", "lenet", "loss", "nodule", "explain", "metrics", "train", "live")
	inNode(t, "none", "Notice|Convolve", "--- SKIP: TestBitsOfConvolve", "native")
}

// inNode runs the tests of packages that match a pattern, with the kernels of a file,
// and looks for a line in what they say.
func inNode(t *testing.T, kernels, pattern, line string, packages ...string) {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	support := filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js")
	script, err := filepath.Abs("testdata/exec.js")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(script); err != nil {
		t.Fatal(err)
	}
	// Go's own script gives Node as large a stack.
	run := fmt.Sprintf("node --stack-size=8192 '%s' '%s' '%s'", script, support, kernels)
	arguments := []string{"test", "-short", "-v", "-run", pattern, "-exec", run}
	for _, p := range packages {
		arguments = append(arguments, "nodulelab/lib/"+p)
	}
	cmd := exec.Command("go", arguments...)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOEXPERIMENT=")
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), line) {
		t.Fatalf("%s: %v, want %q in\n%s", cmd, err, line, out)
	}
}
