package project

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"syscall"
)

// Open opens a file to read it. It must be a regular file, or a link to one: a folder, a
// named pipe or a device is an error, and never blocks the caller.
func Open(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is %s: want a regular file", path, kind(info.Mode()))
	}
	// A pipe may take the file's place before it is opened: that must not block either.
	return os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
}

// kind names what is no regular file.
func kind(m os.FileMode) string {
	switch {
	case m.IsDir():
		return "a folder"
	case m&os.ModeNamedPipe != 0:
		return "a named pipe"
	case m&os.ModeDevice != 0:
		return "a device"
	case m&os.ModeSocket != 0:
		return "a socket"
	}
	return "a special file"
}

// ReadFile reads a file as [Open] opens it. A file of more bytes than most is an error, and
// is not read to its end.
func ReadFile(path string, most int64) ([]byte, error) {
	f, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() > most {
		return nil, tooLong(path, most)
	}
	var content bytes.Buffer
	content.Grow(int(info.Size()) + bytes.MinRead)
	n, err := content.ReadFrom(io.LimitReader(f, most+1)) // it may have grown
	if err == nil && n > most {
		err = tooLong(path, most)
	}
	return content.Bytes(), err
}

func tooLong(path string, most int64) error {
	return fmt.Errorf("%s has more than %d bytes", path, most)
}
