package setup

import (
	"context"
	"fmt"
	"strings"

	"nodulelab/notebooks/internal/console"
)

// remedies are what a tool says when the machine lacks something, and what to do.
var remedies = []struct {
	lack   string
	says   []string
	remedy string
}{
	{"no space is left on the disk", []string{"No space left on device", "Errno 28", "disk quota exceeded"},
		"free some (the Python environment takes about 250 MB, Go's build cache 1 GB) and start again"},
	{"this Python has no venv module", []string{"ensurepip is not available", "No module named venv", "No module named ensurepip"},
		"install it (Debian, Ubuntu: apt-get install python3-venv) and start again"},
	{"the package registry cannot be reached", []string{"NewConnectionError", "Failed to establish a new connection", "name resolution",
		"Max retries exceeded", "Network is unreachable", "ConnectTimeoutError", "ReadTimeoutError", "ProxyError", "dial tcp", "No matching distribution"},
		"the first set-up needs a network connection (later runs do not); connect, or set the proxy, and start again"},
	{"a package is not the one that was pinned", []string{"THESE PACKAGES DO NOT MATCH THE HASHES", "checksum mismatch"},
		"something between you and the package registry changes files; find out what before you go on"},
	{"the folder cannot be written", []string{"Permission denied", "Read-only file system"},
		"make the project's folder writable for you"},
}

// explain turns a tool's failure into one message with the remedy, or with the
// last lines that the tool said.
func explain(ctx context.Context, step, output string, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	for _, r := range remedies {
		for _, says := range r.says {
			if strings.Contains(output, says) {
				return fmt.Errorf("setup: %s: %s: %s", step, r.lack, r.remedy)
			}
		}
	}
	return fmt.Errorf("setup: %s: %w; it said:\n%s", step, err, console.LastLines(output, 12))
}
