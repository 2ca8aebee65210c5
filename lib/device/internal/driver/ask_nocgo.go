//go:build !(cgo && linux && (amd64 || arm64))

package driver

func ask(string) (Version, error) { return 0, ErrCannotAsk }
