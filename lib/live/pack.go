package live

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"

	"nodulelab/lib/lenet"
)

// packed is what stands before the weights of a packed network.
type packed struct {
	Side    int           `json:"side"`
	Variant lenet.Variant `json:"variant"`
	Input   lenet.Input   `json:"input"`
	Plane   Plane         `json:"plane"`
}

// Pack returns a network as bytes that compress well, without loss: the length of a header,
// the header in JSON, then the weights, first the lowest byte of every one, then the next.
func (n Network) Pack() ([]byte, error) {
	if err := n.check(); err != nil {
		return nil, err
	}
	header, err := json.Marshal(packed{n.Weights.Side, n.Weights.Variant, n.Weights.Input, n.Plane})
	if err != nil {
		return nil, fmt.Errorf("live: %w", err)
	}
	b := append(binary.LittleEndian.AppendUint32(nil, uint32(len(header))), header...)
	planes, count, at := make([]byte, 4*n.Weights.Count()), n.Weights.Count(), 0
	for _, t := range n.Weights.Tensors {
		for _, v := range t.Data {
			for k := range 4 {
				planes[k*count+at] = byte(math.Float32bits(v) >> (8 * k))
			}
			at++
		}
	}
	return append(b, planes...), nil
}

// Unpack reads what [Network.Pack] returns.
func Unpack(b []byte) (Network, error) {
	if len(b) < 4 || int(binary.LittleEndian.Uint32(b)) > len(b)-4 {
		return Network{}, fmt.Errorf("live: %d bytes are not a packed network: its header is cut off", len(b))
	}
	length := int(binary.LittleEndian.Uint32(b))
	var p packed
	if err := json.Unmarshal(b[4:4+length], &p); err != nil {
		return Network{}, fmt.Errorf("live: a packed network: %w", err)
	}
	w, err := p.Variant.Shapes(p.Side)
	if err != nil {
		return Network{}, err
	}
	w.Input = p.Input
	planes, count, at := b[4+length:], w.Count(), 0
	if len(planes) != 4*count {
		return Network{}, fmt.Errorf("live: a packed network with %d bytes of weights: want %d", len(planes), 4*count)
	}
	for _, t := range w.Tensors {
		for i := range t.Data {
			var bits uint32
			for k := range 4 {
				bits |= uint32(planes[k*count+at]) << (8 * k)
			}
			t.Data[i] = math.Float32frombits(bits)
			at++
		}
	}
	n := Network{w, p.Plane}
	return n, n.check()
}
