//go:build cgo && linux && (amd64 || arm64)

package plugin

/*
#cgo LDFLAGS: -ldl
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

// table is the beginning of PJRT_Api, up to the first functions that are called.
typedef struct {
	size_t size;
	void *extension;
	size_t version_size;
	void *version_extension;
	int major, minor;
	void *first[5]; // errors: destroy, message, code; plugin: initialise, attributes
} table;

// look copies the beginning of a plugin's table. It returns what went wrong, to be
// freed, or NULL. The library stays loaded: unloading runs code of its own.
static char *look(const char *path, table *out) {
	void *library = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
	if (!library) return strdup(dlerror());
	const table *(*get)(void) = (const table *(*)(void))dlsym(library, "GetPjrtApi");
	if (!get) return strdup(dlerror());
	const table *t = get();
	if (!t) return strdup("GetPjrtApi returns nothing");
	memset(out, 0, sizeof *out);
	memcpy(out, t, t->size < sizeof *out ? t->size : sizeof *out);
	return NULL;
}
*/
import "C"

import (
	"fmt"
	"slices"
	"unsafe"
)

// look loads the library at a path and reads the version in its table.
func look(path string) (Version, error) {
	name := C.CString(path)
	defer C.free(unsafe.Pointer(name))
	var t C.table
	if message := C.look(name, &t); message != nil {
		defer C.free(unsafe.Pointer(message))
		return Version{}, fmt.Errorf("it cannot be loaded: %s", C.GoString(message))
	}
	v := Version{int(t.major), int(t.minor), int(t.size)}
	if v.Size >= headerSize && slices.Contains(t.first[:], nil) {
		return v, fmt.Errorf("its table lacks functions that are always there: it is no working PJRT plugin")
	}
	return v, nil
}
