// Package device decides which engine computes and on which backend, and says
// why. It only looks: at environment variables, at the folders where PJRT plugins
// live and, where there is one for CUDA, at NVIDIA's driver. Package device/plugin
// looks into a plugin, package device/backend opens what was chosen.
//
// There are two engines. The native one, this project's own kernels for the CPU,
// is always there and the default on a CPU. GoMLX computes on its pure Go
// backend, which is always there too, or on XLA where a PJRT plugin (for the CPU,
// or for CUDA and a GPU) is found. Nothing is ever downloaded.
package device

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

const (
	// EngineVariable is the environment variable that asks for an engine: "auto"
	// (or empty), "native" or "gomlx".
	EngineVariable = "NODULELAB_ENGINE"

	// RequestVariable is the environment variable that asks for a backend:
	// "auto" (or empty), "go", "xla", "xla:cpu", "xla:cuda" or
	// "xla:/path/of/a/plugin.so".
	RequestVariable = "NODULELAB_BACKEND"

	// PluginPathVariable lists the folders that are searched for PJRT plugins, in
	// place of the usual ones.
	PluginPathVariable = "PJRT_PLUGIN_LIBRARY_PATH"
)

// Native is the backend of a choice of the native engine.
const Native = "native"

// Choice is what computes and the reason for it.
type Choice struct {
	Backend string  // "native", or of GoMLX "go" or "xla"
	Plugin  Plugin  // for xla
	Options Options // for xla on CUDA
	Reason  string
}

// Name identifies engine and backend in manifests and in run keys: "native",
// "gomlx/go", "gomlx/xla:cpu". Options that change the numbers are part of it:
// "gomlx/xla:cuda+tf32".
func (c Choice) Name() string {
	switch c.Backend {
	case Native:
		return Native
	case "go":
		return "gomlx/go"
	}
	return "gomlx/" + c.Backend + ":" + c.Plugin.Name + c.Options.suffix()
}

// String is one line for a person.
func (c Choice) String() string {
	switch c.Backend {
	case Native:
		return fmt.Sprintf("the native engine on the CPU (%s)", c.Reason)
	case "go":
		return fmt.Sprintf("GoMLX on its pure Go backend (%s)", c.Reason)
	}
	return fmt.Sprintf("GoMLX on XLA, plugin %s at %s (%s)", c.Plugin.Name, c.Plugin.Path, c.Reason)
}

// Plugin is a PJRT plugin: a shared library that holds an XLA compiler.
type Plugin struct {
	Name string // "cpu", "cuda"
	Path string // absolute
}

// FromEnvironment chooses by the environment variables NODULELAB_ENGINE and
// NODULELAB_BACKEND, and on CUDA by NODULELAB_TF32 and NODULELAB_DETERMINISTIC.
func FromEnvironment() (Choice, error) {
	c, err := Choose(os.Getenv(EngineVariable), os.Getenv(RequestVariable))
	if err != nil {
		return Choice{}, fmt.Errorf("%w (from the environment variables %s and %s)", err, EngineVariable, RequestVariable)
	}
	options, err := OptionsFromEnvironment()
	if err != nil {
		return Choice{}, err
	}
	if c.CUDA() {
		c.Options = options
	}
	return c, nil
}

// Choose returns what an engine and a backend, in the words of [EngineVariable]
// and [RequestVariable], come to. The choice is automatic where neither is named:
// GoMLX on CUDA if there are a plugin and a GPU for it, else the native engine. To
// name a backend is to ask for GoMLX, whose own automatic choice takes CUDA before
// the CPU plugin before pure Go. A backend that is named is chosen even if it cannot
// compute here, so that programs can be built for it; [Choice.Check] returns the error.
func Choose(engine, backend string) (Choice, error) {
	open := backend == "" || backend == "auto"
	switch engine {
	case "", "auto":
		if open {
			return fastest(), nil
		}
		return chooseBackend(backend)
	case Native:
		if !open {
			return Choice{}, fmt.Errorf("device: engine native has no backends, but backend %q is asked for: drop it, or ask for engine gomlx", backend)
		}
		return Choice{Backend: Native, Reason: "asked for"}, nil
	case "gomlx":
		return chooseBackend(backend)
	}
	return Choice{}, fmt.Errorf("device: engine %q is not known: want auto, native or gomlx", engine)
}

// fastest is the engine to use where nobody asks for one.
func fastest() Choice {
	c, why := automatic()
	if c.CUDA() {
		return c
	}
	return Choice{Backend: Native, Reason: "the default; " + why}
}

// chooseBackend returns the choice of a backend of GoMLX.
func chooseBackend(request string) (Choice, error) {
	name, plugin, _ := strings.Cut(request, ":")
	switch {
	case request == "" || request == "auto":
		c, _ := automatic()
		return c, nil
	case request == "go":
		return Choice{Backend: "go", Reason: "asked for"}, nil
	case name == "xla":
		return chooseXLA(plugin)
	}
	return Choice{}, fmt.Errorf("device: backend %q is not known: want auto, go, xla, xla:cpu, xla:cuda or xla:/path/of/a/plugin.so", request)
}

