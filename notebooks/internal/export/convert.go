package export

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"nodulelab/notebooks/internal/console"
)

// converted is what the Python script writes.
type converted struct {
	Pages []struct {
		Title    string    `json:"title"`
		Summary  string    `json:"summary"` // the first paragraph, without marks
		Body     string    `json:"body"`
		Sections []section `json:"sections"`
		Font     string    `json:"font"` // what its formulas need of one, WOFF in base64
	} `json:"pages"`
	Highlight map[string]string `json:"highlight"` // style sheets by mode, light and dark
}

// section is a heading of a page.
type section struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Sections []section `json:"sections"` // within it
}

// convert renders the notebooks' cells with nbconvert.
func convert(ctx context.Context, o Options) (converted, error) {
	templates, err := os.MkdirTemp("", "nodulelab-template-")
	if err != nil {
		return converted{}, fmt.Errorf("export: %w", err)
	}
	defer os.RemoveAll(templates)
	own, err := fs.Sub(files, "template/nodulelab")
	if err != nil {
		return converted{}, err
	}
	if err := os.CopyFS(filepath.Join(templates, "nodulelab"), own); err != nil {
		return converted{}, fmt.Errorf("export: %w", err)
	}
	out, err := python(ctx, o, templates)
	if err != nil {
		return converted{}, err
	}
	var c converted
	if err := json.Unmarshal(out, &c); err != nil {
		return converted{}, fmt.Errorf("export: what nbconvert wrote: %w", err)
	}
	return c, nil
}

// python runs the script and returns what it wrote.
func python(ctx context.Context, o Options, templates string) ([]byte, error) {
	paths := make([]string, len(o.Pages))
	for i, p := range o.Pages {
		paths[i] = p.Path
	}
	input, err := json.Marshal(map[string]any{"templates": templates, "notebooks": paths})
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	program, err := files.ReadFile("convert.py")
	if err != nil {
		return nil, err
	}
	var out, said bytes.Buffer
	cmd := exec.CommandContext(ctx, o.Python, "-I", "-X", "utf8", "-c", string(program))
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(input), &out, &said
	cmd.Env = o.Environ
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	err = cmd.Run()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("export: nbconvert: %w:\n%s", err, console.LastLines(said.String(), 8))
	}
	return out.Bytes(), nil
}
