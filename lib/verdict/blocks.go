package verdict

import (
	"context"
	"fmt"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
)

// Block is a run of seeds, both ends included. What the seeds of one block show, those of
// another can contradict: a verdict that changes from block to block is none.
type Block struct {
	First uint64 `json:"first"`
	Last  uint64 `json:"last"`
}

// Blocks lists three blocks that share no seed, each of as many as a verdict takes.
func Blocks() []Block {
	var all []Block
	for first := uint64(1); len(all) < 3; first += minSeeds {
		all = append(all, Block{first, first + minSeeds - 1})
	}
	return all
}

// Seeds lists the seeds of the block.
func (b Block) Seeds() []uint64 {
	var all []uint64
	for s := b.First; s <= b.Last; s++ {
		all = append(all, s)
	}
	return all
}

// String is "seeds 21 to 40".
func (b Block) String() string { return fmt.Sprintf("seeds %d to %d", b.First, b.Last) }

// Ruling is what becomes of a claim by the seeds of one block alone.
type Ruling struct {
	Block
	Number  string // of the claim
	Outcome Outcome
	Reason  string
}

// Judge judges every claim, those of the discussion included, by the seeds of the block
// alone: no stored result is added. All else is as in the lab's plan. Networks that its
// store lacks are trained.
func (b Block) Judge(ctx context.Context, l *lab.Lab) ([]Ruling, error) {
	own := *l
	own.Plan.Seeds = b.Seeds()
	e, err := gatherOwn(ctx, &own)
	if err != nil {
		return nil, err
	}
	verdicts, err := Judge(e)
	if err != nil {
		return nil, err
	}
	if e, err = GatherDiscussion(ctx, &own); err != nil {
		return nil, err
	}
	discussion, err := JudgeDiscussion(e)
	return slice.Map(append(verdicts, discussion...), func(v Verdict) Ruling {
		return Ruling{b, v.Number, v.Outcome, v.Reason}
	}), err
}

// Numbers lists the numbers of all claims, those of the discussion last.
func Numbers() []string {
	return slice.Map(append(claims(), discussion()...), func(s statement) string { return s.Number })
}
