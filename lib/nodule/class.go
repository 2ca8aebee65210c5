package nodule

// Class is the class of a nodule, which decides its outline. Its value is the label y
// of the paper's Eq. 1.
type Class int

// The two classes. Malignant is the positive class.
const (
	Benign    Class = 0
	Malignant Class = 1
)

// String returns "benign" or "malignant".
func (c Class) String() string {
	if c == Malignant {
		return "malignant"
	}
	return "benign"
}
