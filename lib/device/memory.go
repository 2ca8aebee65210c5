package device

import (
	"context"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

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
