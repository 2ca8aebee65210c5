package plugin

import (
	"bytes"
	"debug/elf"
	"fmt"
	"io"
	"runtime"
	"slices"

	"nodulelab/lib/project"
)

// entry is the one function that every plugin exports.
const entry = "GetPjrtApi"

// checkFile looks at a file without loading it: is it a whole shared library for
// this machine that exports the entry point?
func checkFile(path string) error {
	file, err := project.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if err := checkMagic(file); err != nil {
		return err
	}
	library, err := elf.NewFile(file)
	if err != nil {
		return fmt.Errorf("it is cut off or damaged: %w", err)
	}
	if err := checkLibrary(library, uint64(info.Size())); err != nil {
		return err
	}
	return checkEntry(library)
}

func checkMagic(r io.ReaderAt) error {
	head := make([]byte, len(elf.ELFMAG))
	n, _ := r.ReadAt(head, 0)
	switch {
	case n == 0:
		return fmt.Errorf("it is empty")
	case !bytes.Equal(head, []byte(elf.ELFMAG)):
		return fmt.Errorf("it is not a shared library: it begins with %q", head[:n])
	}
	return nil
}

// machines are the processors for which a plugin can be loaded.
var machines = map[string]elf.Machine{"amd64": elf.EM_X86_64, "arm64": elf.EM_AARCH64}

func checkLibrary(f *elf.File, size uint64) error {
	if want := machines[runtime.GOARCH]; f.Machine != want {
		return fmt.Errorf("it is made for another processor: %v, this program runs on %v", f.Machine, want)
	}
	if f.Type != elf.ET_DYN {
		return fmt.Errorf("it is not a shared library: its type is %v", f.Type)
	}
	for _, p := range f.Progs {
		if end := p.Off + p.Filesz; p.Type == elf.PT_LOAD && (end < p.Off || end > size) {
			return fmt.Errorf("it is cut off: %d bytes, want %d or more", size, end)
		}
	}
	if !slices.ContainsFunc(f.Progs, func(p *elf.Prog) bool { return p.Type == elf.PT_LOAD }) {
		return fmt.Errorf("it is damaged: there is nothing to load in it")
	}
	return nil
}

func checkEntry(f *elf.File) error {
	symbols, _ := f.DynamicSymbols() // none if there is no table
	for _, s := range symbols {
		if s.Name == entry && s.Section != elf.SHN_UNDEF {
			return nil
		}
	}
	return fmt.Errorf("it is a shared library but no PJRT plugin: it does not export %s", entry)
}
