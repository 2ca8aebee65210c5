package lenet

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
)

// The keys of a safetensors file's metadata that say what network it holds.
const (
	sideKey    = "side"
	variantKey = "variant"
	inputKey   = "input"
	customKey  = "custom"
)

// longestHeader bounds the header of a file, in bytes, and mostNumbers its values, so
// that a damaged file cannot ask for all memory.
const (
	longestHeader = 1 << 20
	mostNumbers   = 1 << 28
)

// entry describes one tensor in the header of a safetensors file.
type entry struct {
	DType   string `json:"dtype"`
	Shape   []int  `json:"shape"`
	Offsets [2]int `json:"data_offsets"`
}

// WriteSafetensors writes the weights in the safetensors format (float32, names and
// layouts as in PyTorch), with what belongs to them and what else is worth saying in the
// file's metadata.
func (w Weights) WriteSafetensors(out io.Writer, about map[string]string) error {
	if err := w.Check(); err != nil {
		return err
	}
	metadata, err := w.metadata()
	if err != nil {
		return err
	}
	maps.Copy(metadata, about)
	header, at := map[string]any{"__metadata__": metadata}, 0
	for _, t := range w.Tensors {
		end := at + 4*len(t.Data)
		header[t.Name] = entry{"F32", t.Shape, [2]int{at, end}}
		at = end
	}
	text, err := json.Marshal(header)
	if err != nil {
		return fmt.Errorf("lenet: safetensors: %w", err)
	}
	for len(text)%8 != 0 { // so that the numbers are aligned
		text = append(text, ' ')
	}
	file := append(binary.LittleEndian.AppendUint64(nil, uint64(len(text))), text...)
	for _, t := range w.Tensors {
		for _, v := range t.Data {
			file = binary.LittleEndian.AppendUint32(file, math.Float32bits(v))
		}
	}
	if _, err := out.Write(file); err != nil {
		return fmt.Errorf("lenet: safetensors: %w", err)
	}
	return nil
}

// metadata says what network the weights are of.
func (w Weights) metadata() (map[string]string, error) {
	variant, err := json.Marshal(w.Variant)
	if err != nil {
		return nil, fmt.Errorf("lenet: %w", err)
	}
	input, err := json.Marshal(w.Input)
	if err != nil {
		return nil, fmt.Errorf("lenet: %w", err)
	}
	m := map[string]string{sideKey: strconv.Itoa(w.Side), variantKey: string(variant), inputKey: string(input)}
	if w.Custom != nil {
		m[customKey] = w.Custom.Name()
	}
	return m, nil
}

// ReadSafetensors reads what [Weights.WriteSafetensors] wrote: the weights and the file's
// metadata. Weights of a network of one's own need that network; others take nil.
func ReadSafetensors(in io.Reader, custom Custom) (Weights, map[string]string, error) {
	header, metadata, err := readHeader(in)
	if err != nil {
		return Weights{}, nil, fmt.Errorf("lenet: safetensors: %w", err)
	}
	w, err := formOf(metadata, custom)
	if err != nil {
		return Weights{}, nil, fmt.Errorf("lenet: safetensors: %w", err)
	}
	if w.Tensors, err = readTensors(in, header, w.Tensors); err != nil {
		return Weights{}, nil, fmt.Errorf("lenet: safetensors: %w", err)
	}
	return w, metadata, w.Check()
}

// readHeader reads the header of a file up to its numbers.
func readHeader(in io.Reader) (tensors map[string]entry, metadata map[string]string, err error) {
	var size [8]byte
	if _, err := io.ReadFull(in, size[:]); err != nil {
		return nil, nil, fmt.Errorf("no header: %w", err)
	}
	n := binary.LittleEndian.Uint64(size[:])
	if n > longestHeader {
		return nil, nil, fmt.Errorf("a header of %d bytes: want at most %d", n, longestHeader)
	}
	text := make([]byte, n)
	if _, err := io.ReadFull(in, text); err != nil {
		return nil, nil, fmt.Errorf("a header cut short: %w", err)
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(text, &all); err != nil {
		return nil, nil, fmt.Errorf("header: %w", err)
	}
	if err := json.Unmarshal(all["__metadata__"], &metadata); err != nil {
		return nil, nil, fmt.Errorf("no metadata that say what network it is: %w", err)
	}
	delete(all, "__metadata__")
	tensors = map[string]entry{}
	for name, raw := range all {
		var e entry
		if err := json.Unmarshal(raw, &e); err != nil {
			return nil, nil, fmt.Errorf("tensor %q: %w", name, err)
		}
		tensors[name] = e
	}
	return tensors, metadata, nil
}

// formOf returns weights of the form that metadata describe, with all values zero.
func formOf(metadata map[string]string, custom Custom) (w Weights, err error) {
	switch name := metadata[customKey]; {
	case name == "" && custom != nil:
		return w, fmt.Errorf("the weights are of LeNet-5, not of the network %q: read them without it", custom.Name())
	case name != "" && custom == nil:
		return w, fmt.Errorf("the weights are of the network %q: read them with that network", name)
	case name != "" && name != custom.Name():
		return w, fmt.Errorf("the weights are of the network %q, not of %q", name, custom.Name())
	}
	f := Form{Custom: custom}
	if f.Side, err = strconv.Atoi(metadata[sideKey]); err != nil {
		return w, fmt.Errorf("side %q: want a whole number of pixels", metadata[sideKey])
	}
	if err := json.Unmarshal([]byte(metadata[variantKey]), &f.Variant); err != nil {
		return w, fmt.Errorf("variant: %w", err)
	}
	if w, err = f.Shapes(); err != nil {
		return w, err
	}
	if err := json.Unmarshal([]byte(metadata[inputKey]), &w.Input); err != nil {
		return w, fmt.Errorf("input: %w", err)
	}
	if !slices.Contains(Scalings(), w.Input.Scaling) {
		return w, unknown("scaling", w.Input.Scaling, Scalings())
	}
	return w, nil
}

// readTensors reads the numbers of tensors, in whatever order the file has them.
func readTensors(in io.Reader, header map[string]entry, tensors []Tensor) ([]Tensor, error) {
	if len(header) != len(tensors) {
		return nil, fmt.Errorf("%d tensors: want %d", len(header), len(tensors))
	}
	numbers, err := io.ReadAll(io.LimitReader(in, 4*mostNumbers))
	if err != nil {
		return nil, err
	}
	for _, t := range tensors {
		e, ok := header[t.Name]
		if !ok {
			return nil, fmt.Errorf("no tensor %q", t.Name)
		}
		if e.DType != "F32" || !slices.Equal(e.Shape, t.Shape) {
			return nil, fmt.Errorf("tensor %q is %s %v: want F32 %v", t.Name, e.DType, e.Shape, t.Shape)
		}
		if from, to := e.Offsets[0], e.Offsets[1]; from < 0 || to > len(numbers) || to-from != 4*len(t.Data) {
			return nil, fmt.Errorf("tensor %q lies at %v of %d bytes: want %d bytes of them", t.Name, e.Offsets, len(numbers), 4*len(t.Data))
		}
		for i := range t.Data {
			t.Data[i] = math.Float32frombits(binary.LittleEndian.Uint32(numbers[e.Offsets[0]+4*i:]))
		}
	}
	return tensors, nil
}
