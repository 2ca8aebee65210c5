package runs

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

const (
	manifestName = "manifest.json"
	schema       = 1

	mostManifest = 16 << 20 // bytes of a manifest
	mostFile     = 1 << 30  // bytes of one file of a run
)

// manifest is stored beside a run's files and holds their sizes and hashes.
type manifest struct {
	Schema     int               `json:"schema"`
	Key        Key               `json:"key"`
	Identity   json.RawMessage   `json:"identity"`
	Provenance map[string]string `json:"provenance,omitempty"`
	Files      []fileEntry       `json:"files"`
	Check      string            `json:"check"` // SHA-256 of the manifest with an empty Check
}

type fileEntry struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

func newManifest(key Key, r Run) (manifest, error) {
	m := manifest{Schema: schema, Key: key, Identity: r.Identity, Provenance: r.Provenance}
	for name, content := range r.Files {
		entry := fileEntry{name, int64(len(content)), digest(content)}
		if err := entry.check(); err != nil {
			return m, err
		}
		m.Files = append(m.Files, entry)
	}
	slices.SortFunc(m.Files, func(a, b fileEntry) int { return strings.Compare(a.Name, b.Name) })
	check, err := m.digest()
	m.Check = check
	return m, err
}

// check returns an error unless the entry's name is plain and its size is allowed.
func (f fileEntry) check() error {
	if f.Size < 0 || f.Size > mostFile {
		return fmt.Errorf("runs: file %q of %d bytes: want at most %d", f.Name, f.Size, mostFile)
	}
	return checkName(f.Name)
}

// checkName returns an error unless name is a plain file name: no folder, not hidden, and
// not the manifest's own.
func checkName(name string) error {
	if name == "" || name == manifestName || strings.HasPrefix(name, ".") || strings.ContainsAny(name, `/\`+"\x00") {
		return fmt.Errorf("runs: file name %q: want a plain name other than %s", name, manifestName)
	}
	return nil
}

func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// digest returns the check value of the manifest, which its Check must equal.
func (m manifest) digest() (string, error) {
	m.Check = ""
	text, err := canonicalJSON(m)
	return digest(text), err
}

// parseManifest decodes the manifest of the run with a key. It is an error if anything in
// it was altered or if it belongs to another run.
func parseManifest(text []byte, key Key) (manifest, error) {
	var m manifest
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return m, fmt.Errorf("manifest: %w", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return m, errors.New("manifest: something follows its end")
	}
	if m.Schema != schema {
		return m, fmt.Errorf("manifest: schema %d, want %d", m.Schema, schema)
	}
	if check, err := m.digest(); err != nil || check != m.Check {
		return m, fmt.Errorf("manifest: its check value does not match")
	}
	if own, err := KeyOf(m.Identity); err != nil || own != key || m.Key != key {
		return m, fmt.Errorf("manifest: it belongs to another run")
	}
	for _, f := range m.Files {
		if err := f.check(); err != nil {
			return m, err
		}
	}
	return m, nil
}
