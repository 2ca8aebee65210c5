// Package setup makes what the notebooks need to run: a Python environment with
// Jupyter from hash-pinned packages, the Go kernel and the trainer, all in the
// project's folder .venv. Nothing outside the project is touched, and once it is
// done no step needs the network.
package setup
