package lab

import (
	"errors"
	"fmt"

	"nodulelab/lib/internal/source"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
)

// unknownCode is the error of code that cannot be found.
type unknownCode struct{ error }

// code identifies what computes a job's networks, beside the library.
type code struct{ loss, network string }

// codes identifies what computes jobs, by scenario and loss, for seed 0. The user is told
// of losses whose code cannot be found; they have none.
func (l *Lab) codes(jobs []Job) (map[place]code, error) {
	all, asked := map[place]code{}, map[place]bool{}
	for _, j := range jobs {
		kind := j.kind()
		if asked[kind] {
			continue
		}
		asked[kind] = true
		c, err := l.code(j)
		if unknown := (*unknownCode)(nil); errors.As(err, &unknown) {
			l.warn(fmt.Sprintf("The networks of the loss %q are not kept, since a change of its code could not be noticed: %v.", kind.loss, unknown))
			continue
		}
		if err != nil {
			return nil, err
		}
		all[kind] = c
	}
	return all, nil
}

// code identifies what computes a job. Of built-in losses and of LeNet-5 that is nothing:
// their names, the protocol and the library's sources say all.
func (l *Lab) code(j Job) (c code, err error) {
	p := l.Plan.Protocol
	own, err := p.Resolve(j.Loss)
	if err != nil || loss.IsBuiltIn(own) && p.Custom == nil {
		return code{}, err
	}
	s, err := l.Plan.sizes(j.Scenario)
	if err != nil {
		return code{}, err
	}
	if c.network, err = networkCode(p.Custom, s); err != nil || loss.IsBuiltIn(own) {
		return c, err
	}
	width, err := p.Form(s.side).EmbeddingSize()
	if err != nil {
		return code{}, err
	}
	c.loss, err = codeOf(loss.Unwrap(own), s.batches, width)
	return c, err
}

// networkCode identifies what a network of one's own computes. Of LeNet-5 it is empty.
func networkCode(c lenet.Custom, s sizes) (string, error) {
	switch own := c.(type) {
	case nil:
		return "", nil
	case interface {
		Code(samples []int, side int) (string, error)
	}:
		hash, err := own.Code(s.batches, s.side)
		return c.Name() + " " + hash, err
	}
	return "", fmt.Errorf("lab: the network %q is a %T: make one by gomlx.NewCustom", c.Name(), c)
}

// codeOf identifies what computes a loss on batches of the given sizes, of embeddings of
// a width: its graph; or its source and what it returns; or its hyperparameters, if it is
// a built-in loss under another name.
func codeOf(l loss.Loss, samples []int, width int) (string, error) {
	if loss.IsBuiltIn(l) {
		return fmt.Sprintf("%T%+v", l, l), nil
	}
	graph, ok := l.(interface {
		Code(samples []int, width int) (string, error)
		Plain() loss.Loss
	})
	if !ok {
		return plainCode(l, samples, width)
	}
	code, err := graph.Code(samples, width)
	if err != nil || graph.Plain() == nil {
		return code, err
	}
	plain, err := codeOf(loss.Unwrap(graph.Plain()), samples, width)
	return code + " " + plain, err
}

// plainCode identifies a loss in plain Go: by its source, and by its values on some
// batches, which depend on the variables that it captures.
func plainCode(l loss.Loss, samples []int, width int) (string, error) {
	text, err := sourceOf(l)
	if err != nil {
		return "", &unknownCode{err}
	}
	values, err := loss.Fingerprint(l, samples, width)
	return text + values, err
}

func sourceOf(l loss.Loss) (string, error) {
	if f, ok := l.(interface{ Function() loss.Function }); ok {
		return source.Of(f.Function())
	}
	return source.OfMethod(l, "Evaluate")
}
