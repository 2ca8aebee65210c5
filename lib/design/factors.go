package design

import (
	"fmt"
	"slices"

	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/train"
)

// Factors lists every choice of the protocol that the paper does not state, with
// the levels that the study of its sensitivity tries. The levels were written
// before any of them was trained here, and after a pilot of another implementation.
//
// The last four of the data change several fields together: they take up what others
// vary one by one (deformation), or keep to the means that the paper prints (background and
// areas). They were added later, when the others' results were known.
func Factors() []Factor {
	return slices.Concat(dataFactors(), tiedFactors(), networkFactors(), trainingFactors())
}

// IndependentFactors are those of [Factors] whose levels can be combined with each other's.
func IndependentFactors() []Factor {
	return slices.Concat(dataFactors(), networkFactors(), trainingFactors())
}

func dataFactors() []Factor {
	factor := func(name, unit string, levels []Level) Factor {
		return Factor{Name: name, Unit: unit, Group: DataGroup, Origin: "chosen", Levels: levels}
	}
	return []Factor{
		factor("image side", "pixels", levels(func(p *lab.Plan) *int { return &p.Config.Side }, 16, 32, 48, 64)),
		factor("spike depth", "of the radius", levels(func(p *lab.Plan) *float64 { return &p.Config.SpikeDepth }, .2, .35, .5, .65, .8)),
		factor("spikes", "", levels(func(p *lab.Plan) *int { return &p.Config.Spikes }, 5, 7, 9, 13)),
		factor("noise", "grey levels", levels(func(p *lab.Plan) *float64 { return &p.Config.NoiseSD }, 0, 5, 10, 20, 40)),
		factor("noise lies", "", named(levels(func(p *lab.Plan) *bool { return &p.Config.NoiseEverywhere }, false, true), "on the nodule", "everywhere")),
		factor("edges", "", named(levels(func(p *lab.Plan) *bool { return &p.Config.HardEdges }, false, true), "anti-aliased", "hard")),
		factor("rotation", "half turns", levels(func(p *lab.Plan) *float64 { return &p.Config.Rotation }, 0, .25, 1)),
		factor("scale", "±", levels(func(p *lab.Plan) *float64 { return &p.Config.ScaleJitter }, 0, .03, .1, .2)),
		factor("shear", "±", levels(func(p *lab.Plan) *float64 { return &p.Config.ShearJitter }, 0, .03, .1, .2)),
		factor("shift", "of the side, ±", levels(func(p *lab.Plan) *float64 { return &p.Config.Shift }, 0, .03, .06, .12)),
		factor("FFD cells", "a side", levels(func(p *lab.Plan) *int { return &p.Config.Cells }, 2, 4, 8)),
		factor("FFD displacement", "of the side, SD", levels(func(p *lab.Plan) *float64 { return &p.Config.ControlSD }, 0, .02, .04, .06, .08)),
		factor("malignant share", "of the training set", levels(func(p *lab.Plan) *float64 { return &p.Config.Share }, .3, .5, .7)),
	}
}

// tiedFactors are factors of several fields.
func tiedFactors() []Factor {
	factor := func(name, unit, origin string, levels ...Level) Factor {
		return Factor{Name: name, Unit: unit, Group: DataGroup, Origin: origin, Levels: levels}
	}
	own := nodule.Paper()
	malignant, benign := paper.AreaRange(nodule.Malignant, own.Background), paper.AreaRange(nodule.Benign, own.Background)
	return []Factor{
		factor("deformation", "", "chosen",
			deformed("all kinds", own.ScaleJitter, own.ShearJitter, own.ControlSD), deformed("rotation and shift alone", 0, 0, 0)),
		factor("background", "grey levels, areas with it", "derived",
			onBackground(paper.BackgroundRange().Low), painted("98", own.Background, own.MalignantArea, own.BenignArea), onBackground(paper.BackgroundRange().High)),
		factor("malignant area", "of the image", "derived", areaLevels(func(p *lab.Plan) *float64 { return &p.Config.MalignantArea }, malignant.Low, own.MalignantArea, malignant.High)...),
		factor("benign area", "of the image", "derived", areaLevels(func(p *lab.Plan) *float64 { return &p.Config.BenignArea }, benign.Low, own.BenignArea, benign.High)...),
	}
}

// deformed is a level of three deformations; rotation, shift and the lattice stay.
func deformed(label string, scale, shear, control float64) Level {
	return tied(label, func(p *lab.Plan) []*float64 {
		return []*float64{&p.Config.ScaleJitter, &p.Config.ShearJitter, &p.Config.ControlSD}
	}, scale, shear, control)
}

