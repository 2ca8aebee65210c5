package plugin

import "errors"

// ErrCannotLook is the error of [Inspect] in a program that cannot load plugins.
var ErrCannotLook = errors.New("this program was built without cgo and cannot look into it")
