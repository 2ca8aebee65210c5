package lab

import (
	"bytes"
	"context"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"nodulelab/lib/runs"
)

// finding is the identity of something that was found out about networks.
type finding struct {
	Question string   `json:"question"`
	Code     string   `json:"code"`     // hash of the code that answers
	Networks runs.Key `json:"networks"` // of the keys of all networks that were asked
}

// Remember returns what compute finds out about the networks of some of the lab's
// jobs, of one seed each. If the same code answered the same question before, the
// store has the answer, and compute is not called. Code holds the sources of the
// packages that compute; an answer is anything that encoding/gob can write.
func Remember[T any](l *Lab, question string, code []fs.FS, jobs []Job, compute func() (T, error)) (T, error) {
	var answer T
	id, known, err := l.finding(question, code, jobs)
	if err != nil {
		return answer, err
	}
	if l.Store == nil || !known {
		return compute()
	}
	key, err := runs.KeyOf(id)
	if err != nil {
		return answer, err
	}
	answer, err = fetch(l, key, recall[T])
	if err == nil || !errors.Is(err, runs.ErrMissing) {
		return answer, err
	}
	if answer, err = compute(); err != nil {
		return answer, err
	}
	return answer, l.keep(key, id, answer)
}

// finding identifies an answer. It is not known if the code of some networks' loss cannot
// be found.
func (l *Lab) finding(question string, code []fs.FS, jobs []Job) (f finding, known bool, err error) {
	hash, err := runs.Hash(code...)
	if err != nil {
		return finding{}, false, err
	}
	entries, err := l.entries(context.Background(), jobs)
	if err != nil {
		return finding{}, false, err
	}
	var networks []runs.Key
	for _, j := range jobs {
		e, known := entries[j.place()]
		if !known {
			return finding{}, false, nil
		}
		networks = append(networks, e.key)
	}
	all, err := runs.KeyOf(networks)
	return finding{question, hash, all}, true, err
}

// recall reads an answer.
func recall[T any](run runs.Run) (answer T, err error) {
	if err := gob.NewDecoder(bytes.NewReader(run.Files["answer.gob"])).Decode(&answer); err != nil {
		return answer, fmt.Errorf("lab: a stored answer: %w", err)
	}
	return answer, nil
}

// keep writes an answer into the store.
func (l *Lab) keep(key runs.Key, id finding, answer any) error {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(answer); err != nil {
		return fmt.Errorf("lab: an answer: %w", err)
	}
	text, err := json.Marshal(id)
	if err != nil {
		return fmt.Errorf("lab: %w", err)
	}
	return l.Store.Put(key, runs.Run{Identity: text, Provenance: Provenance(), Files: map[string][]byte{"answer.gob": b.Bytes()}})
}
