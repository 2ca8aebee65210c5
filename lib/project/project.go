// Package project finds the project's folder and writes its files safely.
package project

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Root returns the absolute path of the project's folder: the first folder, from the
// working folder upwards, whose go.mod begins with "module nodulelab". It is an error if
// there is none.
func Root() (string, error) {
	start, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("project: %w", err)
	}
	for dir := start; ; dir = filepath.Dir(dir) {
		text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && strings.HasPrefix(string(text), "module nodulelab\n") {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("project: %s is not inside the project: run from a folder of it", start)
		}
	}
}
