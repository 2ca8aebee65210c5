package doctor

import (
	"encoding/json"
	"fmt"
	"io"
)

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
