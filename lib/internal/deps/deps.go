// Package deps is temporary: it keeps go.mod complete while packages are written.
package deps

import (
	_ "github.com/chromedp/chromedp"
	_ "github.com/gomlx/compute"
	_ "github.com/gomlx/compute/gobackend"
	_ "github.com/gomlx/go-xla/compute/xla"
	_ "github.com/gomlx/gomlx/core/graph"
	_ "github.com/gomlx/gomlx/core/graph/graphtest"
	_ "github.com/gomlx/gomlx/ml/train/optimizer"
	_ "github.com/janpfeifer/gonb/gonbui"
	_ "github.com/sbinet/npyio/npz"
	_ "golang.org/x/image/vector"
	_ "golang.org/x/sys/unix"
	_ "golang.org/x/term"
	_ "gonum.org/v1/gonum/mat"
	_ "gonum.org/v1/plot"
	_ "gonum.org/v1/plot/cmpimg"
	_ "gonum.org/v1/plot/vg/vgimg"
	_ "gonum.org/v1/plot/vg/vgsvg"
)
