package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"nodulelab/lib/device"
	"nodulelab/lib/runs"
)

// resolvePaths makes the relative paths in environment variables absolute. They mean the
// folder in which this program was started; the programs that it starts work elsewhere.
func resolvePaths() error {
	for variable, resolve := range map[string]func(string) (string, error){
		runs.Variable:             filepath.Abs,
		"TMPDIR":                  filepath.Abs,
		"GOTMPDIR":                filepath.Abs,
		device.PluginPathVariable: absoluteList,
		device.RequestVariable:    absolutePlugin,
	} {
		value := os.Getenv(variable)
		if value == "" {
			continue
		}
		absolute, err := resolve(value)
		if err != nil {
			return fmt.Errorf("%s is %q: %w", variable, value, err)
		}
		if err := os.Setenv(variable, absolute); err != nil {
			return err
		}
	}
	return nil
}

// absoluteList makes the paths of a list absolute, as PATH is one.
func absoluteList(list string) (string, error) {
	paths := filepath.SplitList(list)
	for i, path := range paths {
		var err error
		if paths[i], err = filepath.Abs(path); err != nil {
			return "", err
		}
	}
	return strings.Join(paths, string(os.PathListSeparator)), nil
}

// absolutePlugin makes the path in a request for a backend absolute, if it has one:
// xla:../plugin.so is the plugin in that file, xla:cpu that of the name.
func absolutePlugin(request string) (string, error) {
	path, is := strings.CutPrefix(request, "xla:")
	if !is || !strings.ContainsRune(path, filepath.Separator) {
		return request, nil
	}
	path, err := filepath.Abs(path)
	return "xla:" + path, err
}
