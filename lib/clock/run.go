package clock

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"

	"nodulelab/lib"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/probe"
	"nodulelab/lib/train"
)

// Progress is how far a study is.
type Progress struct {
	Networks, Done int  // to be followed, and followed to their end
	Job            Job  // that has ended an epoch
	Ended          bool // the job has come to its end, now or in an earlier run
	Share          float64
	Passed         time.Duration
}

// Run follows the networks of some of the study's jobs, side by side on the lab's workers,
// and returns their courses in the order of the jobs. A course that the lab's store has is
// not followed again; so a run that was stopped goes on where it stood, by network. Report,
// if not nil, is called after every epoch, one at a time.
func (s Study) Run(ctx context.Context, l *lab.Lab, jobs []Job, report func(Progress)) ([]Course, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	code, err := lib.Sources("clock", "probe", "explain", "metrics", "internal/slice")
	if err != nil {
		return nil, err
	}
	counted := newCounter(s, jobs, report)
	courses := make([]Course, len(jobs))
	err = l.Each(ctx, len(jobs), func(ctx context.Context, e train.Engine, i int) error {
		own := *l
		var err error
		if own.Plan, err = s.plan(jobs[i]); err != nil {
			return err
		}
		question := fmt.Sprintf("clock.Course: looks %v, probed %v, classifier %d epochs", s.Looks, s.Probed, s.Base.Protocol.Epochs)
		courses[i], err = lab.Remember(&own, question, code, own.Plan.Jobs(), func() (Course, error) {
			return s.follow(ctx, &own, e, jobs[i], counted.epoch)
		})
		if err == nil {
			counted.done(jobs[i])
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return courses, nil
}

// Follow is [Study.Run] of all jobs.
func (s Study) Follow(ctx context.Context, l *lab.Lab, report func(Progress)) (Followed, error) {
	courses, err := s.Run(ctx, l, s.Jobs(), report)
	return Followed{Study: s, Courses: courses}, err
}

// counter counts epochs.
type counter struct {
	mu     sync.Mutex
	now    Progress
	epochs int
	past   map[Job]int // epochs of each network
	start  time.Time
	report func(Progress)
}

func newCounter(s Study, jobs []Job, report func(Progress)) *counter {
	return &counter{now: Progress{Networks: len(jobs)}, epochs: s.Epochs, past: map[Job]int{}, start: time.Now(), report: report}
}

func (c *counter) epoch(j Job, epoch int) { c.set(j, epoch, 0) }

func (c *counter) done(j Job) { c.set(j, c.epochs, 1) }

func (c *counter) set(j Job, epoch, done int) {
	if c.report == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now.Share += float64(epoch-c.past[j]) / float64(c.epochs*c.now.Networks)
	c.past[j] = epoch
	c.now.Done, c.now.Job, c.now.Ended, c.now.Passed = c.now.Done+done, j, done == 1, time.Since(c.start)
	c.report(c.now)
}

// follow trains a network on an engine and looks at it with another one. The second stage,
// which ends the training of an encoder, is not needed: it takes a twentieth of the time.
func (s Study) follow(ctx context.Context, l *lab.Lab, e train.Engine, j Job, tell func(Job, int)) (Course, error) {
	looking, err := l.Workers.Open()
	if err != nil {
		return Course{}, err
	}
	defer looking.Close()
	o, err := s.observer(l.Plan, looking, j)
	if err != nil {
		return Course{}, err
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	if slices.Contains(o.looks, 0) {
		initial, err := l.Plan.Protocol.Initial(j.Seed, o.sets.Training)
		if err != nil {
			return Course{}, err
		}
		if err := o.look(ctx, 0, initial); err != nil {
			return Course{}, err
		}
	}
	_, err = e.Train(ctx, l.Plan.Protocol, o.loss, []train.Task{o.task}, func(now train.Progress) {
		if now.Stage == train.ClassifierOnly || ctx.Err() != nil {
			return
		}
		if slices.Contains(o.looks, now.Epoch) {
			w, err := now.Weights()
			if err == nil {
				err = o.look(ctx, now.Epoch, w[0])
			}
			if err != nil {
				stop(fmt.Errorf("clock: %s, seed %d, after epoch %d: %w", j.Group, j.Seed, now.Epoch, err))
			}
		}
		tell(j, now.Epoch)
	})
	if cause := context.Cause(ctx); cause != nil {
		return Course{}, cause
	}
	return Course{j.Group, j.Seed, o.points}, err
}

// observer looks at one network in training.
type observer struct {
	study       Study
	job         Job
	engine      train.Engine
	protocol    train.Protocol // of the classifier
	loss        loss.Loss
	looks       []int
	sets        nodule.Sets
	task        train.Task
	instruments *probe.Instruments // nil if it is never probed
	points      []Point
}

func (s Study) observer(p lab.Plan, e train.Engine, j Job) (*observer, error) {
	o := &observer{study: s, job: j, engine: e, protocol: p.Protocol}
	o.protocol.Epochs = s.Base.Protocol.Epochs
	scenario := p.Scenarios[0]
	var err error
	if o.loss, err = p.Protocol.Resolve(scenario.Losses[0]); err != nil {
		return nil, err
	}
	if o.sets, err = p.Draw(scenario, j.Seed); err != nil {
		return nil, err
	}
	o.looks = s.LooksOf(j.Group, o.loss.On())
	o.task = train.Task{Seed: j.Seed, Training: o.sets.Training, Validation: o.sets.Validation}
	if slices.ContainsFunc(o.looks, func(epoch int) bool { return s.probed(j.Group, epoch) }) {
		o.instruments, err = probe.NewInstruments(p, scenario, j.Seed)
	}
	return o, err
}

// look adds the point of a network after an epoch.
func (o *observer) look(ctx context.Context, epoch int, w lenet.Weights) error {
	if o.loss.On() == loss.Embeddings {
		task := o.task
		task.Encoder = &train.Checkpoint{Weights: w, Epochs: epoch}
		networks, err := o.engine.Train(ctx, o.protocol, o.loss, []train.Task{task}, nil)
		if err != nil {
			return err
		}
		w = networks[0].Weights
	}
	scores, err := slice.Try(append([]*nodule.Set{o.sets.Training, o.sets.Validation}, o.sets.Tests...), func(set *nodule.Set) (metrics.Confusion, error) {
		return lab.Score(ctx, o.engine, w, set)
	})
	if err != nil {
		return err
	}
	p := Point{Epoch: epoch, Training: scores[0].Accuracy(), Validation: scores[1].Accuracy()}
	p.Tests = slice.Map(scores[2:], func(c metrics.Confusion) Right { return Right{c.Sensitivity(), c.Specificity()} })
	if o.study.probed(o.job.Group, epoch) {
		if p.Probes, err = o.probe(ctx, w); err != nil {
			return err
		}
	}
	o.points = append(o.points, p)
	return nil
}

// probe probes a network.
func (o *observer) probe(ctx context.Context, w lenet.Weights) (*Probes, error) {
	readout, err := o.instruments.Readout(ctx, o.engine, w)
	if err != nil {
		return nil, err
	}
	flips, err := o.instruments.Flips(ctx, o.engine, w)
	if err != nil {
		return nil, err
	}
	p := &Probes{readout.Shape, readout.Foreground, flips.Shape, flips.Intensity, flips.ShapeHeld, flips.IntensityHeld}
	for _, v := range p.numbers() {
		*v = math.Round(*v*1e4) / 1e4
	}
	return p, nil
}
