package device

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

const (
	// TF32Variable is the environment variable that allows ("on") or forbids
	// ("off", the default) TF32 on CUDA, which rounds the factors of products to
	// 10 bits.
	TF32Variable = "NODULELAB_TF32"

	// DeterministicVariable is the environment variable that keeps to ("on", the
	// default) or lifts ("off") the restriction to deterministic operators on CUDA.
	DeterministicVariable = "NODULELAB_DETERMINISTIC"

	// FlagsVariable is the environment variable of XLA's own flags. What the user
	// has set there is kept.
	FlagsVariable = "XLA_FLAGS"
)

const deterministicFlag = "--xla_gpu_deterministic_ops"

// Options say how XLA computes on CUDA. The zero value is the default: nothing
// but float32, and the same bits each time.
type Options struct {
	TF32             bool
	Nondeterministic bool
}

// OptionsFromEnvironment reads NODULELAB_TF32 and NODULELAB_DETERMINISTIC.
func OptionsFromEnvironment() (Options, error) {
	tf32, err := onOff(TF32Variable, false)
	if err != nil {
		return Options{}, err
	}
	deterministic, err := onOff(DeterministicVariable, true)
	return Options{TF32: tf32, Nondeterministic: !deterministic}, err
}

func onOff(variable string, otherwise bool) (bool, error) {
	switch value := os.Getenv(variable); value {
	case "":
		return otherwise, nil
	case "on", "off":
		return value == "on", nil
	default:
		return false, fmt.Errorf("device: %s is %q: want on or off", variable, value)
	}
}

// CUDA tells whether the choice computes on an NVIDIA GPU.
func (c Choice) CUDA() bool { return c.Backend == "xla" && c.Plugin.CUDA() }

// CUDA tells whether a plugin computes on an NVIDIA GPU.
func (p Plugin) CUDA() bool { return strings.Contains(p.Name, "cuda") }

// Config is the configuration of the XLA backend: the plugin's path, so that
// nothing is searched for, and whether TF32 is used.
func (c Choice) Config() string {
	return fmt.Sprintf("%s,tf32=%t", c.Plugin.Path, c.CUDA() && c.Options.TF32)
}

// Flags returns XLA's flags for the choice, after those that are set already. A
// flag that is among these is left as it is. On the CPU nothing is added.
func (c Choice) Flags(set string) string {
	if !c.CUDA() || c.Options.Nondeterministic || hasFlag(set, deterministicFlag) {
		return set
	}
	return strings.TrimSpace(set + " " + deterministicFlag + "=true")
}

func hasFlag(set, flag string) bool {
	return slices.ContainsFunc(strings.Fields(set), func(word string) bool { return strings.HasPrefix(word+"=", flag+"=") })
}

// Settings are what is worth knowing about a run on XLA besides the choice's
// name: its configuration and XLA's flags. For other backends there are none.
func (c Choice) Settings() map[string]string {
	if c.Backend != "xla" {
		return nil
	}
	return map[string]string{"xla": c.Config(), FlagsVariable: c.Flags(os.Getenv(FlagsVariable))}
}

// suffix sets runs under options other than the default apart.
func (o Options) suffix() string {
	s := ""
	if o.TF32 {
		s += "+tf32"
	}
	if o.Nondeterministic {
		s += "+nondeterministic"
	}
	return s
}
