package lab

import (
	"bytes"
	"encoding/json"
	"fmt"

	"nodulelab/lib/internal/npz"
	"nodulelab/lib/internal/slice"
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

// encode writes a trained network as two files: weights.npz and record.json. Lean, it
// is record.json alone, with what the network scored.
func encode(t Trained, lean bool) (runs.Run, error) {
	rec, files := record{Seed: t.Seed, Loss: t.Loss, Results: t.Results}, map[string][]byte{}
	if !lean {
		rec.Side, rec.Variant, rec.Input, rec.Curves = t.Weights.Side, t.Weights.Variant, t.Weights.Input, t.Curves
		var weights bytes.Buffer
		err := npz.Write(&weights, slice.Map(t.Weights.Tensors, func(t lenet.Tensor) npz.Array { return npz.Array(t) }))
		if err != nil {
			return runs.Run{}, err
		}
		files["weights.npz"] = weights.Bytes()
	}
	text, err := json.Marshal(rec)
	if err != nil {
		return runs.Run{}, fmt.Errorf("lab: seed %d, %s: %w", t.Seed, t.Loss, err)
	}
	files["record.json"] = text
	return runs.Run{Files: files}, nil
}

// decode is the inverse of encode. The network is of the lab's plan.
func (l *Lab) decode(r runs.Run) (Trained, error) {
	rec, err := decodeRecord(r)
	if err != nil {
		return Trained{}, err
	}
	arrays, err := npz.Read(r.Files["weights.npz"])
	if err != nil {
		return Trained{}, err
	}
	tensors := slice.Map(arrays, func(a npz.Array) lenet.Tensor { return lenet.Tensor(a) })
	w := lenet.Weights{Side: rec.Side, Variant: rec.Variant, Custom: l.Plan.Protocol.Custom, Input: rec.Input, Tensors: tensors}
	if err := w.Check(); err != nil {
		return Trained{}, err
	}
	return Trained{Network: train.Network{Seed: rec.Seed, Loss: rec.Loss, Weights: w, Curves: rec.Curves}, Results: rec.Results}, nil
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
