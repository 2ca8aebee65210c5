package loss

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"math/rand/v2"
)

// Fingerprint is a hash of what a loss returns, value and gradient, on random batches
// of the given sizes, of rows of a width: five of each size, with rows of lengths from
// about .1 to 10, of both classes and of one. A loss whose sign, constants or captured
// variables are changed has another fingerprint, unless the change is only seen on other
// batches than these. The error says that the loss panicked.
func Fingerprint(l Loss, samples []int, width int) (print string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("loss: %s: %v", l.Name(), r)
		}
	}()
	if l.On() == Logits {
		width = 1
	}
	h, r := sha256.New(), rand.New(rand.NewPCG(2, 2))
	for _, n := range samples {
		for i, length := range []float64{.1, .3, 1, 3, 10} {
			rows, labels := Zeros(n, width), make([]float64, n)
			for j, row := range rows {
				labels[j] = float64((j + i) % (i + 1) % 2)
				for k := range row {
					row[k] = length / math.Sqrt(float64(width)) * r.NormFloat64()
				}
			}
			value, gradient := Evaluate(l, rows, labels)
			binary.Write(h, binary.LittleEndian, value)
			for _, row := range gradient {
				binary.Write(h, binary.LittleEndian, row)
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
