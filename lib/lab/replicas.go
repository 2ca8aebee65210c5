package lab

import (
	"context"

	"nodulelab/lib/device"
	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
)

// ReplicasVariable is the environment variable that sets how many networks one
// graph of GoMLX trains at once.
const ReplicasVariable = "NODULELAB_REPLICAS"

const (
	usualReplicas = 20  // on XLA where the memory is not known, and on its CPU plugin
	mostReplicas  = 500 // more gain nothing and take longer to compile
)

// Replicas is the number of networks that one graph trains in a GPU's memory, at
// most 500: half of the memory (the rest is for the compiler's workspace and for
// fragmentation) over [ReplicaBytes] under the paper's protocol.
func Replicas(memory uint64) int {
	c := nodule.Paper()
	each, err := ReplicaBytes(c.Side, train.Paper().Batch, c.Training, c.Samples)
	if err != nil {
		return 1
	}
	return int(min(max(memory/2/each, 1), mostReplicas))
}

// ReplicaBytes bounds what one network in training takes of a graph's memory. Of
// a sample the graph holds every layer's output, and for a convolution the 5×5
// patches of its input:
//
//	F = Σ out + Σ 25 · channels in · height out · width out
//
// A step of training holds F for each sample of the batch twice, once forward and
// once for the gradient; the embeddings of stage 2 hold F once, for all training
// samples. The parameters are there four times (themselves, gradient, two moments
// of Adam), the pixels of all samples once. Every number takes 4 bytes:
//
//	4 · (F · max(2 · batch, training) + 4 · parameters + side² · samples)
//
// That is 35 MB at 32×32 pixels, batch 32 and 170 of 200 samples. On XLA's CPU
// plugin each network from the 20th to the 100th took 14 MB end to end and 31 MB
// under the contrastive loss.
func ReplicaBytes(side, batch, training, samples int) (uint64, error) {
	layers, err := lenet.Layers(side)
	if err != nil {
		return 0, err
	}
	forward, parameters := 0, 0
	for _, l := range layers {
		forward += lenet.Size(l.Out)
		if l.Kind == lenet.ConvolutionLayer {
			forward += lenet.Kernel * lenet.Kernel * l.In[0] * lenet.Size(l.Out[1:])
		}
		parameters += l.Parameters
	}
	return 4 * uint64(forward*max(2*batch, training)+4*parameters+side*side*samples), nil
}

// fitting is the number of networks for the GPU of this machine.
func fitting() int {
	if memory, known := device.Memory(context.Background()); known {
		return Replicas(memory)
	}
	return usualReplicas
}
