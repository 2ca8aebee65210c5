package cells_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"nodulelab/lib/project"
	"nodulelab/notebooks/internal/cells"
	"nodulelab/notebooks/internal/setup"
	"nodulelab/notebooks/internal/testenv"
)

// rewritten hands outputs of a cell to readable_outputs.
func rewritten(t *testing.T, outputs []map[string]any) []map[string]any {
	t.Helper()
	e := testenv.Environment(t, setup.Report)
	input, err := json.Marshal(outputs)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(e.Python(), "-I", "-X", "utf8", "-c", cells.Python+`
import json, sys
outputs = json.load(sys.stdin)
cell = "%%\n\tx := 1 +\nprintln(x)\n}"
readable_outputs(outputs, cell, {5: cell, 6: "func f() {\n\tx = y[3]\n}", 7: "a = b", 8: "a = b"}, ["package main", "", "x = y[3]", "a = b"])
json.dump(outputs, sys.stdout)`)
	var said bytes.Buffer
	cmd.Stdin, cmd.Stderr = bytes.NewReader(input), &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, &said)
	}
	var after []map[string]any
	if err := json.Unmarshal(out, &after); err != nil || len(after) != len(outputs) {
		t.Fatalf("%v: %s", err, out)
	}
	return after
}

func failure(value string, trace ...any) map[string]any {
	return map[string]any{"output_type": "error", "ename": "ERROR", "evalue": value, "traceback": trace}
}

func stderr(text string) map[string]any {
	return map[string]any{"output_type": "stream", "name": "stderr", "text": text}
}

// What the kernel gave for real cells.
var (
	undefined = failure("# gonb_ef902e81\n./main.go:14:1: declared and not used: x\n./main.go:14:6: undefined: thing\n\n", "# gonb_ef902e81",
		"Cell[2]: Line 2\n\nfunc main() {\n\tflag.Parse()\nx := thing()\n^\nvar y int\n\n\n\x1b[31mdeclared and not used: x\x1b[0m",
		"Cell[2]: Line 2\n\nfunc main() {\n\tflag.Parse()\nx := thing()\n     ^\nvar y int\n\n\n\x1b[31mundefined: thing\x1b[0m", "")
	arguments = failure("# gonb\n./main.go:9:8: too many arguments in call to f\n\thave (number)\n\twant ()\n", "# gonb_ef902e81",
		"Cell[1]: Line 3\n\nfunc g() {\n\tif true {\n\t\tf(\"µ\", 1)\n        ^\n\t}\n\n\n\x1b[31mtoo many arguments in call to f\x1b[0m", "\x1b[31m\thave (number)\x1b[0m", "\x1b[31m\twant ()\x1b[0m")
	unknown = failure("failed to run go get", "failed to run \"/usr/local/go/bin/go get\": exit status 1", "", "go: gonb_ef902e81 imports",
		"\trsc.io/quote: cannot find module providing package rsc.io/quote", "", "---------------", "Alternatively try '%goworkfix' that will do it automatically for you.")
	syntax = failure("/tmp/gonb_ef902e81/main.go:9:12: expected operand, found '}'", "func main() {\n\tflag.Parse()\nx := 1 +\n       ^\nprintln(x)\n\n\n\x1b[31mexpected operand, found '}'\x1b[0m")
	early  = failure("/tmp/gonb_ef902e81/main.go:8:3: expected '}', found 'EOF'", "for {\n\n\n}\n  ^\n\n\n\x1b[31mexpected '}', found 'EOF'\x1b[0m")
	status = failure("exit status 2", "exit status 2")
	panics = stderr("some words\npanic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x4a1]\n\n" +
		"goroutine 1 [running]:\nruntime.panicmem()\n\t/usr/local/go/src/runtime/panic.go:262 +0x1\n" +
		"nodulelab/lib/train.(*run).train(0x0, {0x1, 0x2})\n\t/home/me/lib/train/loop.go:33 +0x1d\n" +
		"main.third(...)\n\t \x1b[7m[[ Cell [1] Line 4 ]]\x1b[0m /tmp/gonb_ef902e81/main.go:8\n" +
		"main.main()\n\t \x1b[7m[[ Cell [5] Line 2 ]]\x1b[0m /tmp/gonb_ef902e81/main.go:14 +0x53\n\n" +
		"goroutine 7 [select]:\nmain.other()\n\t/tmp/gonb_ef902e81/main.go:99 +0x53\ncreated by main.main in goroutine 1\n\t/tmp/gonb_ef902e81/main.go:98 +0x1\nexit status 2\n")
)

