package doctor

import (
	"debug/buildinfo"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sys/cpu"
)

// Features are what the native engine's vector kernels ask of a processor.
type Features struct {
	Architecture string // as Go names it
	AVX2, AVX512 bool   // AVX2 with FMA
}

func features() Features {
	x := cpu.X86
	return Features{runtime.GOARCH, x.HasAVX2 && x.HasFMA,
		x.HasAVX512F && x.HasAVX512BW && x.HasAVX512CD && x.HasAVX512DQ && x.HasAVX512VL}
}

// kernels says which of its kernels the native engine can use.
func (f Features) kernels() string {
	switch {
	case f.AVX512:
		return "AVX-512"
	case f.AVX2:
		return "AVX2 with FMA"
	case f.Architecture == "amd64":
		return "no AVX2 with FMA: the native engine computes in plain Go, several times slower"
	}
	return "the native engine has no vector kernels for it and computes in plain Go"
}

func (m Machine) processor() Finding {
	return Finding{ID: "processor", What: "processor",
		Is: fmt.Sprintf("%d cores, %s/%s, %s", runtime.GOMAXPROCS(0), runtime.GOOS, m.Features.Architecture, m.Features.kernels())}
}

// trainer looks whether the trainer was built with vector kernels, where the
// processor has use for them.
func (m Machine) trainer() Finding {
	f := Finding{ID: "trainer", What: "trainer"}
	info, err := buildinfo.ReadFile(m.Bin("trainer"))
	if err != nil {
		f.Is, f.Remedy = "damaged: "+err.Error(), setUp
		if errors.Is(err, fs.ErrNotExist) {
			f.Is = "not there yet"
		}
		return f
	}
	experiments := ""
	for _, s := range info.Settings {
		if s.Key == "GOEXPERIMENT" {
			experiments = s.Value
		}
	}
	f.Is, f.Remedy = m.judgeTrainer(info.GoVersion, experiments)
	return f
}

// judgeTrainer judges the experiments that the trainer was built with.
func (m Machine) judgeTrainer(goVersion, experiments string) (is, remedy string) {
	switch {
	case slices.Contains(strings.Split(experiments, ","), "simd"):
		return "built by " + goVersion + " with vector kernels", ""
	case m.Features.Architecture == "amd64" && m.Features.AVX2:
		return "built by " + goVersion + " without vector kernels", "go run ./notebooks setup builds it anew, several times faster"
	}
	return "built by " + goVersion, ""
}