// onBackground is a background with the areas in the middle of what the paper's means
// allow on it.
func onBackground(grey float64) Level {
	area := func(c nodule.Class) float64 { return paper.AreaRange(c, grey).Middle() }
	return painted(fmt.Sprintf("%.1f", grey), grey, area(nodule.Malignant), area(nodule.Benign))
}

// painted is a level of the background and both areas.
func painted(label string, background, malignant, benign float64) Level {
	return tied(label, func(p *lab.Plan) []*float64 {
		return []*float64{&p.Config.Background, &p.Config.MalignantArea, &p.Config.BenignArea}
	}, background, malignant, benign)
}

// tied is a level of several fields that move together: one value for each.
func tied(label string, fields func(*lab.Plan) []*float64, values ...float64) Level {
	return Level{
		Label: label,
		Set: func(p *lab.Plan) {
			for i, field := range fields(p) {
				*field = values[i]
			}
		},
		Is: func(p lab.Plan) bool {
			return slices.EqualFunc(fields(&p), values, func(field *float64, v float64) bool { return *field == v })
		},
	}
}

// areaLevels are the ends of what the paper's means allow on the protocol's background, and
// the protocol's area between them.
func areaLevels(field func(*lab.Plan) *float64, low, own, high float64) []Level {
	label := func(v float64) string { return fmt.Sprintf("%.3f", v) }
	return named(levels(field, low, own, high), label(low), label(own), label(high))
}

func networkFactors() []Factor {
	factor := func(name, unit string, levels []Level) Factor {
		return Factor{Name: name, Unit: unit, Group: NetworkGroup, Origin: "chosen", Levels: levels}
	}
	return []Factor{
		factor("input", "", levels(func(p *lab.Plan) *lenet.Scaling { return &p.Protocol.Input }, lenet.Unit, lenet.Signed, lenet.Standardised, lenet.Raw)),
		factor("activation", "", levels(func(p *lab.Plan) *lenet.Activation { return &p.Protocol.Network.Activation }, lenet.Activations()...)),
		factor("pooling", "", levels(func(p *lab.Plan) *lenet.Pooling { return &p.Protocol.Network.Pooling }, lenet.Poolings()...)),
		factor("encoder ends", "", named(levels(func(p *lab.Plan) *lenet.Cut { return &p.Protocol.Network.Cut }, lenet.CutS4, lenet.CutF1, lenet.CutF2),
			"behind the convolutions", "at 120 units", "at 84 units")),
		factor("classifier", "layers", levels(func(p *lab.Plan) *int { return &p.Protocol.Network.Head }, 1, 2, 3)),
		factor("initialisation", "", levels(func(p *lab.Plan) *lenet.Initialisation { return &p.Protocol.Initialisation }, lenet.Initialisations()...)),
	}
}

func trainingFactors() []Factor {
	factor := func(name, unit, origin string, levels []Level) Factor {
		return Factor{Name: name, Unit: unit, Group: TrainingGroup, Origin: origin, Levels: levels}
	}
	return []Factor{
		factor("pairs", "", "chosen", levels(func(p *lab.Plan) *train.Pairs { return &p.Protocol.Pairs }, train.AllPairs, train.DisjointPairs)),
		factor("margin", "", "paper", levels(func(p *lab.Plan) *float64 { return &p.Protocol.Margin }, .25, .5, 1, 2, 4)),
		factor("stage 2 rate", "", "chosen", levels(func(p *lab.Plan) *float64 { return &p.Protocol.ClassifierLearningRate }, 1e-4, 1e-3, 1e-2, 1e-1)),
		factor("Adam's β1", "", "chosen", levels(func(p *lab.Plan) *float64 { return &p.Protocol.Beta1 }, 0, .9)),
		factor("Adam's β2", "", "chosen", levels(func(p *lab.Plan) *float64 { return &p.Protocol.Beta2 }, .99, .999)),
		factor("Adam's ε", "", "chosen", levels(func(p *lab.Plan) *float64 { return &p.Protocol.Epsilon }, 1e-8, 1e-7, 1e-4)),
		factor("learning rate", "", "paper", levels(func(p *lab.Plan) *float64 { return &p.Protocol.LearningRate }, 3e-5, 1e-4, 3e-4, 1e-3)),
		factor("epochs", "", "paper", levels(func(p *lab.Plan) *int { return &p.Protocol.Epochs }, 50, 100, 200)),
		factor("batch", "samples", "paper", levels(func(p *lab.Plan) *int { return &p.Protocol.Batch }, 16, 32, 64)),
		factor("last batch", "", "chosen", named(levels(func(p *lab.Plan) *bool { return &p.Protocol.DropLast }, false, true), "kept", "dropped")),
		factor("weights", "", "chosen", named(levels(func(p *lab.Plan) *train.Kept { return &p.Protocol.Kept }, train.LastEpoch, train.BestEpoch), "of the last epoch", "of the best epoch")),
	}
}
