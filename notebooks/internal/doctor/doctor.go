// Package doctor looks at a machine: what is there of all that the notebooks need
// and can use, and what to do about each gap.
package doctor

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"golang.org/x/sys/unix"

	"nodulelab/lib/device"
	"nodulelab/lib/device/plugin"
	"nodulelab/notebooks/internal/setup"
)

// Machine is what is looked at. PATH and other environment variables are read as
// well.
type Machine struct {
	setup.Environment // without a choice: that is read from the environment variables

	Proc, Sys string // the system's folders of these names
	Port      int    // JupyterLab's
	Features  Features
	Free      func(folder string) (bytes uint64, err error) // on its disk
	Plugin    func(path string) (plugin.Version, error)     // checks a plugin
	GPU       func() error                                  // asks for one
}

// Here is this machine.
func Here(root string) Machine {
	return Machine{
		Environment: setup.Environment{Root: root},
		Proc:        "/proc", Sys: "/sys", Port: 8888,
		Features: features(), Free: free, Plugin: plugin.Check, GPU: device.GPU,
	}
}

func free(folder string) (uint64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(folder, &s); err != nil {
		return 0, err
	}
	return s.Bavail * uint64(s.Bsize), nil
}

// Examine looks at everything, in the order in which set-up needs it.
func (m Machine) Examine(ctx context.Context) []Finding {
	choice, err := device.FromEnvironment()
	return []Finding{
		m.goVersion(ctx), python(ctx), m.venv(), m.kernel(), m.goimports(), m.languageServer(),
		m.disk(), m.memory(), m.access(ctx), locale(), m.port(),
		m.processor(), m.trainer(), m.backend(choice, err), m.compiler(ctx, choice),
		m.cpuPlugin(choice), m.driver(choice), m.cudaPlugin(choice), browser(),
	}
}

// Finding is one thing that was looked at.
type Finding struct {
	ID     string `json:"id"` // for programs: "go", "free_disk"
	What   string `json:"what"`
	Is     string `json:"is"`
	Remedy string `json:"remedy"` // what to do; empty if nothing is wrong
	Needed bool   `json:"needed"` // without it the main job cannot run
}

// Status is what a finding comes to.
type Status string

// The three statuses.
const (
	OK      Status = "ok"
	Without Status = "without" // something useful is missing
	Missing Status = "missing" // something needed is
)

// Status says whether anything is to be done.
func (f Finding) Status() Status {
	switch {
	case f.Remedy == "":
		return OK
	case f.Needed:
		return Missing
	}
	return Without
}

// Ready tells whether the main job can run: nothing needed is missing.
func Ready(findings []Finding) bool {
	for _, f := range findings {
		if f.Status() == Missing {
			return false
		}
	}
	return true
}

var marks = map[Status]string{OK: "ok", Without: "without", Missing: "MISSING"}

// Write writes findings for a person.
func Write(w io.Writer, findings []Finding) error {
	for _, f := range findings {
		if _, err := fmt.Fprintf(w, "%-7s  %-18s %s\n", marks[f.Status()], f.What, f.Is); err != nil {
			return err
		}
		if f.Remedy != "" {
			fmt.Fprintf(w, "%28s→ %s\n", "", f.Remedy)
		}
	}
	return nil
}

// entry is a finding as JSON.
type entry struct {
	Status Status `json:"status"`
	Finding
}

// WriteJSON writes findings for a program: {"ready": …, "findings": [{"status",
// "id", "what", "is", "remedy", "needed"}, …]}. Field names, ids and statuses stay
// as they are.
func WriteJSON(w io.Writer, findings []Finding) error {
	entries := make([]entry, len(findings))
	for i, f := range findings {
		entries[i] = entry{f.Status(), f}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(struct {
		Ready    bool    `json:"ready"`
		Findings []entry `json:"findings"`
	}{Ready(findings), entries})
}
