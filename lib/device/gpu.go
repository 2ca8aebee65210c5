package device

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"nodulelab/lib/device/internal/driver"
)

// VisibleVariable is CUDA's own environment variable for the GPUs that a program
// may see.
const VisibleVariable = driver.VisibleVariable

// NoGPU is why there is no GPU to compute on, and what to do to have one.
type NoGPU = driver.NoGPU

// ErrCannotAsk is the error of [GPU] in a program built without cgo.
var ErrCannotAsk = driver.ErrCannotAsk

// GPU asks NVIDIA's driver for a GPU. The error is nil if there is one, else a
// [NoGPU] or [ErrCannotAsk].
func GPU() error {
	_, err := driver.Look()
	return err
}

// Check returns an error if the choice needs a GPU and there is none, which no
// automatic choice does.
func (c Choice) Check() error {
	if !c.CUDA() {
		return nil
	}
	switch err := GPU().(type) {
	case nil:
		return nil
	case *NoGPU:
		return fmt.Errorf("device: %s is asked for, but %w: %s; to compute on the CPU, set %s=%s and no %s",
			c.Name(), err, err.Remedy, EngineVariable, Native, RequestVariable)
	default:
		return fmt.Errorf("device: %s is asked for, but %w", c.Name(), err)
	}
}

var errNotLinked = errors.New("this program was built without cgo, which XLA needs")

// check returns an error if a plugin cannot compute here, as far as this program and
// the driver tell: there is no GPU, or the driver is too old for the plugin.
func (p Plugin) check() error {
	if !XLALinked {
		return errNotLinked
	}
	if !p.CUDA() {
		return nil
	}
	serves, err := driver.Look()
	if needs := p.CUDAMajor(); err == nil && serves.Major() < needs {
		return fmt.Errorf("the NVIDIA driver serves CUDA up to %s and the plugin needs %d", serves, needs)
	}
	return err
}

// CUDAMajor tells the CUDA version for which a plugin was made, 12 or 13, from its
// path and the libraries beside it.
func (p Plugin) CUDAMajor() int {
	if strings.Contains(p.Path, "cuda12") {
		return 12
	}
	if resolved, err := filepath.EvalSymlinks(p.Path); err == nil && strings.Contains(resolved, "cuda12") {
		return 12
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(filepath.Dir(p.Path)), "nvidia", "cuda_runtime")); err == nil {
		return 12 // the layout of the wheels for CUDA 12
	}
	return 13
}

// Memory returns the bytes of memory of the smallest GPU that nvidia-smi lists,
// and false where it does not say.
func Memory(ctx context.Context) (bytes uint64, known bool) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, "nvidia-smi", "--query-gpu=memory.total", "--format=csv,noheader,nounits").Output()
	if err != nil {
		return 0, false
	}
	return smallest(string(out))
}

// smallest reads one number of MiB a line. Hardware that shares its memory with
// the CPU says "[N/A]".
func smallest(text string) (bytes uint64, known bool) {
	for line := range strings.Lines(text) {
		mib, err := strconv.ParseUint(strings.TrimSpace(line), 10, 32)
		if err != nil {
			return 0, false
		}
		if size := mib << 20; !known || size < bytes {
			bytes, known = size, true
		}
	}
	return bytes, known && bytes > 0
}
