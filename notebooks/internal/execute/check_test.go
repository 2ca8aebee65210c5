package execute

import (
	"strings"
	"testing"
)

// notebook4 wraps cells into a notebook.
func notebook4(cells string) []byte {
	return []byte(`{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [` + cells + `]}`)
}

const (
	prose = `{"cell_type": "markdown", "source": "# Title"}`
	good  = `{"cell_type": "code", "source": ["%%\n", "show.Text(x)"], "execution_count": 1, "outputs": [{"output_type": "display_data", "data": {"text/html": "x"}}]}`
)

func TestCheck(t *testing.T) {
	for name, test := range map[string]struct{ cells, want string }{
		"executed":    {prose + "," + good, ""},
		"empty cells": {good + `,{"cell_type": "code", "source": "  \n", "execution_count": null, "outputs": []}`, ""},
		"harmless stderr": {`{"cell_type": "code", "source": "x", "execution_count": 1, "outputs": [
			{"output_type": "stream", "name": "stderr", "text": "exit status 0, a word of warning"}]}`, ""},
		"stdout may say what it likes": {`{"cell_type": "code", "source": "x", "execution_count": 1, "outputs": [
			{"output_type": "stream", "name": "stdout", "text": "exit status 1"}]}`, ""},
		"not executed": {prose + `,{"cell_type": "code", "source": "%%\nf()", "execution_count": null, "outputs": []}`,
			`a.ipynb, cell 2, "f()": was not executed`},
		"out of order": {good + `,{"cell_type": "code", "source": "g()", "execution_count": 5, "outputs": []}`,
			`cell 2, "g()": was executed as number 5: want 2`},
		"an error": {`{"cell_type": "code", "source": "x", "execution_count": 1, "outputs": [
			{"output_type": "error", "ename": "ERROR", "evalue": "short", "traceback": ["\u001b[31mundefined: show.Txt\u001b[0m", "at line 1"]}]}`,
			"undefined: show.Txt\nat line 1"},
		"a failed command": {`{"cell_type": "code", "source": "!false", "execution_count": 1, "outputs": [
			{"output_type": "stream", "name": "stderr", "text": ["some words\n", "exit status 1\n"]}]}`,
			"a command failed:\nsome words\nexit status 1"},
		"a killed command": {`{"cell_type": "code", "source": "!x", "execution_count": 1, "outputs": [
			{"output_type": "stream", "name": "stderr", "text": "signal: killed"}]}`, "a command failed"},
		"an unknown command": {`{"cell_type": "code", "source": "%foo", "execution_count": 1, "outputs": [
			{"output_type": "stream", "name": "stderr", "text": "\"%foo\" unknown or not implemented yet"}]}`, "a command failed"},
	} {
		t.Run(name, func(t *testing.T) {
			err := Check("a.ipynb", notebook4(test.cells))
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("error %v, want %q", err, test.want)
			}
		})
	}
}

func TestCheckRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                "is not a notebook",
		"[1, 2]":          "is not a notebook",
		`{"nbformat": 3}`: "has notebook format 3: want 4",
	} {
		if err := Check("a.ipynb", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
	if err := CheckFile(t.TempDir() + "/none.ipynb"); err == nil {
		t.Error("a file that is not there passed")
	}
}

// Whatever the bytes, Check returns.
func FuzzCheck(f *testing.F) {
	f.Add(notebook4(prose + "," + good))
	f.Add([]byte(`{"nbformat": 4, "cells": [{"cell_type": "code", "source": [1], "outputs": null}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := Check("fuzz", data); err == nil && !strings.Contains(string(data), "nbformat") && !strings.Contains(strings.ToLower(string(data)), "nbformat") && !strings.Contains(string(data), `\u`) {
			t.Errorf("%q passed", data)
		}
	})
}
