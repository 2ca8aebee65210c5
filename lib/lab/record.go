package lab

import (
	"bytes"
	"encoding/json"
	"fmt"

	"nodulelab/lib/internal/npz"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/results"
	"nodulelab/lib/runs"
	"nodulelab/lib/train"
)

// record is the part of a trained network that is written as JSON.
type record struct {
	Seed    uint64           `json:"seed"`
	Loss    loss.Name        `json:"loss"`
	Side    int              `json:"side"`
	Variant lenet.Variant    `json:"variant"`
	Input   lenet.Input      `json:"input"`
	Curves  train.Curves     `json:"curves"`
	Results []results.Result `json:"results"`
}

// encode writes a trained network as two files: weights.npz and record.json.
func encode(t Trained) (runs.Run, error) {
	var arrays []npz.Array
	for _, tensor := range t.Weights.Tensors {
		arrays = append(arrays, npz.Array(tensor))
	}
	var weights bytes.Buffer
	if err := npz.Write(&weights, arrays); err != nil {
		return runs.Run{}, err
	}
	text, err := json.Marshal(record{t.Seed, t.Loss, t.Weights.Side, t.Weights.Variant, t.Weights.Input, t.Curves, t.Results})
	if err != nil {
		return runs.Run{}, fmt.Errorf("lab: seed %d, %s: %w", t.Seed, t.Loss, err)
	}
	return runs.Run{Files: map[string][]byte{"weights.npz": weights.Bytes(), "record.json": text}}, nil
}

// encodeResults writes what a network scored, and drops the network.
func encodeResults(t Trained) (runs.Run, error) {
	text, err := json.Marshal(record{Seed: t.Seed, Loss: t.Loss, Results: t.Results})
	if err != nil {
		return runs.Run{}, fmt.Errorf("lab: seed %d, %s: %w", t.Seed, t.Loss, err)
	}
	return runs.Run{Files: map[string][]byte{"record.json": text}}, nil
}

// decode is the inverse of encode.
func decode(r runs.Run) (Trained, error) {
	rec, err := decodeRecord(r)
	if err != nil {
		return Trained{}, err
	}
	arrays, err := npz.Read(r.Files["weights.npz"])
	if err != nil {
		return Trained{}, err
	}
	w := lenet.Weights{Side: rec.Side, Variant: rec.Variant, Input: rec.Input}
	for _, a := range arrays {
		w.Tensors = append(w.Tensors, lenet.Tensor(a))
	}
	if err := w.Check(); err != nil {
		return Trained{}, err
	}
	return Trained{train.Network{Seed: rec.Seed, Loss: rec.Loss, Weights: w, Curves: rec.Curves}, rec.Results}, nil
}

func decodeRecord(r runs.Run) (rec record, err error) {
	if err := json.Unmarshal(r.Files["record.json"], &rec); err != nil {
		return record{}, fmt.Errorf("lab: record.json: %w", err)
	}
	return rec, nil
}

// decodeResults reads a network's results and leaves its weights alone.
func decodeResults(r runs.Run) ([]results.Result, error) {
	rec, err := decodeRecord(r)
	return rec.Results, err
}
