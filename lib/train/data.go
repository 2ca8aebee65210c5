package train

import (
	"math/rand/v2"

	"github.com/gomlx/gomlx/core/tensors"

	"nodulelab/lib/internal/stream"
	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
)

// data are the inputs of one stage for R replicas. They go to the device once
// and stay there.
type data struct{ training, validation samples }

// samples are N samples per replica: features [R, N, F] (pixels or embeddings)
// and labels [R, N] (1 malignant, 0 benign).
type samples struct{ features, labels *tensors.Tensor }

// newData scales each task's images as its network takes them.
func newData(tasks []Task, inputs []lenet.Input) data {
	var training, validation []*nodule.Set
	for _, t := range tasks {
		training, validation = append(training, t.Training), append(validation, t.Validation)
	}
	return data{imageSamples(training, inputs), imageSamples(validation, inputs)}
}

func imageSamples(sets []*nodule.Set, inputs []lenet.Input) samples {
	r, n, f := len(sets), sets[0].Len(), sets[0].Side*sets[0].Side
	pixels := make([]float32, 0, r*n*f)
	labels := make([]float32, 0, r*n)
	for i, s := range sets {
		pixels = append(pixels, inputs[i].Scale(s.Images, f)...)
		for _, c := range s.Classes {
			labels = append(labels, float32(c))
		}
	}
	return samples{
		tensors.FromFlatDataAndDimensions(pixels, r, n, f),
		tensors.FromFlatDataAndDimensions(labels, r, n),
	}
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
func (p Protocol) batches(orders [][]int) []*tensors.Tensor {
	var all []*tensors.Tensor
	for _, b := range p.cuts(len(orders[0])) {
		indices := make([]int32, 0, len(orders)*(b[1]-b[0]))
		for _, order := range orders {
			for _, i := range order[b[0]:b[1]] {
				indices = append(indices, int32(i))
			}
		}
		all = append(all, tensors.FromFlatDataAndDimensions(indices, len(orders), b[1]-b[0]))
	}
	return all
}

// cuts are first and end of an epoch's batches of n samples in all.
func (p Protocol) cuts(n int) [][2]int {
	var all [][2]int
	for start := 0; start < n; start += p.Batch {
		if end := start + p.Batch; end <= n || !p.DropLast || start == 0 {
			all = append(all, [2]int{start, min(end, n)})
		}
	}
	return all
}
