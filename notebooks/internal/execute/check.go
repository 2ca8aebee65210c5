package execute

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"nodulelab/notebooks/internal/console"
)

// notebook is what is read of a Jupyter notebook, format 4.
type notebook struct {
	Format int    `json:"nbformat"`
	Cells  []cell `json:"cells"`
}

type cell struct {
	Kind    string   `json:"cell_type"`
	Source  text     `json:"source"`
	Count   *int     `json:"execution_count"`
	Outputs []output `json:"outputs"`
}

type output struct {
	Kind  string `json:"output_type"`
	Name  string `json:"name"`
	Text  text   `json:"text"`
	Error string `json:"ename"`
	Value string `json:"evalue"`
	Trace []text `json:"traceback"`
}

// text is a string that Jupyter may also write as a list of lines.
type text string

func (t *text) UnmarshalJSON(data []byte) error {
	var lines []string
	if err := json.Unmarshal(data, &lines); err == nil {
		*t = text(strings.Join(lines, ""))
		return nil
	}
	return json.Unmarshal(data, (*string)(t))
}

// CheckFile checks an executed notebook, as [Check] does.
func CheckFile(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("execute: %w", err)
	}
	return Check(filepath.Base(path), data)
}

// Check returns an error unless every code cell of a notebook was executed, in
// order, and none failed. A failed shell command and an unknown special command
// count as failures, although Jupyter lets them pass.
func Check(name string, data []byte) error {
	var n notebook
	if err := json.Unmarshal(data, &n); err != nil {
		return fmt.Errorf("execute: %s is not a notebook: %w", name, err)
	}
	if n.Format != 4 {
		return fmt.Errorf("execute: %s has notebook format %d: want 4", name, n.Format)
	}
	count := 0
	for i, c := range n.Cells {
		if c.Kind != "code" || strings.TrimSpace(string(c.Source)) == "" {
			continue
		}
		count++
		if err := c.check(count); err != nil {
			return fmt.Errorf("%s, cell %d, %q: %w", name, i+1, firstLine(string(c.Source)), err)
		}
	}
	return nil
}

// check judges one code cell, which should be the count-th to be executed.
func (c cell) check(count int) error {
	for _, o := range c.Outputs {
		if err := o.check(); err != nil {
			return err
		}
	}
	if c.Count == nil {
		return fmt.Errorf("was not executed")
	}
	if *c.Count != count {
		return fmt.Errorf("was executed as number %d: want %d; run the notebook from its first cell", *c.Count, count)
	}
	return nil
}

// commandFailed matches what the kernel writes to stderr when a command of a cell fails.
var commandFailed = regexp.MustCompile(`(?m)exit status [1-9]\d*|^signal: |unknown or not implemented yet`)

func (o output) check() error {
	switch {
	case o.Kind == "error":
		return fmt.Errorf("%s", o.message())
	case o.Kind == "stream" && o.Name == "stderr" && commandFailed.MatchString(string(o.Text)):
		return fmt.Errorf("a command failed:\n%s", console.LastLines(string(o.Text), 12))
	}
	return nil
}

// colour matches the terminal's colour codes.
var colour = regexp.MustCompile("\x1b\\[[0-9;]*m")

// message is the longest account of an error that the kernel gave.
func (o output) message() string {
	message := strings.TrimSpace(o.Error + ": " + o.Value)
	var trace strings.Builder
	for _, line := range o.Trace {
		trace.WriteString(string(line) + "\n")
	}
	if len(strings.TrimSpace(trace.String())) > len(message) {
		message = trace.String()
	}
	return console.LastLines(colour.ReplaceAllString(message, ""), 20)
}

func firstLine(s string) string {
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" && line != "%%" {
			return line
		}
	}
	return ""
}
