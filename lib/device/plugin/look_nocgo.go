//go:build !(cgo && linux && (amd64 || arm64))

package plugin

func look(string) (Version, error) { return Version{}, ErrCannotLook }
