// Package words writes lists of words for messages.
package words

import (
	"fmt"
	"strings"
)

// Or quotes words and joins them by "or", as in: want "tanh" or "ReLU".
func Or[T ~string](words []T) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = fmt.Sprintf("%q", string(w))
	}
	return strings.Join(quoted, " or ")
}
