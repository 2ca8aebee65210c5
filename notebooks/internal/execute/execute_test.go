package execute_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nodulelab/notebooks/internal/execute"
	"nodulelab/notebooks/internal/setup"
	"nodulelab/notebooks/internal/testenv"
)

// runner is the real kernel.
func runner(t *testing.T) execute.Runner {
	t.Helper()
	e := testenv.Environment(t, setup.Report)
	if testing.Short() {
		t.Skip("starts kernels")
	}
	return execute.Runner{
		Python: e.Python(), Kernel: setup.KernelName, Folder: t.TempDir(),
		Environ: e.JupyterEnviron(nil),
	}
}

// job writes a notebook of code cells.
func job(t *testing.T, cells ...string) execute.Job {
	t.Helper()
	dir := t.TempDir()
	j := execute.Job{Source: filepath.Join(dir, "test.ipynb"), Target: filepath.Join(dir, "out", "test.ipynb")}
	testenv.WriteNotebook(t, j.Source, cells...)
	return j
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A notebook executed twice gives the same bytes, and uses the project's library.
func TestRun(t *testing.T) {
	r := runner(t)
	j := job(t, `import "fmt"

var greeting = "hello"`, `%%
fmt.Println(greeting)
fmt.Println("again")`, `import "nodulelab/lib/nodule"

%%
fmt.Println(nodule.D(150, 170))`, `import "github.com/janpfeifer/gonb/gonbui"

%%
gonbui.UpdateHTML("line", "half done")
gonbui.UpdateHTML("line", "")
gonbui.Sync()`) // without Sync, GoNB may drop the last message of a program that ends at once
	var told [][2]int
	r.Report = func(cell, cells int) { told = append(told, [2]int{cell, cells}) }
	if err := r.Run(context.Background(), j); err != nil {
		t.Fatal(err)
	}
	first := read(t, j.Target)
	for _, want := range []string{`"hello\n"`, `"again\n"`, `"150,170\n"`, `"name": "go"`} {
		if !strings.Contains(first, want) {
			t.Errorf("the executed notebook lacks %s:\n%s", want, first)
		}
	}
	if strings.Contains(first, "display_data") {
		t.Errorf("the executed notebook keeps a line that its cell has cleared:\n%s", first)
	}
	if len(told) != 4 || told[3] != [2]int{4, 4} {
		t.Errorf("told of %v", told)
	}
	if err := r.Run(context.Background(), j); err != nil {
		t.Fatal(err)
	}
	if second := read(t, j.Target); second != first {
		t.Errorf("executed again, the notebook has other bytes:\n%s\nbefore:\n%s", second, first)
	}
}

// Each failure is one clear error that names notebook and cell; the notebook is
// kept as far as it came.
func TestFailures(t *testing.T) {
	r := runner(t)
	for name, test := range map[string]struct {
		cells []string
		want  []string
	}{
		"compile error":  {[]string{"%%\nundefinedFunction()"}, []string{"test.ipynb, cell 1", "Cell[1] line 2: undefined: undefinedFunction", "    undefinedFunction()\n    ^"}},
		"panic":          {[]string{"%%\npanic(\"on purpose\")"}, []string{"test.ipynb, cell 1", "panic: on purpose\n\nCell[1] line 2\nexit status 2"}},
		"failing shell":  {[]string{"!false"}, []string{"test.ipynb, cell 1", "a command failed", "exit status 1"}},
		"unknown magic":  {[]string{"%nosuchthing"}, []string{"test.ipynb, cell 1", "unknown or not implemented"}},
		"a kernel dies":  {[]string{"var x = 1", "!kill -9 $(ps -o ppid= -p $$)", "var y = 2"}, []string{"test.ipynb, cell 2", "kernel died"}},
		"panic deep":     {[]string{"func third(s []int) int {\n\treturn s[2]\n}", "%%\nprintln(third(nil))"}, []string{"index out of range [2]", "\n\nCell[1] line 2, in third\nCell[2] line 2\n"}},
		"panic below":    {[]string{"%%\nstrings.Repeat(\"x\", -1)"}, []string{"negative Repeat count", "strings.go:", ", in strings.Repeat\nCell[1] line 2\n"}},
		"syntax error":   {[]string{"%%\nx := 1 +\nprintln(x)\n}"}, []string{"test.ipynb, cell 1", "line 4: "}},
		"half a cell":    {[]string{"%%\nfor {"}, []string{"the cell ends too early: expected '}'"}},
		"unknown module": {[]string{"import \"example.com/none/such\"\n\n%%\nsuch.F()"}, []string{"the package example.com/none/such is in no module that the project uses", "go run ./notebooks lab -modules"}},
		"mistyped":       {[]string{"import \"nodulelab/lib/shwo\"\n\n%%\nshwo.F()"}, []string{"there is no package nodulelab/lib/shwo"}},
		"a later cell":   {[]string{"var x = 1", "%%\nprintln(z)"}, []string{"test.ipynb, cell 2", "undefined: z"}},
		"a library call": {[]string{"import \"nodulelab/lib/show\"\n\n%%\nshow.Scenario(7)"}, []string{"paper: scenario 7: want 1, 2 or 3"}},
	} {
		t.Run(name, func(t *testing.T) {
			j := job(t, test.cells...)
			err := r.Run(context.Background(), j)
			if err == nil {
				t.Fatalf("it passed:\n%s", read(t, j.Target))
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q lacks %q", err, want)
				}
			}
			executed := read(t, j.Target)
			if !json.Valid([]byte(executed)) {
				t.Error("the notebook was not kept")
			}
			for _, inner := range []string{"main.go", "flag.Parse", "goroutine ", "goworkfix"} {
				if strings.Contains(executed, inner) {
					t.Errorf("the notebook shows %s:\n%s", inner, executed)
				}
			}
		})
	}
}

// When the context ends, the cell and its kernel end, and soon.
func TestStop(t *testing.T) {
	r := runner(t)
	j := job(t, "import \"time\"\n\n%%\ntime.Sleep(97531 * time.Millisecond)", "var never = 1")
	ctx, cancel := context.WithTimeout(context.Background(), 8*time.Second)
	defer cancel()
	start := time.Now()
	err := r.Run(ctx, j)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v, want that of the context", err)
	}
	if took := time.Since(start); took > 40*time.Second {
		t.Errorf("it took %s to stop", took)
	}
	for range 50 {
		if out, _ := exec.Command("pgrep", "-f", r.Folder).Output(); len(out) == 0 {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Error("processes are left")
}

func TestWithoutPython(t *testing.T) {
	r := execute.Runner{Python: filepath.Join(t.TempDir(), "python"), Environ: os.Environ()}
	if err := r.Run(context.Background(), job(t, "x")); err == nil || !strings.Contains(err.Error(), "python") {
		t.Errorf("error %v", err)
	}
}

func TestUnknownKernel(t *testing.T) {
	r := runner(t)
	r.Kernel = "nosuchkernel"
	if err := r.Run(context.Background(), job(t, "x")); err == nil || !strings.Contains(err.Error(), "nosuchkernel") {
		t.Errorf("error %v", err)
	}
}
