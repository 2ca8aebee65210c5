package nodule

import "slices"

// Outlines are base outlines of one's own, by class ([Polar], [Polygon]). A class without
// any has the drawn one ([BenignOutline], [MalignantOutline]). With one, each sample of the
// class has it; with several, each sample has one of them at random.
//
// Coordinates have any origin and any unit: an outline is moved so that the centroid of
// its area lies in the origin, and scaled to the area of its class. It is not turned
// ([Config.Rotation] turns it at random). Of an elongated one, what reaches beyond the image
// is cut off.
type Outlines struct {
	Benign    []Outline `json:",omitempty"`
	Malignant []Outline `json:",omitempty"`
}

// Of returns the outlines of a class; nil means the drawn one.
func (o Outlines) Of(class Class) []Outline {
	if class == Malignant {
		return o.Malignant
	}
	return o.Benign
}

// IsZero reports whether neither class has outlines of one's own.
func (o Outlines) IsZero() bool { return len(o.Benign) == 0 && len(o.Malignant) == 0 }

// mostVertices bounds an outline of one's own, since [Outline.Check] compares all pairs of
// edges.
const mostVertices = 2000

func (o Outlines) check(wrong *faults) {
	for _, class := range []Class{Benign, Malignant} {
		for i, own := range o.Of(class) {
			if len(own) > mostVertices {
				wrong.unless(false, "Outlines: %s outline %d of %d vertices: want 3 to %d", class, i, len(own), mostVertices)
			} else if err := own.fault(); err != nil {
				wrong.unless(false, "Outlines: %s outline %d %v", class, i, err)
			}
		}
	}
}

// Polygon returns the outline with the given vertices, in their order; the last is joined
// to the first. A polygon without a clear inside is an error ([Outline.Check]).
func Polygon(points ...Point) (Outline, error) {
	o := slices.Clone(Outline(points))
	if err := o.Check(); err != nil {
		return nil, err
	}
	return o, nil
}

// BaseOutlines returns the outlines of which each shape of a class has one, before any
// deformation: around the origin, each with the class's area, divided by the number of
// objects. There is one, the drawn outline ([BenignOutline], [MalignantOutline]), unless the
// configuration has Outlines of the class.
func (c Config) BaseOutlines(class Class) []Outline {
	area := c.area(class) / float64(c.objects())
	own := c.Outlines.Of(class)
	switch {
	case len(own) > 0:
		fitted := make([]Outline, len(own))
		for i, o := range own {
			fitted[i] = o.centred().scaled(area)
		}
		return fitted
	case class == Malignant:
		return []Outline{MalignantOutline(area, c.Spikes, c.SpikeDepth)}
	}
	return []Outline{BenignOutline(area)}
}

// Outline returns the first of [Config.BaseOutlines] of a class: in the paper the only one.
func (c Config) Outline(class Class) Outline { return c.BaseOutlines(class)[0] }

// area returns the area of a class, a fraction of the image.
func (c Config) area(class Class) float64 {
	if class == Malignant {
		return c.MalignantArea
	}
	return c.BenignArea
}

// centred returns the outline moved so that the centroid of its area is the origin.
func (o Outline) centred() Outline {
	c := o.centroid()
	return o.Map(func(p Point) Point { return Point{p.X - c.X, p.Y - c.Y} })
}

// centroid returns the centroid of the polygon's area: the sum of those of the triangles
// that its edges form with the first vertex, weighted by their signed areas.
func (o Outline) centroid() Point {
	if len(o) == 0 {
		return Point{}
	}
	weights := make([]float64, len(o)) // twice the signed areas of the triangles
	var sum float64
	for i, p := range o {
		weights[i] = side(o[0], p, o[(i+1)%len(o)])
		sum += weights[i]
	}
	c := o[0]
	for i, p := range o {
		q, share := o[(i+1)%len(o)], weights[i]/sum/3
		c.X += share * (p.X - o[0].X + q.X - o[0].X)
		c.Y += share * (p.Y - o[0].Y + q.Y - o[0].Y)
	}
	return c
}
