package train

import (
	"fmt"

	"nodulelab/lib/device"
)

// opener opens the engine of a choice.
var opener = func(c device.Choice) (Engine, error) {
	if c.Backend == device.Native {
		return NewNative(), nil
	}
	return nil, fmt.Errorf("train: the engine %s is not in this program: import nodulelab/lib/train/gomlx, or build it without -tags nogomlx", c.Name())
}

// Open returns the engine of a choice. Engines on GoMLX, and networks of one's own beside the
// native engine, are there in programs that have package train/gomlx: it registers itself
// ([Register]).
func Open(c device.Choice) (Engine, error) { return opener(c) }

// Register says how [Open] opens engines from now on. It is for package train/gomlx, which
// calls it before the program starts; so a program that computes with the native engine alone
// need not hold GoMLX, and has less to link.
func Register(open func(device.Choice) (Engine, error)) { opener = open }
