//go:build !nogomlx

package lab

import _ "nodulelab/lib/train/gomlx" // registers its engines
