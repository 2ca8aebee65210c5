package lab

import (
	"errors"
	"fmt"

	"nodulelab/lib/internal/source"
	"nodulelab/lib/loss"
)

// unknownCode is the error of code that cannot be found.
type unknownCode struct{ error }

// lossCodes identifies what computes the losses of jobs. The user is told of losses whose
// code cannot be found.
func (l *Lab) lossCodes(jobs []Job) (map[loss.Name]string, error) {
	codes, asked := map[loss.Name]string{}, map[loss.Name]bool{}
	for _, j := range jobs {
		name := j.Loss.Name()
		if asked[name] {
			continue
		}
		asked[name] = true
		code, err := l.lossCode(j.Loss)
		if unknown := (*unknownCode)(nil); errors.As(err, &unknown) {
			l.warn(fmt.Sprintf("The networks of the loss %q are not kept, since a change of its code could not be noticed: %v.", name, unknown))
			continue
		}
		if err != nil {
			return nil, err
		}
		codes[name] = code
	}
	return codes, nil
}

// lossCode identifies what computes a loss in the lab's plan. Of a built-in loss it is
// empty: its name, the protocol and the library's sources say all.
func (l *Lab) lossCode(by loss.Named) (string, error) {
	p, c := l.Plan.Protocol, l.Plan.Config
	own, err := p.Resolve(by)
	if err != nil || loss.IsBuiltIn(own) {
		return "", err
	}
	width, err := p.Form(c.Side).EmbeddingSize()
	if err != nil {
		return "", err
	}
	return codeOf(loss.Unwrap(own), l.batches(), width)
}

// batches are the numbers of samples on which losses are evaluated.
func (l *Lab) batches() []int {
	c := l.Plan.Config
	return l.Plan.Protocol.BatchSizes(c.Training, c.Samples-c.Training)
}

// networkCode identifies what a network of one's own computes. Of LeNet-5 it is empty.
func (l *Lab) networkCode() (string, error) {
	switch c := l.Plan.Protocol.Custom.(type) {
	case nil:
		return "", nil
	case interface {
		Code(samples []int, side int) (string, error)
	}:
		code, err := c.Code(l.batches(), l.Plan.Config.Side)
		return l.Plan.Protocol.Custom.Name() + " " + code, err
	}
	return "", fmt.Errorf("lab: the network %q is a %T: make one by gomlx.NewCustom", l.Plan.Protocol.Custom.Name(), l.Plan.Protocol.Custom)
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
