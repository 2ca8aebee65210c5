package lenet_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"nodulelab/lib/lenet"
)

// written returns a network's safetensors file.
func written(t testing.TB, w lenet.Weights) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := w.WriteSafetensors(&b, map[string]string{"seed": "3"}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func small(t testing.TB) lenet.Weights {
	t.Helper()
	v := lenet.Variant{Activation: lenet.ReLUActivation, Pooling: lenet.MaxPooling, Cut: lenet.CutF1, Head: 2}
	w, err := v.Init(3, 16, lenet.He)
	if err != nil {
		t.Fatal(err)
	}
	w.Input = lenet.Input{Scaling: lenet.Standardised, Mean: 101.25, SD: 7.5}
	return w
}

func TestSafetensors(t *testing.T) {
	w := small(t)
	back, about, err := lenet.ReadSafetensors(bytes.NewReader(written(t, w)), nil)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(back, w) || about["seed"] != "3" {
		t.Errorf("seed %s, %v, want %v", about["seed"], back.Form(), w.Form())
	}
}

// The file is laid out as the format says: the header's length, the header as JSON, and
// every tensor's numbers where the header says.
func TestSafetensorsLayout(t *testing.T) {
	w := small(t)
	file := written(t, w)
	n := binary.LittleEndian.Uint64(file)
	var header map[string]struct {
		DType   string
		Shape   []int
		Offsets [2]int `json:"data_offsets"`
	}
	if err := json.Unmarshal(file[8:8+n], &header); err != nil || n%8 != 0 {
		t.Fatalf("a header of %d bytes: %v", n, err)
	}
	for _, tensor := range w.Tensors {
		h := header[tensor.Name]
		if h.DType != "F32" || !reflect.DeepEqual(h.Shape, tensor.Shape) || h.Offsets[1]-h.Offsets[0] != 4*len(tensor.Data) {
			t.Errorf("%s: %+v", tensor.Name, h)
		}
		last := file[8+int(n)+h.Offsets[1]-4:]
		if got := math.Float32frombits(binary.LittleEndian.Uint32(last)); got != tensor.Data[len(tensor.Data)-1] {
			t.Errorf("%s ends with %v, want %v", tensor.Name, got, tensor.Data[len(tensor.Data)-1])
		}
	}
}

// A file of another network, or a damaged one, says what is wrong with it.
func TestSafetensorsRefuses(t *testing.T) {
	good := written(t, small(t))
	replaced := func(old, new string) []byte { return bytes.Replace(good, []byte(old), []byte(new), 1) }
	for want, file := range map[string][]byte{
		"no header":                good[:5],
		"a header cut short":       good[:100],
		"header of ":               append([]byte{255, 255, 255, 255, 255, 255, 255, 255}, good[8:]...),
		"bytes of them":            good[:len(good)-1],
		`tensor "cls.bias" is F64`: replaced(`"cls.bias":{"dtype":"F32"`, `"cls.bias":{"dtype":"F64"`),
		`no tensor "enc.c1.bias"`:  replaced(`"enc.c1.bias"`, `"enc.c1.bill"`),
		"scaling":                  replaced("training set standardised", "training set standardized"),
		"activation":               replaced("ReLU", "SiLU"),
		"side \"x6\"":              replaced(`"side":"16"`, `"side":"x6"`),
		"want F32 [120 7056]":      replaced(`"side":"16"`, `"side":"96"`),
	} {
		if _, _, err := lenet.ReadSafetensors(bytes.NewReader(file), nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	broken := small(t)
	broken.Tensors[0].Data[0] = float32(math.NaN())
	if err := broken.WriteSafetensors(&bytes.Buffer{}, nil); err == nil {
		t.Error("weights that are no numbers were written")
	}
}

func FuzzReadSafetensors(f *testing.F) {
	f.Add(written(f, small(f)))
	f.Add([]byte("\x02\x00\x00\x00\x00\x00\x00\x00{}"))
	f.Fuzz(func(t *testing.T, file []byte) {
		w, _, err := lenet.ReadSafetensors(bytes.NewReader(file), nil)
		if err != nil {
			return
		}
		if err := w.Check(); err != nil {
			t.Error(err)
		}
	})
}

func ExampleReadSafetensors() {
	w, err := lenet.Init(1, 32)
	if err != nil {
		fmt.Println(err)
		return
	}
	var file bytes.Buffer
	if err := w.WriteSafetensors(&file, map[string]string{"note": "before training"}); err != nil {
		fmt.Println(err)
		return
	}
	back, about, err := lenet.ReadSafetensors(&file, nil)
	fmt.Println(back.Count(), about["note"], err)
	// Output: 60941 before training <nil>
}
