package nodule

import (
	"fmt"
	"strings"
)

// Validate returns an error that names every field that is out of range, with its
// value and the values that are allowed; nil if there is none.
func (c Config) Validate() error {
	var wrong faults
	c.checkShapes(&wrong)
	c.checkDeformation(&wrong)
	c.checkSets(&wrong)
	if wrong != nil {
		return fmt.Errorf("nodule: %s", strings.Join(wrong, "; "))
	}
	return nil
}

func (c Config) checkShapes(wrong *faults) {
	wrong.unless(c.Side >= 16 && c.Side <= 256, "Side %d: want 16 to 256 pixels", c.Side)
	wrong.within("Background", c.Background, 0, 255)
	wrong.within("NoiseSD", c.NoiseSD, 0, 255)
	wrong.within("BenignArea", c.BenignArea, .01, .6)
	wrong.within("MalignantArea", c.MalignantArea, .01, .6)
	wrong.unless(c.Spikes >= 1 && c.Spikes <= 60, "Spikes %d: want 1 to 60", c.Spikes)
	wrong.within("SpikeDepth", c.SpikeDepth, 0, .95)
}

func (c Config) checkDeformation(wrong *faults) {
	wrong.within("Rotation", c.Rotation, 0, 1)
	wrong.within("ScaleJitter", c.ScaleJitter, 0, .5)
	wrong.within("ShearJitter", c.ShearJitter, 0, .5)
	wrong.within("Shift", c.Shift, 0, .5)
	wrong.unless(c.Cells >= 1 && c.Cells <= 64, "Cells %d: want 1 to 64", c.Cells)
	wrong.within("ControlSD", c.ControlSD, 0, .25)
}

func (c Config) checkSets(wrong *faults) {
	wrong.unless(c.Samples >= 4 && c.Samples%2 == 0, "Samples %d: want an even number from 4", c.Samples)
	wrong.unless(c.Training >= 2 && c.Training <= c.Samples-2, "Training %d: want 2 to Samples-2, so that 2 validate", c.Training)
	wrong.within("Share", c.Share, .05, .95)
	wrong.within("ContrastJitter", c.ContrastJitter, 0, 3)
}

// faults lists what is wrong with a configuration, one message per field.
type faults []string

func (f *faults) unless(ok bool, format string, args ...any) {
	if !ok {
		*f = append(*f, fmt.Sprintf(format, args...))
	}
}

// within also refuses NaN.
func (f *faults) within(name string, v, low, high float64) {
	f.unless(v >= low && v <= high, "%s %g: want %g to %g", name, v, low, high)
}
