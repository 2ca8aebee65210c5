package design

import (
	"slices"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/paper"
)

// Remedies lists what could restore generalisation by another training: levels of
// these factors are no choices that the paper can have made, but ways out of what
// it found.
func Remedies() []Factor {
	return []Factor{
		{Name: "contrast augmentation", Unit: "e^±", Group: DataGroup, Origin: "chosen", Levels: levels(func(p *lab.Plan) *float64 { return &p.Config.ContrastJitter }, 0, .35, .7, 1.4)},
		{Name: "input", Group: NetworkGroup, Origin: "chosen", Levels: levels(func(p *lab.Plan) *lenet.Scaling { return &p.Protocol.Input }, lenet.Unit, lenet.Centred, lenet.Normalised)},
		{Name: "loss of the encoder", Group: TrainingGroup, Origin: "paper", Levels: lossLevels(loss.Contrast, loss.SupCon, loss.Triplet)},
		{Name: "margin", Group: TrainingGroup, Origin: "paper", Levels: levels(func(p *lab.Plan) *float64 { return &p.Protocol.Margin }, .25, .5, 1, 2, 4)},
	}
}

// Areas is the factor that moves what the paper's data tie together: with the
// derived areas, of .30 and 7/30 of the image, a malignant nodule of the same
// intensity makes a darker image.
func Areas() Factor {
	of := func(label string, benign, malignant float64) Level {
		return tied(label, func(p *lab.Plan) []*float64 {
			return []*float64{&p.Config.BenignArea, &p.Config.MalignantArea}
		}, benign, malignant)
	}
	const large, small = .30, 7. / 30
	return Factor{Name: "areas", Group: DataGroup, Origin: "derived", Levels: []Level{
		of("as derived", large, small),
		of("equal", (large+small)/2, (large+small)/2),
		of("exchanged", small, large),
	}}
}

// lossLevels are the losses that can stand in the contrastive loss's place.
func lossLevels(losses ...loss.Name) []Level {
	return slice.Map(losses, func(name loss.Name) Level {
		return Level{
			Label: string(name),
			Set:   func(p *lab.Plan) { p.Scenarios = withLoss(p.Scenarios, name) },
			Is: func(p lab.Plan) bool {
				return slices.ContainsFunc(p.Scenarios, func(s paper.Scenario) bool { return slices.Contains(s.Losses, loss.Named(name)) })
			},
		}
	})
}

// withLoss puts a loss in the place of every loss other than cross-entropy.
func withLoss(scenarios []paper.Scenario, name loss.Name) []paper.Scenario {
	return slice.Map(scenarios, func(s paper.Scenario) paper.Scenario {
		s.Losses = slice.Map(s.Losses, func(own loss.Named) loss.Named {
			if own == loss.CE {
				return own
			}
			return name
		})
		return s
	})
}