func TestReadableOutputs(t *testing.T) {
	const red, plain = "\x1b[31m", "\x1b[0m"
	for name, test := range map[string]struct {
		output map[string]any
		field  string
		want   any
	}{
		"compiler": {undefined, "traceback", []any{
			red + "Cell[2] line 2: declared and not used: x" + plain + "\n    x := thing()\n    ^",
			red + "Cell[2] line 2: undefined: thing" + plain + "\n    x := thing()\n         ^"}},
		"its summary": {undefined, "evalue", "Cell[2] line 2: declared and not used: x\nCell[2] line 2: undefined: thing"},
		"tabs and letters of two bytes": {arguments, "traceback", []any{
			red + "Cell[1] line 3: too many arguments in call to f" + plain + "\n    \t\tf(\"µ\", 1)\n    \t\t     ^",
			red + "\thave (number)" + plain, red + "\twant ()" + plain}},
		"module":       {unknown, "evalue", "the package rsc.io/quote is in no module that the project uses"},
		"syntax":       {syntax, "evalue", "line 2: expected operand, found '}'"},
		"end":          {early, "traceback", []any{red + "the cell ends too early: expected '}', found 'EOF'" + plain}},
		"exit":         {status, "evalue", "exit status 2"},
		"no traceback": {map[string]any{"output_type": "error", "ename": "ERROR", "evalue": "odd"}, "evalue", "odd"},
		"panic": {panics, "text", "some words\npanic: runtime error: invalid memory address or nil pointer dereference\n\n" +
			"/home/me/lib/train/loop.go:33, in nodulelab/lib/train.(*run).train\nCell[1] line 4, in third\nCell[5] line 2\nexit status 2\n"},
		"places without a cell": {stderr("panic: no\n\ngoroutine 1 [running]:\nmain.f(...)\n\t/tmp/gonb_ef902e81/main.go:3\nmain.g(...)\n\t/tmp/gonb_ef902e81/main.go:4\nmain.main()\n\t/tmp/gonb_ef902e81/main.go:14 +0x53\n\t"),
			"text", "panic: no\n\nCell[6] line 2, in f\nthe line a = b, in g\nline 14 of the program\n"},
		"words":         {stderr("goroutine 1 [running]:\nno panic"), "text", "goroutine 1 [running]:\nno panic"},
		"half a panic":  {stderr("panic: on purpose\n"), "text", "panic: on purpose\n"},
		"another field": {map[string]any{"output_type": "stream", "name": "stdout", "text": panics["text"]}, "text", panics["text"]},
	} {
		t.Run(name, func(t *testing.T) {
			if got := rewritten(t, []map[string]any{test.output})[0][test.field]; !reflect.DeepEqual(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// Whatever a program writes, the rewriting comes to an end without an exception, and
// drops nothing before the trace.
func TestReadableOutputsOfAnything(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	piece := func(s string) string {
		from := random.IntN(len(s))
		return s[from : from+random.IntN(len(s)-from)]
	}
	whole := panics["text"].(string)
	var outputs []map[string]any
	for range 2000 {
		entry := undefined["traceback"].([]any)[1+random.IntN(2)].(string)
		outputs = append(outputs, stderr("before\n"+piece(whole)+piece(whole)), failure(piece(whole), piece(entry), piece(entry)+piece(whole)))
	}
	for i, after := range rewritten(t, outputs) {
		if text, ok := after["text"].(string); ok && !strings.HasPrefix(text, "before\n") {
			t.Errorf("%q became %q", outputs[i]["text"], text)
		}
	}
}

// The program of a trace is read while it is there.
func TestProgramOf(t *testing.T) {
	e := testenv.Environment(t, setup.Report)
	folder := filepath.Join(t.TempDir(), "gonb_0123abcd")
	if err := project.WriteText(filepath.Join(folder, "main.go"), "package main\n\nx"); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(e.Python(), "-I", "-c", cells.Python+`
import sys
print(program_of("\t" + sys.argv[1] + "/main.go:14 +0x5"), program_of("/tmp/gonb_00000000/main.go:1"), program_of("none"))`, folder).CombinedOutput()
	if got, want := strings.TrimSpace(string(out)), "['package main', '', 'x'] [] []"; err != nil || got != want {
		t.Errorf("%s, %v, want %s", got, err, want)
	}
}

// The metadata that is committed replaces the kernel's, and leaves the rest.
func TestDescribe(t *testing.T) {
	e := testenv.Environment(t, setup.Report)
	out, err := exec.Command(e.Python(), "-I", "-c", cells.Python+`
import json
metadata = {"nodulelab": {"scenarios": [1]}, "language_info": {"version": "go1.99"}}
describe(metadata)
print(json.dumps(metadata, sort_keys=True))`).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, want := range []string{`"nodulelab": {"scenarios": [1]}`, `"name": "` + setup.KernelName + `"`, `"pygments_lexer": "go"`} {
		if !strings.Contains(string(out), want) || strings.Contains(string(out), "1.99") {
			t.Errorf("%s lacks %s, or has a version", out, want)
		}
	}
}
