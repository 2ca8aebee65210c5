package design

import "nodulelab/lib/lab"

// seedFactors are the seeds of data and the orders of their training samples. Crossed with
// the seeds of a plan, which are then those of the initial weights, they tell apart what
// makes runs differ.
func seedFactors() []Factor {
	factor := func(name string, levels []Level) Factor {
		return Factor{Name: name, Group: TrainingGroup, Origin: "chosen", Levels: levels}
	}
	return []Factor{
		factor("data seed", levels(func(p *lab.Plan) *uint64 { return &p.Data }, lab.PaperPlan(dataSeeds).Seeds...)),
		factor("order", named(levels(func(p *lab.Plan) *uint64 { return &p.Order }, 0, 1), "as drawn", "another")),
	}
}

// difficulties are the factors that hide the shape, in finer steps around those at which
// cross-entropy begins to lose in scenario 2. The steps were chosen on the results of
// coarser ones.
func difficulties() []Factor {
	factor := func(name, unit string, field func(*lab.Plan) *float64, values ...float64) Factor {
		return Factor{Name: name, Unit: unit, Group: DataGroup, Origin: "chosen", Levels: levels(field, values...)}
	}
	return []Factor{
		factor("spike depth", "of the radius", func(p *lab.Plan) *float64 { return &p.Config.SpikeDepth }, .4, .425, .45, .5),
		factor("noise", "grey levels", func(p *lab.Plan) *float64 { return &p.Config.NoiseSD }, 10, 50, 60),
		factor("FFD displacement", "of the side, SD", func(p *lab.Plan) *float64 { return &p.Config.ControlSD }, .04, .08, .09),
	}
}
