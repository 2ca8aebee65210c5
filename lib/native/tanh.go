package native

// tanh in single precision is a rational function with an odd numerator and an even
// denominator, coefficients by powers of x², the highest first. They are a fit of
// least relative error to tanh on [0, tanhLimit] (reweighted least squares); in
// exact arithmetic the function is within 2e-9 of tanh there. Beyond the limit it
// is flat, 2e-7 below 1.
const tanhLimit = 8

var (
	tanhP = [7]float32{-1.1564015e-13, 6.3654392e-11, -2.23144965e-08, 1.16424072e-05, 0.00314936142, 0.131243469, 1}
	tanhQ = [4]float32{0.000261296934, 0.0246749874, 0.464576784, 1}
)
