package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"nodulelab/notebooks/internal/plan"
	"nodulelab/notebooks/internal/shard"
)

// destination is where a command writes results of a kind that the project stores: a folder
// of the user's, or with -update the project's own, which the notebooks read.
type destination struct {
	stored string // the project's folder, below its root
	out    string // the user's
	named  bool   // -out was given
	update bool
}

// destinationFlags defines -out and -update for a command whose results of a package are
// stored.
func destinationFlags(f *flag.FlagSet, command, pkg string) *destination {
	d := &destination{stored: filepath.Join("lib", pkg, "results"), out: filepath.Join("results", command)}
	f.Var((*outFlag)(d), "out", "`folder` of the results")
	f.BoolVar(&d.update, "update", false, "write the results over the stored ones in "+d.stored+", which the notebooks show")
	return d
}

// outFlag is a destination as the value of -out.
type outFlag destination

func (o *outFlag) String() string { return o.out }

func (o *outFlag) Set(folder string) error {
	o.named = true
	return (*folderFlag)(&o.out).Set(folder)
}

// folderFlag is a flag's value that names a folder.
type folderFlag string

func (d *folderFlag) String() string { return string(*d) }

func (d *folderFlag) Set(folder string) error {
	if folder == "" {
		return errors.New("want a folder's name; . is this one")
	}
	*d = folderFlag(folder)
	return nil
}

// open returns the absolute path of the folder, in a project. It is an error if that cannot
// be a folder.
func (d *destination) open(root string) (folder string, err error) {
	switch {
	case d.update && d.named:
		return "", errors.New("-out and -update name two folders: want one of them")
	case d.update:
		return filepath.Join(root, d.stored), nil
	}
	if err := plan.CheckFolder(d.out); err != nil {
		return "", err
	}
	return filepath.Abs(d.out)
}

// fill does work that writes results into the folder, and says then what the notebooks go on
// showing. A part of the work writes none.
func (d *destination) fill(root string, part shard.Shard, work func(folder string) error) error {
	folder, err := d.open(root)
	if err != nil {
		return err
	}
	if err := work(folder); err != nil {
		return err
	}
	if !d.update && part == shard.Whole {
		fmt.Fprintf(os.Stderr, "the notebooks still show the stored results, in %s: the same command with -update in place of -out writes over them\n", d.stored)
	}
	return nil
}