// automatic is the choice among GoMLX's backends, and why it is not CUDA.
func automatic() (c Choice, noCUDA string) {
	noCUDA = "no CUDA plugin found"
	for _, p := range Plugins() {
		err := p.check()
		switch {
		case err == nil && p.CUDA():
			return Choice{Backend: "xla", Plugin: p, Reason: "a PJRT plugin and a GPU were found"}, ""
		case err == nil:
			return Choice{Backend: "xla", Plugin: p, Reason: "a PJRT plugin was found; " + noCUDA}, noCUDA
		case p.CUDA():
			noCUDA = fmt.Sprintf("the plugin %s is there, but %v", p.Name, err)
		}
	}
	return Choice{Backend: "go", Reason: "the default; no PJRT plugin for the CPU can be used; " + noCUDA}, noCUDA
}

// chooseXLA chooses the plugin that is named. Where none is, one for the CPU comes
// before one for a GPU that is not there.
func chooseXLA(plugin string) (Choice, error) {
	if !XLALinked {
		return Choice{}, fmt.Errorf("device: backend xla: %w: set CGO_ENABLED=1, with a C compiler at hand, and build again", errNotLinked)
	}
	if filepath.IsAbs(plugin) {
		return chooseFile(plugin)
	}
	if c, _ := automatic(); plugin == "" && c.Backend == "xla" {
		return Choice{Backend: "xla", Plugin: c.Plugin, Reason: "asked for"}, nil
	}
	plugins := Plugins()
	for _, p := range plugins {
		if plugin == "" || p.Name == plugin {
			return Choice{Backend: "xla", Plugin: p, Reason: "asked for"}, nil
		}
	}
	return Choice{}, fmt.Errorf("device: no PJRT plugin %q in %s: found %s; put pjrt_c_api_NAME_plugin.so there, or name the file: xla:/path/of/a/plugin.so",
		plugin, strings.Join(searchPath(), ", "), names(plugins))
}

func chooseFile(path string) (Choice, error) {
	info, err := os.Stat(path)
	if err != nil {
		return Choice{}, fmt.Errorf("device: PJRT plugin: %w", err)
	}
	if !info.Mode().IsRegular() {
		return Choice{}, fmt.Errorf("device: PJRT plugin %s is not a file", path)
	}
	return Choice{Backend: "xla", Plugin: Plugin{Name: pluginName(path), Path: path}, Reason: "asked for"}, nil
}

func names(plugins []Plugin) string {
	if len(plugins) == 0 {
		return "none"
	}
	var all []string
	for _, p := range plugins {
		all = append(all, p.Name)
	}
	return strings.Join(all, ", ")
}

// pluginOf returns the name of the plugin that a file holds, by the file's name:
// pjrt_c_api_NAME_plugin.so, also with lib before it, or .dylib; "" if it holds none.
func pluginOf(file string) string {
	name, isPlugin := strings.CutPrefix(strings.TrimPrefix(file, "lib"), "pjrt_c_api_")
	for _, end := range []string{"_plugin.so", "_plugin.dylib"} {
		if name, ok := strings.CutSuffix(name, end); ok && isPlugin {
			return name
		}
	}
	return ""
}

// Plugins lists the PJRT plugins found, CUDA first, then by name. Of two plugins
// with one name, the earlier folder's counts.
func Plugins() []Plugin {
	var found []Plugin
	for _, folder := range searchPath() {
		entries, _ := os.ReadDir(folder) // a folder that is missing holds no plugin
		for _, e := range entries {
			name := pluginOf(e.Name())
			if name == "" || slices.ContainsFunc(found, func(p Plugin) bool { return p.Name == name }) {
				continue
			}
			found = append(found, Plugin{Name: name, Path: filepath.Join(folder, e.Name())})
		}
	}
	slices.SortStableFunc(found, func(a, b Plugin) int {
		switch {
		case a.CUDA() == b.CUDA():
			return strings.Compare(a.Name, b.Name)
		case a.CUDA():
			return -1
		}
		return 1
	})
	return found
}

func pluginName(path string) string {
	base := filepath.Base(path)
	if name := pluginOf(base); name != "" {
		return name
	}
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// searchPath lists the folders that are searched for plugins, as go-xla does.
func searchPath() []string {
	if list := os.Getenv(PluginPathVariable); list != "" {
		return filepath.SplitList(list)
	}
	folders := []string{"/usr/local/lib/go-xla", "/usr/local/lib/go-xla/nvidia"}
	if home, err := os.UserHomeDir(); err == nil {
		local := filepath.Join(home, ".local", "lib", "go-xla")
		folders = append([]string{local, filepath.Join(local, "nvidia")}, folders...)
	}
	return folders
}
