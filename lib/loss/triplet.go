package loss

// TripletMarginLoss is what [TripletMargin] returns.
type TripletMarginLoss struct{ Margin float64 }

// TripletMargin returns the triplet loss (Schroff et al. 2015) at a margin above 0:
// an anchor should lie nearer to a sample of its class than to one of the other
// class, by the margin. Distances follow Eq. 3; the loss is the mean over
// all triplets of the batch ("batch all", Hermans et al. 2017).
func TripletMargin(margin float64) TripletMarginLoss { return TripletMarginLoss{margin} }

// Name returns Triplet.
func (TripletMarginLoss) Name() Name { return Triplet }

// On returns Embeddings.
func (TripletMarginLoss) On() Output { return Embeddings }

func (l TripletMarginLoss) check() error { return checkMargin(l.Name(), l.Margin) }

// Evaluate implements [Loss]. A batch without triplets costs 0.
func (l TripletMarginLoss) Evaluate(rows [][]float64, labels []float64, gradient [][]float64) (value float64) {
	d := distances(rows)
	triplets := float64(countTriplets(labels))
	slopes := Zeros(len(rows), len(rows)) // ∂value/∂d
	for anchor := range rows {
		for positive := range rows {
			if positive == anchor || labels[positive] != labels[anchor] {
				continue
			}
			for negative := range rows {
				if short := d[anchor][positive] - d[anchor][negative] + l.Margin; labels[negative] != labels[anchor] && short > 0 {
					value += short / triplets
					slopes[anchor][positive] += 1 / triplets
					slopes[anchor][negative] -= 1 / triplets
				}
			}
		}
	}
	for i := range rows {
		for j := range rows {
			if i != j {
				Pull(rows, gradient, i, j, slopes[i][j]/(2*d[i][j])) // ∂d/∂d² = 1/(2d)
			}
		}
	}
	return value
}

// countTriplets counts the triplets of anchor, another sample of its class and a
// sample of the other class.
func countTriplets(labels []float64) int {
	malignant := 0
	for _, y := range labels {
		malignant += int(y)
	}
	benign := len(labels) - malignant
	return malignant*(malignant-1)*benign + benign*(benign-1)*malignant
}

// distances are the distances of Eq. 3 of every two rows, and 0 of a row from
// itself.
func distances(rows [][]float64) [][]float64 {
	d := Zeros(len(rows), len(rows))
	for i := range rows {
		for j := range i {
			d[i][j] = Distance(SquaredDistance(rows[i], rows[j]))
			d[j][i] = d[i][j]
		}
	}
	return d
}
