package gomlx

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"strings"

	"github.com/gomlx/compute"
	. "github.com/gomlx/gomlx/core/graph" // the graph idiom, as in GoMLX's own models
)

// Graphs keep all of their constants, so that [describe] can list them.
func init() { MinConstValueSizeToKeep = math.MaxInt }

// describe lists a graph that build builds: every operation with its operands, its
// parameters, its shape and, of a constant, its values. Two graphs of one description
// compute the same.
func describe(b compute.Backend, build func(g *Graph)) string {
	g := NewGraph(b, "description")
	defer g.Finalize()
	build(g)
	var lines []string
	for _, node := range g.Nodes() {
		lines = append(lines, node.Function().Name()+" "+node.String())
	}
	return strings.Join(lines, "\n")
}

// hash is the SHA-256 of texts, as hexadecimal digits.
func hash(texts ...string) string {
	h := sha256.New()
	for _, text := range texts {
		fmt.Fprintf(h, "%d %s\n", len(text), text)
	}
	return hex.EncodeToString(h.Sum(nil))
}
