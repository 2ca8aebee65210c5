//go:build cgo && linux && (amd64 || arm64)

package driver

/*
#cgo LDFLAGS: -ldl
#include <dlfcn.h>
#include <stdlib.h>

typedef struct {
	const char *missing; // what the loader says, or NULL
	const char *failed;  // the function that failed, or NULL
	int code;            // its error
	const char *says;    // the driver's words for it, or NULL
	int devices, version;
} answer;

static void fail(void *library, const char *function, int code, answer *a) {
	int (*words)(int, const char **) = (int (*)(int, const char **))dlsym(library, "cuGetErrorString");
	a->failed = function, a->code = code;
	if (words && words(code, &a->says) != 0) a->says = NULL;
}

// ask initialises the driver and counts its devices. No device is opened. The library
// stays loaded: XLA takes it next.
static void ask(const char *path, answer *a) {
	int code;
	void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	if (!library) { a->missing = dlerror(); return; }
	int (*init)(unsigned) = (int (*)(unsigned))dlsym(library, "cuInit");
	int (*count)(int *) = (int (*)(int *))dlsym(library, "cuDeviceGetCount");
	int (*version)(int *) = (int (*)(int *))dlsym(library, "cuDriverGetVersion");
	if (!init || !count || !version) { a->missing = "it is not the library of a CUDA driver"; return; }
	if ((code = init(0))) { fail(library, "cuInit", code, a); return; }
	if ((code = count(&a->devices))) { fail(library, "cuDeviceGetCount", code, a); return; }
	if ((code = version(&a->version))) fail(library, "cuDriverGetVersion", code, a);
}
*/
import "C"

import (
	"fmt"
	"runtime"
	"unsafe"
)

// noDevice is CUDA_ERROR_NO_DEVICE.
const noDevice = 100

// ask loads the library at a path and asks it.
func ask(path string) (Version, error) {
	runtime.LockOSThread() // the loader keeps its message for the thread that asked
	defer runtime.UnlockOSThread()
	name := C.CString(path)
	defer C.free(unsafe.Pointer(name))
	var a C.answer
	C.ask(name, &a)
	switch {
	case a.missing != nil:
		return 0, noDriver(C.GoString(a.missing))
	case a.failed == nil && a.devices == 0, a.code == noDevice:
		return 0, driverFails("finds no GPU")
	case a.failed != nil:
		return 0, driverFails(fmt.Sprintf("fails: %s returns %d (%s)", C.GoString(a.failed), int(a.code), words(a.says)))
	}
	return Version(a.version), nil
}

func words(text *C.char) string {
	if text == nil {
		return "an unknown error"
	}
	return C.GoString(text)
}
