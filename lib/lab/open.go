package lab

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"nodulelab/lib/device"
	"nodulelab/lib/project"
	"nodulelab/lib/runs"
)

// SeedsVariable is the environment variable that sets the number of seeds.
const SeedsVariable = "NODULELAB_SEEDS"

// DefaultSeeds is the number of seeds where nobody asked for another: the least
// that a verdict takes.
const DefaultSeeds = 20

// MostSeeds is the largest number of seeds that is accepted: plans are held in memory.
const MostSeeds = 100_000

// Open opens the lab of the paper's plan as the environment asks:
// NODULELAB_SEEDS (20), NODULELAB_RUNS (the folder runs of the project),
// NODULELAB_ENGINE and NODULELAB_BACKEND (auto), NODULELAB_REPLICAS, and on CUDA
// NODULELAB_TF32 (off) and NODULELAB_DETERMINISTIC (on).
func Open() (*Lab, error) {
	seeds, err := Seeds()
	if err != nil {
		return nil, err
	}
	choice, err := device.FromEnvironment()
	if err != nil {
		return nil, err
	}
	dir := os.Getenv(runs.Variable)
	if dir == "" {
		root, err := project.Root()
		if err != nil {
			return nil, fmt.Errorf("%w, or set %s", err, runs.Variable)
		}
		dir = filepath.Join(root, "runs")
	}
	store, err := runs.Open(dir)
	if err != nil {
		return nil, err
	}
	workers, err := WorkersOn(choice)
	if err != nil {
		return nil, err
	}
	return &Lab{
		Plan: PaperPlan(seeds), Store: store,
		Engine: choice.Name(), Settings: choice.Settings(), Workers: workers,
	}, nil
}

// Seeds is the number of seeds that the environment asks for, or [DefaultSeeds].
func Seeds() (int, error) {
	return numberFrom(SeedsVariable, DefaultSeeds, MostSeeds, fmt.Sprintf("number of seeds, 1 to %d", MostSeeds))
}

// numberFrom is the number from 1 to most that an environment variable asks for, or
// another if it asks for none.
func numberFrom(variable string, other, most int, want string) (int, error) {
	text := os.Getenv(variable)
	if text == "" {
		return other, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > most {
		return 0, fmt.Errorf("lab: %s is %q: want the %s", variable, text, want)
	}
	return n, nil
}
