package metrics

// Estimate is the mean of one number over N seeds, and how sure it is.
type Estimate struct {
	N        int
	Mean     float64
	SD       float64 // of the sample: divided by N−1
	Interval         // 95 % interval of the mean, [BCa]
}

// EstimateMean estimates the mean of values. Of no values every number is NaN, of
// one all but the mean are.
func EstimateMean(values []float64) Estimate {
	s := Summarise(values)
	return Estimate{s.N, s.Mean, s.SD, BCa(values)}
}
