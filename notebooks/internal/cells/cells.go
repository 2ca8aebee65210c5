// Package cells holds the Python code on notebooks that two programs share: the server
// of JupyterLab and the driver that executes notebooks.
package cells

import _ "embed"

// Python defines how a notebook's metadata is written (describe) and how errors of
// cells are shown (readable_error, readable_trace, readable_outputs, program_of). It
// goes before the program that uses it.
//
//go:embed cells.py
var Python string
