// Package project finds the project's folder, and reads and writes files safely.
package project

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// mostModule bounds the bytes of a go.mod.
const mostModule = 1 << 20

// Root returns the absolute path of the project's folder: the first folder, from the
// working folder upwards, whose go.mod has "module nodulelab" as its first line. It is the
// same path whatever links lead to the working folder. It is an error if there is none.
func Root() (string, error) {
	start, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("project: %w", err)
	}
	for dir := start; ; dir = filepath.Dir(dir) {
		if isRoot(dir) {
			return filepath.EvalSymlinks(dir)
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("project: %s is not inside the project: run from a folder of it", start)
		}
	}
}

// isRoot tells whether a folder is the project's.
func isRoot(dir string) bool {
	text, err := ReadFile(filepath.Join(dir, "go.mod"), mostModule)
	first, _, _ := strings.Cut(string(text), "\n")
	return err == nil && strings.TrimRight(first, "\r") == "module nodulelab"
}
