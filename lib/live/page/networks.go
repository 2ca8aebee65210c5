package page

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"os"
	"path/filepath"

	"nodulelab/lib/project"
)

// networksFile holds the networks of a report until its live page is written.
const networksFile = "networks.gob"

// KeepNetworks writes networks into the report's folder, where [TakeNetworks] finds them.
func KeepNetworks(folder string, all []Network) error {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(all); err != nil {
		return fmt.Errorf("page: %w", err)
	}
	return project.WriteText(filepath.Join(folder, networksFile), b.String())
}

// TakeNetworks reads what [KeepNetworks] has written, and removes the file: it is nothing
// to open.
func TakeNetworks(folder string) (all []Network, err error) {
	path := filepath.Join(folder, networksFile)
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if err := gob.NewDecoder(bytes.NewReader(b)).Decode(&all); err != nil {
		return nil, fmt.Errorf("page: %s: %w", path, err)
	}
	return all, os.Remove(path)
}
