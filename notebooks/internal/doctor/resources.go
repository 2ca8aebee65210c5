package doctor

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"nodulelab/lib/runs"
)

const (
	diskNeeded   = 3 << 30    // what set-up, Go's build cache and the runs take
	memoryNeeded = 1500 << 20 // what compiling and linking take
)

func (m Machine) disk() Finding {
	f := Finding{ID: "free_disk", What: "free disk", Needed: true}
	free, err := m.Free(m.Root)
	if err != nil {
		f.Is = "unknown: " + err.Error()
		return f
	}
	f.Is = gigabytes(free)
	if free < diskNeeded {
		f.Remedy = fmt.Sprintf("free some: set-up and Go's build cache take up to %.0f GB", float64(diskNeeded)/1e9)
	}
	return f
}

func gigabytes(bytes uint64) string { return fmt.Sprintf("%.1f GB", float64(bytes)/1e9) }

// memory judges what the system can give, and a container may take.
func (m Machine) memory() Finding {
	f := Finding{ID: "free_memory", What: "free memory", Needed: true}
	free, err := m.FreeMemory()
	if err != nil {
		f.Is = "unknown: " + err.Error()
		return f
	}
	f.Is = gigabytes(free)
	if free < memoryNeeded {
		f.Remedy = fmt.Sprintf("close programs, or give the container more: compiling takes up to %s", gigabytes(memoryNeeded))
	}
	return f
}

// FreeMemory is what the system can give, and a container may take, in bytes.
func (m Machine) FreeMemory() (uint64, error) {
	free, err := m.available()
	if err != nil {
		return 0, err
	}
	if left, limited := m.containerLeft(); limited {
		free = min(free, left)
	}
	return free, nil
}

func (m Machine) available() (uint64, error) {
	text, err := os.ReadFile(filepath.Join(m.Proc, "meminfo"))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "MemAvailable:"); ok {
			kib, err := strconv.ParseUint(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 10, 54)
			return kib << 10, err
		}
	}
	return 0, fmt.Errorf("%s does not say", filepath.Join(m.Proc, "meminfo"))
}

// containerLeft is what the limit of a container leaves, if it has one.
func (m Machine) containerLeft() (bytes uint64, limited bool) {
	limit, errLimit := m.number("fs/cgroup/memory.max") // "max" is no number
	used, errUsed := m.number("fs/cgroup/memory.current")
	if errLimit != nil || errUsed != nil {
		return 0, false
	}
	return limit - min(used, limit), true
}

func (m Machine) number(name string) (uint64, error) {
	text, err := os.ReadFile(filepath.Join(m.Sys, name))
	if err != nil {
		return 0, err
	}
	return strconv.ParseUint(strings.TrimSpace(string(text)), 10, 64)
}

// access looks whether all that is written can be.
func (m Machine) access(ctx context.Context) Finding {
	f := Finding{ID: "write_access", What: "write access", Is: "project, runs, report, Go's build cache", Needed: true}
	folders := []string{m.Root, os.Getenv(runs.Variable), filepath.Join(m.Root, "report")}
	if folders[1] == "" {
		folders[1] = filepath.Join(m.Root, "runs")
	}
	if cache, err := m.goEnv(ctx, "GOCACHE"); err == nil && cache != "" {
		folders = append(folders, cache)
	}
	for _, folder := range folders {
		if err := writable(folder); err != nil {
			f.Is, f.Remedy = fmt.Sprintf("%s: %v", folder, err), "make "+folder+" a folder in which you may write"
			return f
		}
	}
	return f
}

// writable tries to write into a folder, or into the one in which it would be made.
func writable(folder string) error {
	info, err := os.Stat(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist) && folder != filepath.Dir(folder):
		return writable(filepath.Dir(folder))
	case err != nil:
		return err
	case !info.IsDir():
		return fmt.Errorf("a file is in the way")
	}
	file, err := os.CreateTemp(folder, ".doctor-*")
	if err != nil {
		return fmt.Errorf("nothing can be written: %w", err)
	}
	return errors.Join(file.Close(), os.Remove(file.Name()))
}

// port looks whether JupyterLab's usual port is free.
func (m Machine) port() Finding {
	f := Finding{ID: "port", What: "port", Is: fmt.Sprintf("%d is free", m.Port)}
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(m.Port)))
	if err != nil {
		f.Is, f.Remedy = fmt.Sprintf("%d is taken", m.Port), fmt.Sprintf("go run ./notebooks lab -port %d, or another", m.Port+1)
		return f
	}
	listener.Close()
	return f
}

// locale judges the character set, by the variables in the order in which C reads
// them.
func locale() Finding {
	f := Finding{ID: "locale", What: "locale", Is: "C"}
	for _, variable := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := os.Getenv(variable); value != "" {
			f.Is = value
			break
		}
	}
	folded := strings.ReplaceAll(strings.ToLower(f.Is), "-", "")
	if f.Is != "C" && f.Is != "POSIX" && !strings.Contains(folded, "utf8") {
		f.Remedy = "export LC_ALL=C.UTF-8: programs may print something other than UTF-8 under this one"
	}
	return f
}
