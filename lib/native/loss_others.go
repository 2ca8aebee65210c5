package native

import "math"

// The losses below are not the paper's (package loss says what they are). They
// compute in double precision, sample by sample.

// ContrastiveInPairs is Eq. 2 over pairs of the batch's first half with its second
// one. It returns the loss and leaves the gradient of the embeddings.
func (n *Net) ContrastiveInPairs(labels []float32, margin float64) float64 {
	return n.onRows(func(z, gradient [][]float64) (loss float64) {
		half := len(z) / 2
		for i := range half {
			d2 := squaredDistance(z[i], z[i+half])
			cost, slope := pair(labels[i] == labels[i+half], d2, margin)
			loss += cost / float64(half)
			pullRows(z, gradient, i, i+half, slope/float64(half))
		}
		return loss
	})
}

// Triplet is the triplet loss over all triplets of the batch. It returns the loss
// and leaves the gradient of the embeddings.
func (n *Net) Triplet(labels []float32, margin float64) float64 {
	return n.onRows(func(z, gradient [][]float64) (loss float64) {
		d := distances(z)
		triplets := float64(max(countTriplets(labels), 1))
		slopes := square(len(z)) // ∂loss/∂d
		for i := range z {
			for p := range z {
				if p == i || labels[p] != labels[i] {
					continue
				}
				for q := range z {
					if lacking := d[i][p] - d[i][q] + margin; labels[q] != labels[i] && lacking > 0 {
						loss += lacking / triplets
						slopes[i][p] += 1 / triplets
						slopes[i][q] -= 1 / triplets
					}
				}
			}
		}
		for i := range z {
			for j := range z {
				if i != j {
					pullRows(z, gradient, i, j, slopes[i][j]/(2*d[i][j])) // ∂d/∂d² = 1/(2d)
				}
			}
		}
		return loss
	})
}

func countTriplets(labels []float32) int {
	malignant := 0
	for _, y := range labels {
		malignant += int(y)
	}
	benign := len(labels) - malignant
	return malignant*(malignant-1)*benign + benign*(benign-1)*malignant
}

// SupervisedContrastive is L_out of Khosla et al. 2020. It returns the loss and
// leaves the gradient of the embeddings.
func (n *Net) SupervisedContrastive(labels []float32, temperature float64) float64 {
	return n.onRows(func(z, gradient [][]float64) float64 {
		u, sizes := onSphere(z)
		slopes, loss := square(len(z)), 0. // ∂loss/∂(uᵢ·uⱼ)
		anchors := 0.
		for i := range u {
			cost, asks := anchor(u, labels, i, temperature, slopes[i])
			loss += cost
			anchors += asks
		}
		anchors = max(anchors, 1)
		for i := range u {
			du := make([]float64, len(u[i]))
			for j := range u {
				add(du, u[j], (slopes[i][j]+slopes[j][i])/anchors)
			}
			add(du, u[i], -dot(du, u[i])) // along the sphere
			add(gradient[i], du, 1/sizes[i])
		}
		return loss / anchors
	})
}

// anchor is what sample i asks of all others, and the derivative by their likeness
// to it. It asks nothing, 0, if none is of its class.
func anchor(u [][]float64, labels []float32, i int, temperature float64, slopes []float64) (cost, asks float64) {
	likeness, all, positives := make([]float64, len(u)), 0., 0.
	for j := range u {
		if j != i {
			likeness[j] = (dot(u[i], u[j]) - 1) / temperature
			all += math.Exp(likeness[j])
			if labels[j] == labels[i] {
				positives++
			}
		}
	}
	if positives == 0 {
		return 0, 0
	}
	for j := range u {
		if j == i {
			continue
		}
		slopes[j] = math.Exp(likeness[j]) / all / temperature
		if labels[j] == labels[i] {
			cost += (math.Log(all) - likeness[j]) / positives
			slopes[j] -= 1 / positives / temperature
		}
	}
	return cost, 1
}

// onRows computes a loss on the batch's embeddings, one row a sample, and puts the
// gradient of the rows where [Net.BackEmbed] finds it.
func (n *Net) onRows(f func(z, gradient [][]float64) float64) float64 {
	samples, width := 0, len(n.blocks[0].z)
	for _, b := range n.blocks {
		samples += b.samples
	}
	z, gradient := matrix(samples, width), matrix(samples, width)
	n.eachNumber(func(b *block, i, lane, sample int) { z[sample][i] = float64(b.z[i][lane]) })
	loss := f(z, gradient)
	for _, b := range n.blocks {
		clear(b.dz)
	}
	n.eachNumber(func(b *block, i, lane, sample int) { b.dz[i][lane] = float32(gradient[sample][i]) })
	return loss
}

// eachNumber calls f for every number of every sample's embedding.
func (n *Net) eachNumber(f func(b *block, i, lane, sample int)) {
	for k, b := range n.blocks {
		for i := range b.z {
			for lane := range b.samples {
				f(b, i, lane, k*Lanes+lane)
			}
		}
	}
}

// pullRows adds the gradient of two samples by their squared distance:
// ∂‖zᵢ − zⱼ‖²/∂zᵢ = 2 (zᵢ − zⱼ).
func pullRows(z, gradient [][]float64, i, j int, slope float64) {
	for k := range z[i] {
		d := 2 * slope * (z[i][k] - z[j][k])
		gradient[i][k] += d
		gradient[j][k] -= d
	}
}

// distances are those of Eq. 3, their root as in pair.
func distances(z [][]float64) [][]float64 {
	d := square(len(z))
	for i := range z {
		for j := range i {
			d[i][j] = math.Sqrt(squaredDistance(z[i], z[j]) + 1e-12)
			d[j][i] = d[i][j]
		}
	}
	return d
}

func squaredDistance(a, b []float64) (d2 float64) {
	for k := range a {
		d2 += (a[k] - b[k]) * (a[k] - b[k])
	}
	return d2
}

// onSphere scales rows to length 1, and returns the lengths that they had.
func onSphere(z [][]float64) (u [][]float64, sizes []float64) {
	u, sizes = matrix(len(z), len(z[0])), make([]float64, len(z))
	for i := range z {
		sizes[i] = math.Sqrt(dot(z[i], z[i]) + 1e-12)
		add(u[i], z[i], 1/sizes[i])
	}
	return u, sizes
}

func dot(a, b []float64) (sum float64) {
	for k := range a {
		sum += a[k] * b[k]
	}
	return sum
}

// add is to ← to + s·v.
func add(to, v []float64, s float64) {
	for k := range to {
		to[k] += s * v[k]
	}
}

func square(n int) [][]float64 { return matrix(n, n) }

func matrix(rows, columns int) [][]float64 {
	m, all := make([][]float64, rows), make([]float64, rows*columns)
	for i := range m {
		m[i] = all[i*columns:][:columns]
	}
	return m
}
