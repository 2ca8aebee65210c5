package figure_test

import (
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/figure"
)

// Fig. 1 has four encoders and two classifiers; each block names its kind, its
// activation and its shape.
func TestArchitectureBlocks(t *testing.T) {
	f, err := figure.Architecture([]int{1, 32, 32}, encoderBlocks(), classifierBlocks())
	d := read(t, f, err)
	count := map[string]int{}
	for _, w := range d.words() {
		count[w]++
	}
	for text, want := range map[string]int{
		"c1": 4, "f2": 4, "cls": 2, "convolution": 8, "+ tanh": 16, "average": 8, "pooling": 8, "6×28×28": 4, "84": 4,
		"encoder fθ": 4, "classifier gω": 2, "1×32×32": 4, "image X": 2, "image Xi": 1, "image Xj": 1, "CE": 2, "Eq. 1": 2, "contrastive": 1,
		"Eq. 2–3": 1, "the same weights θ": 1, "trained": 5, "frozen": 1, "60,856 parameters": 4, "85 parameters": 2,
	} {
		if count[text] != want {
			t.Errorf("%q stands %d times, want %d", text, count[text], want)
		}
	}
	d.falls(t, "(a) Encoder and classifier, trained end to end", "(b) Two encoders that share their weights, trained on pairs", "image Xi",
		"the same weights θ", "image Xj", "(c) Encoder of (b), frozen, and a new classifier")
}

// Kinds have their colours; the frozen encoder is grey in a dashed frame.
func TestArchitectureColours(t *testing.T) {
	f, err := figure.Architecture([]int{1, 32, 32}, encoderBlocks(), append(classifierBlocks(), figure.Block{Name: "x", Kind: "identity", Out: []int{1}}))
	d := read(t, f, err)
	for colour, want := range map[string]int{
		"#CFE3F7": 3 * 2, "#D3EDD9": 3 * 2, "#FBE3C4": 3*2 + 2, "#E9E9E9": 6, "#EEEEEE": 2, "#F3D9E6": 3, "#F4F4F4": 4,
	} {
		if n := len(d.with("fill:" + colour)); n != want {
			t.Errorf("%d boxes in %s, want %d", n, colour, want)
		}
	}
	if n := len(d.with("stroke:#666666", "dasharray")); n != 1 {
		t.Errorf("%d dashed frames, want 1", n)
	}
}

// Blocks stand from left to right with an arrow before each, and all text fits.
func TestArchitectureOrder(t *testing.T) {
	f, err := figure.Architecture([]int{1, 32, 32}, encoderBlocks(), classifierBlocks())
	d := read(t, f, err)
	blocks := d.with("fill:#D3EDD9")
	blocks = append(blocks[:2:2], d.with("fill:#FBE3C4")[:3]...) // s2, s4, f1, f2, cls of panel (a)
	for i := 1; i < len(blocks); i++ {
		if blocks[i].left <= blocks[i-1].right {
			t.Errorf("block %d starts at %.1f, the one before ends at %.1f", i, blocks[i].left, blocks[i-1].right)
		}
	}
	heads := slices.DeleteFunc(d.with("fill:#222222"), func(s shape) bool { return s.points != 3 })
	if want := 2*(7+1) + 2*6 + 1; len(heads) != want {
		t.Errorf("%d arrows, want %d", len(heads), want)
	}
	for _, s := range heads {
		if !near(s.startX, s.right) { // its first point is its tip
			t.Errorf("an arrow does not point to the right: %+v", s)
		}
	}
	w, h := f.Size()
	if w != 944 || h != 656 {
		t.Errorf("%d×%d pixels, want 944×656", w, h)
	}
}

func TestArchitectureInWords(t *testing.T) {
	f, err := figure.Architecture([]int{1, 16, 16}, encoderBlocks()[:2], classifierBlocks())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"takes an image of 1×16×16 and runs c1 (convolution, tanh, 6×28×28), s2 (average pooling, 6×14×14): 156 parameters.",
		"The classifier runs cls (dense, sigmoid, 1): 85 parameters.", "(c) The encoder of (b) is frozen",
	} {
		if !strings.Contains(f.Alt, want) {
			t.Errorf("%q lacks %q", f.Alt, want)
		}
	}
}

func TestArchitectureRefuses(t *testing.T) {
	for want, change := range map[string]func(b *figure.Block){
		"name of block 1":              func(b *figure.Block) { b.Name = "" },
		"kind of block 1":              func(b *figure.Block) { b.Kind = " " },
		"activation of block 1":        func(b *figure.Block) { b.Activation = "a\nb" },
		"block 1 has shape []":         func(b *figure.Block) { b.Out = nil },
		"block 1 has shape [0]":        func(b *figure.Block) { b.Out = []int{0} },
		`block "s2" has -1 parameters`: func(b *figure.Block) { b.Parameters = -1 },
	} {
		blocks := encoderBlocks()
		change(&blocks[1])
		f, err := figure.Architecture([]int{1, 32, 32}, blocks, classifierBlocks())
		refused(t, want, f, err)
		f, err = figure.Architecture([]int{1, 32, 32}, classifierBlocks(), blocks)
		refused(t, want, f, err)
	}
	f, err := figure.Architecture(nil, encoderBlocks(), classifierBlocks())
	refused(t, "the input has shape []", f, err)
	f, err = figure.Architecture([]int{1}, nil, classifierBlocks())
	refused(t, `"encoder fθ" with 0 blocks`, f, err)
	f, err = figure.Architecture([]int{1}, encoderBlocks(), nil)
	refused(t, `"classifier gω" with 0 blocks`, f, err)
	f, err = figure.Architecture([]int{1}, slices.Repeat(encoderBlocks(), 4), classifierBlocks())
	refused(t, "with 24 blocks", f, err)
}
