// Package plugin looks at a PJRT plugin before go-xla loads it. go-xla checks
// nothing: it reads the plugin's function table as its own header lays it out,
// so a shorter table sends it into memory that is not there, and a broken file
// ends the program. Nothing of the plugin is initialised here and no client is
// made.
package plugin

import (
	"errors"
	"fmt"
	"strings"
)

const (
	// headerMinor is the minor version of the PJRT C API header of go-xla v0.4.1.
	headerMinor = 104

	// headerSize is the size in bytes of that header's function table.
	headerSize = 1120
)

// Version is what a plugin says of its function table.
type Version struct {
	Major, Minor int
	Size         int // of the table, in bytes
}

// String is the version as PJRT's documents write it: "0.104".
func (v Version) String() string { return fmt.Sprintf("%d.%d", v.Major, v.Minor) }

// Check returns the version of the plugin at a path, or an error that says why it
// cannot be used and what to use in its place. The file is looked at from outside
// first, since to load a damaged one can end the program. Without cgo that is all: the
// error is then [ErrCannotLook].
func Check(path string) (Version, error) {
	if err := checkFile(path); err != nil {
		return Version{}, err
	}
	v, err := look(path)
	if err != nil {
		return Version{}, err
	}
	return v, v.fits(path)
}

// fits returns an error unless go-xla can use a plugin of this version. A newer
// minor version has what an older one has, in the same places.
func (v Version) fits(path string) error {
	speaks := fmt.Sprintf("this program speaks 0.%d (a table of %d bytes)", headerMinor, headerSize)
	switch {
	case v.Major != 0:
		return fmt.Errorf("its PJRT API is %s, of another major version: %s; use %s", v, speaks, Wheel(path))
	case v.Minor < headerMinor || v.Size < headerSize:
		return fmt.Errorf("its PJRT API is %s (a table of %d bytes), too old: %s or newer; use %s", v, v.Size, speaks, Wheel(path))
	}
	return nil
}

// Wheel names the Python wheel whose plugin fits in place of the one at a path.
func Wheel(path string) string {
	switch {
	case strings.Contains(path, "cuda12"):
		return "the plugin of jax-cuda12-pjrt 0.10.1 or later"
	case strings.Contains(path, "cuda"):
		return "the plugin of jax-cuda13-pjrt 0.10.0 or later (of jax-cuda12-pjrt 0.10.1 or later for CUDA 12)"
	}
	return "the plugin of lammps-jax-pjrt-cpu 0.11.2"
}

// ErrCannotLook is the error of [Check] in a program that cannot load plugins.
var ErrCannotLook = errors.New("this program was built without cgo and cannot look into it")
