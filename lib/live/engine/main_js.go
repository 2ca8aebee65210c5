package main

import (
	"context"
	"encoding/json"
	"fmt"
	"syscall/js"
	"unsafe"

	"nodulelab/lib/live"
	"nodulelab/lib/loss"
	"nodulelab/lib/native"
	"nodulelab/lib/nodule"
)

// instrument is the one that the page asks.
var instrument live.Instrument

// functions are what scripts can call. Each returns an object, or an object with the one
// field error, a text.
var functions = map[string]func(args []js.Value) (map[string]any, error){
	"about":   about,
	"put":     put,
	"clear":   clearPlace,
	"look":    look,
	"map":     quickMap,
	"open":    open,
	"train":   trainNetwork,
	"compare": compare,
}

func main() {
	all := map[string]any{}
	for name, f := range functions {
		all[name] = js.FuncOf(func(_ js.Value, args []js.Value) any {
			result, err := f(args)
			if err != nil {
				return map[string]any{"error": err.Error()}
			}
			return result
		})
	}
	js.Global().Set("nodulelab", all)
	js.Global().Call("nodulelabReady")
	select {}
}

// about() tells of the program: kernels and notice (package native), side, intensities,
// levels, areas (of the data's benign and malignant shapes), knobs (of the first sample of
// D(150,150)), training (the paper's).
func about([]js.Value) (map[string]any, error) {
	return object(struct {
		Kernels     string        `json:"kernels"`
		Notice      string        `json:"notice"`
		Side        int           `json:"side"`
		Intensities []int         `json:"intensities"`
		Levels      []float64     `json:"levels"`
		Areas       [2]float64    `json:"areas"`
		Knobs       live.Knobs    `json:"knobs"`
		Training    live.Training `json:"training"`
	}{
		native.Kernels(), native.Notice(), nodule.Paper().Side, nodule.Intensities(), live.Levels(), [2]float64{nodule.Paper().BenignArea, nodule.Paper().MalignantArea},
		live.KnobsOf(1, nodule.D(150, 150), 1), live.PaperTraining(loss.CE, nodule.D(150, 150), 1),
	})
}

// put(place, bytes) puts a packed network into a place and returns its plane: points
// (x, y, class of each, 1 malignant) and explained (two shares).
func put(args []js.Value) (map[string]any, error) {
	if err := want(args, js.TypeNumber, js.TypeObject); err != nil {
		return nil, err
	}
	n, err := unpack(args[1])
	if err != nil {
		return nil, err
	}
	if err := instrument.Put(args[0].Int(), n); err != nil {
		return nil, err
	}
	return plane(n.Plane), nil
}

// clear(place) empties a place.
func clearPlace(args []js.Value) (map[string]any, error) {
	if err := want(args, js.TypeNumber); err != nil {
		return nil, err
	}
	instrument.Clear(args[0].Int())
	return map[string]any{}, nil
}

// look(knobs in JSON) draws a nodule and asks the networks: image, area, mean, read (what
// rulers read), and answers, for each place null or logit, probability, x, y, saliency, curve (of
// probabilities at the levels).
func look(args []js.Value) (map[string]any, error) {
	var k live.Knobs
	if err := parse(args, &k); err != nil {
		return nil, err
	}
	p, err := instrument.Look(k)
	if err != nil {
		return nil, err
	}
	answers := make([]any, len(p.Answers))
	for i, a := range p.Answers {
		if a == nil {
			continue
		}
		curve := make([]float32, len(a.Curve))
		for j, l := range a.Curve {
			curve[j] = float32(live.Probability(l))
		}
		answers[i] = map[string]any{
			"logit": a.Logit, "probability": live.Probability(a.Logit), "x": a.Position.X, "y": a.Position.Y,
			"saliency": floats(a.Saliency), "curve": floats(curve),
		}
	}
	read := make([]any, len(p.Read))
	for i, v := range p.Read {
		read[i] = v
	}
	return map[string]any{"image": floats(p.Image), "area": p.Area, "mean": p.Mean, "read": read, "answers": answers}, nil
}

// map(place, seed, depth) estimates the map of the network in a place: accuracy, 100
// numbers by malignant and then by benign intensity.
func quickMap(args []js.Value) (map[string]any, error) {
	if err := want(args, js.TypeNumber, js.TypeNumber, js.TypeNumber); err != nil {
		return nil, err
	}
	m, err := instrument.QuickMap(args[0].Int(), uint64(args[1].Int()), args[2].Float())
	if err != nil {
		return nil, err
	}
	var all []float32
	for _, row := range m {
		for _, v := range row {
			all = append(all, float32(v))
		}
	}
	return map[string]any{"accuracy": floats(all)}, nil
}

