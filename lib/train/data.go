package train

import (
	"math/rand/v2"

	"github.com/gomlx/gomlx/core/tensors"

	"nodulelab/lib/internal/stream"
	"nodulelab/lib/nodule"
)

// greyLevels scales grey levels 0–255 to the network's input in [0, 1].
const greyLevels = 255

// data are the inputs of one stage for R replicas. They go to the device once
// and stay there.
type data struct{ training, validation samples }

// samples are N samples per replica: features [R, N, F] (pixels or embeddings)
// and labels [R, N] (1 malignant, 0 benign).
type samples struct{ features, labels *tensors.Tensor }

func newData(tasks []Task) data {
	var training, validation []*nodule.Set
	for _, t := range tasks {
		training, validation = append(training, t.Training), append(validation, t.Validation)
	}
	return data{imageSamples(training), imageSamples(validation)}
}

func imageSamples(sets []*nodule.Set) samples {
	r, n, f := len(sets), sets[0].Len(), sets[0].Side*sets[0].Side
	pixels := make([]float32, 0, r*n*f)
	labels := make([]float32, 0, r*n)
	for _, s := range sets {
		pixels = append(pixels, scaled(s.Images)...)
		for _, c := range s.Classes {
			labels = append(labels, float32(c))
		}
	}
	return samples{
		tensors.FromFlatDataAndDimensions(pixels, r, n, f),
		tensors.FromFlatDataAndDimensions(labels, r, n),
	}
}

// scaled divides grey levels by 255.
func scaled(grey []float32) []float32 {
	x := make([]float32, len(grey))
	for i, v := range grey {
		x[i] = v / greyLevels
	}
	return x
}

// shuffler gives the batches of one replica. Its order depends on the seed
// alone, so that both losses see the same batches in their first stage.
type shuffler struct {
	random *rand.Rand
	n      int
}

func newShuffler(seed uint64, n int) *shuffler {
	return &shuffler{stream.New(seed, "batches"), n}
}

// epoch returns the next epoch's order of the samples.
func (s *shuffler) epoch() []int { return s.random.Perm(s.n) }

// batches cuts one epoch's order of every replica into batches: [R, B] indices,
// the last one shorter.
func batches(orders [][]int, size int) []*tensors.Tensor {
	n := len(orders[0])
	var all []*tensors.Tensor
	for start := 0; start < n; start += size {
		end := min(start+size, n)
		indices := make([]int32, 0, len(orders)*(end-start))
		for _, order := range orders {
			for _, i := range order[start:end] {
				indices = append(indices, int32(i))
			}
		}
		all = append(all, tensors.FromFlatDataAndDimensions(indices, len(orders), end-start))
	}
	return all
}
