// Package driver asks NVIDIA's driver whether there is a GPU that CUDA can use.
// It asks as XLA will: it loads the driver's library and counts the devices. Files
// would tell less, since a container sees some of the host's.
package driver

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

// Library is the driver's library, which the driver's installer or a container's
// runtime puts where the loader finds it. Tests name another.
var Library = "libcuda.so.1"

// VisibleVariable is CUDA's own environment variable for the GPUs that a program
// may see.
const VisibleVariable = "CUDA_VISIBLE_DEVICES"

// ErrCannotAsk is the error of [Look] in a program that cannot load libraries.
var ErrCannotAsk = errors.New("this program was built without cgo and cannot ask the NVIDIA driver")

// NoGPU is why there is no GPU to compute on, and what to do to have one.
type NoGPU struct{ Why, Remedy string }

// Error says why.
func (e *NoGPU) Error() string { return e.Why }

const give = "in a container, start it with the GPU (docker run --gpus all)"

// noDriver is the error for a library that the loader cannot load, with its message.
func noDriver(says string) error {
	if strings.HasPrefix(says, Library+":") && strings.HasSuffix(says, "No such file or directory") {
		says = Library + " is not found"
	}
	return &NoGPU{"no NVIDIA driver (" + says + ")", "install the driver; " + give}
}

func driverFails(why string) error {
	return &NoGPU{"the NVIDIA driver " + why, "look what nvidia-smi says; " + give}
}

// Look returns the newest CUDA version that the driver serves, or a [NoGPU].
func Look() (Version, error) {
	if list, set := os.LookupEnv(VisibleVariable); set && hidesAll(list) {
		return 0, &NoGPU{fmt.Sprintf("%s is %q, which hides every GPU", VisibleVariable, list), "unset it, or set it to a GPU's number"}
	}
	return ask(Library)
}

// hidesAll tells whether no GPU is left: CUDA stops at the first entry that is none.
func hidesAll(list string) bool {
	first, _, _ := strings.Cut(list, ",")
	first = strings.TrimSpace(first)
	return first == "" || first == "-1" || first == "NoDevFiles"
}

// Version is a version of CUDA as the driver counts: 13020 is 13.2.
type Version int

// Major is 13 of 13.2.
func (v Version) Major() int { return int(v) / 1000 }

// String is the version as NVIDIA's documents write it.
func (v Version) String() string { return fmt.Sprintf("%d.%d", v.Major(), int(v)%1000/10) }
