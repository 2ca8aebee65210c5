package jupyter_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nodulelab/notebooks/internal/setup"
	"nodulelab/notebooks/internal/testenv"
)

// request is what a front end asks of the kernel, with the cursor at the character |.
type request struct {
	Do   string `json:"do"`
	Code string `json:"code"`
}

// reply is the kernel's answer.
type reply struct {
	Status  string            `json:"status"`
	Matches []string          `json:"matches"` // of a completion
	Found   bool              `json:"found"`   // of an inspection
	Data    map[string]string `json:"data"`    // by MIME type
}

// labKernel is the environment in which Jupyter finds JupyterLab's kernel, which asks a
// module proxy unless it is empty.
func labKernel(t *testing.T, e setup.Environment, proxy string) []string {
	t.Helper()
	path, err := e.LabKernel(proxy)
	if err != nil {
		t.Fatal(err)
	}
	return e.JupyterEnviron(map[string]string{"JUPYTER_PATH": path})
}

// askKernel asks the real kernel.
func askKernel(t *testing.T, requests ...request) []reply {
	t.Helper()
	e := testenv.Environment(t, setup.Lab)
	if testing.Short() {
		t.Skip("starts a kernel")
	}
	input, err := json.Marshal(requests)
	if err != nil {
		t.Fatal(err)
	}
	script, err := filepath.Abs(filepath.Join("testdata", "ask.py"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(e.Python(), "-I", "-X", "utf8", script)
	var said bytes.Buffer
	cmd.Dir, cmd.Env, cmd.Stdin, cmd.Stderr = t.TempDir(), labKernel(t, e, ""), bytes.NewReader(input), &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, &said)
	}
	var replies []reply
	if err := json.Unmarshal(out, &replies); err != nil || len(replies) != len(requests) {
		t.Fatalf("%v: %s", err, out)
	}
	return replies
}

// The kernel offers the names of the project's library and shows their documentation,
// without an earlier cell that imports them.
func TestKernelCompletesAndDocuments(t *testing.T) {
	replies := askKernel(t,
		request{"complete", "import \"nodulelab/lib/exhibit\"\n\n%%\nexhibit.PCA|"},
		request{"complete", "%%\nshow.Figure(exhibit.Saliency|"},
		request{"inspect", "%%\nshow.Figure(exhibit.PCAFi|gure(look))"},
		request{"complete", "%%\nexhibit.NoSuchName|"},
	)
	for i, want := range []string{"PCAFigure", "SaliencyFigure"} {
		if r := replies[i]; r.Status != "ok" || !slices.Contains(r.Matches, want) {
			t.Errorf("want %s: %+v", want, r)
		}
	}
	if r := replies[2]; !r.Found || !strings.Contains(r.Data["text/markdown"], "func exhibit.PCAFigure(l lab.Look)") || !strings.Contains(r.Data["text/markdown"], "PCAFigure draws a panel of Fig. 2") || strings.Contains(r.Data["text/markdown"], "://") {
		t.Errorf("documentation of PCAFigure: %+v", r)
	}
	if r := replies[3]; len(r.Matches) != 0 {
		t.Errorf("a name that is not there: %+v", r)
	}
}
