package runs

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// Key is the address of a run: the SHA-256 of its identity as 64 lower-case hexadecimal
// digits.
type Key string

// KeyOf returns the key of an identity, which is any value that encoding/json can encode;
// another value is an error. Values that encode to the same JSON have the same key, whatever
// the order of their fields and map keys.
func KeyOf(identity any) (Key, error) {
	canonical, err := canonicalJSON(identity)
	if err != nil {
		return "", fmt.Errorf("runs: identity: %w", err)
	}
	return Key(digest(canonical)), nil
}

// canonicalJSON encodes v with sorted keys and without spaces. Numbers keep their digits.
func canonicalJSON(v any) ([]byte, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var generic any
	if err := d.Decode(&generic); err != nil {
		return nil, err
	}
	return json.Marshal(generic) // maps are encoded in the order of their keys
}

// check returns an error unless k is 64 lower-case hexadecimal digits, so that it is safe as
// the name of a folder.
func (k Key) check() error {
	if raw, err := hex.DecodeString(string(k)); err != nil || len(raw) != sha256.Size || strings.ToLower(string(k)) != string(k) {
		return fmt.Errorf("runs: key %q: want 64 lower-case hexadecimal digits", string(k))
	}
	return nil
}

// Hash returns the SHA-256, as 64 hexadecimal digits, of the names and contents of the Go
// files in the given file systems, tests excluded. It identifies the code that computes a
// run; Windows' line ends, which mean nothing to Go, count as others do. A file that cannot
// be read is an error.
func Hash(sources ...fs.FS) (string, error) {
	h := sha256.New()
	for i, source := range sources {
		err := fs.WalkDir(source, ".", func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
				return err
			}
			content, err := fs.ReadFile(source, name)
			content = bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n"))
			fmt.Fprintf(h, "%d %q %d\n%s", i, name, len(content), content)
			return err
		})
		if err != nil {
			return "", fmt.Errorf("runs: sources: %w", err)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