// open(seed, malignant, benign) draws a test set: images (one after the other), classes (1
// malignant), and logits, for each place null or one an image.
func open(args []js.Value) (map[string]any, error) {
	if err := want(args, js.TypeNumber, js.TypeNumber, js.TypeNumber); err != nil {
		return nil, err
	}
	q, err := instrument.Open(uint64(args[0].Int()), nodule.D(args[1].Int(), args[2].Int()))
	if err != nil {
		return nil, err
	}
	logits := make([]any, len(q.Logits))
	for i, l := range q.Logits {
		if l != nil {
			logits[i] = floats(l)
		}
	}
	return map[string]any{"images": floats(q.Set.Images), "classes": floats(q.Set.Labels()), "logits": logits}, nil
}

// train(training in JSON, report) trains a network and returns it packed, as network. After
// each epoch it calls report(step) with stage, epoch, epochs, loss, accuracy,
// validationLoss, validationAccuracy and points (as of put) or null.
func trainNetwork(args []js.Value) (map[string]any, error) {
	var t live.Training
	if err := parse(args[:min(len(args), 1)], &t); err != nil {
		return nil, err
	}
	if err := want(args, js.TypeString, js.TypeFunction); err != nil {
		return nil, err
	}
	n, err := t.Run(context.Background(), func(s live.Step) {
		step := map[string]any{
			"stage": string(s.Stage), "epoch": s.Epoch, "epochs": s.Epochs,
			"loss": s.Now.Loss, "accuracy": s.Now.Accuracy,
			"validationLoss": s.Now.ValidationLoss, "validationAccuracy": s.Now.ValidationAccuracy, "points": nil,
		}
		if s.Plane != nil {
			step["points"] = points(*s.Plane)
		}
		args[1].Invoke(step)
	})
	if err != nil {
		return nil, err
	}
	packed, err := n.Pack()
	return map[string]any{"network": bytes(packed)}, err
}

// compare(bytes, bytes, seed, tests in JSON) compares two packed networks on the test sets
// of a seed, given as pairs [malignant, benign]: weight (the largest difference), decisions
// (how many differ), of.
func compare(args []js.Value) (map[string]any, error) {
	if err := want(args, js.TypeObject, js.TypeObject, js.TypeNumber, js.TypeString); err != nil {
		return nil, err
	}
	var pairs [][2]int
	if err := parse(args[3:], &pairs); err != nil {
		return nil, err
	}
	a, err := unpack(args[0])
	if err != nil {
		return nil, err
	}
	b, err := unpack(args[1])
	if err != nil {
		return nil, err
	}
	var tests []nodule.Distribution
	for _, p := range pairs {
		tests = append(tests, nodule.D(p[0], p[1]))
	}
	d, err := live.Compare(a, b, uint64(args[2].Int()), tests...)
	if err != nil {
		return nil, err
	}
	return object(d)
}

// want returns an error unless the arguments are of some types.
func want(args []js.Value, types ...js.Type) error {
	if len(args) != len(types) {
		return fmt.Errorf("%d arguments: want %d", len(args), len(types))
	}
	for i, t := range types {
		if args[i].Type() != t {
			return fmt.Errorf("argument %d is a %s: want a %s", i+1, args[i].Type(), t)
		}
	}
	return nil
}

// parse reads the only argument, JSON.
func parse(args []js.Value, to any) error {
	if err := want(args, js.TypeString); err != nil {
		return err
	}
	return json.Unmarshal([]byte(args[0].String()), to)
}

func unpack(v js.Value) (live.Network, error) {
	b := make([]byte, v.Get("length").Int())
	js.CopyBytesToGo(b, v)
	return live.Unpack(b)
}

// object returns a value as scripts see it.
func object(v any) (map[string]any, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	var o map[string]any
	return o, json.Unmarshal(text, &o)
}

func plane(p live.Plane) map[string]any {
	return map[string]any{"points": points(p), "explained": []any{p.Explained[0], p.Explained[1]}}
}

// points lists x, y and class of each point of a plane.
func points(p live.Plane) js.Value {
	var all []float32
	for i, q := range p.Points {
		all = append(all, float32(q.X), float32(q.Y), class(p.Malignant[i]))
	}
	return floats(all)
}

func class(malignant bool) float32 {
	if malignant {
		return 1
	}
	return 0
}

// bytes copies bytes to a Uint8Array.
func bytes(b []byte) js.Value {
	to := js.Global().Get("Uint8Array").New(len(b))
	js.CopyBytesToJS(to, b)
	return to
}

// floats copies numbers to a Float32Array.
func floats(v []float32) js.Value {
	if len(v) == 0 {
		return js.Global().Get("Float32Array").New(0)
	}
	b := bytes(unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(v))), 4*len(v)))
	return js.Global().Get("Float32Array").New(b.Get("buffer"))
}
