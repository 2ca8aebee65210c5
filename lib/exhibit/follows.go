package exhibit

import "nodulelab/lib/probe"

// followed are the correlations of the logit with single numbers of an image, all
// features set apart.
var followed = inPart(func(f probe.Factorial) probe.Single { return f.Follows }, []column[probe.Single]{
	{"shape", func(s probe.Single) float64 { return s.Shape }},
	{"area", func(s probe.Single) float64 { return s.Area }},
	{"foreground intensity", func(s probe.Single) float64 { return s.Foreground }},
	{"mean of the whole image", func(s probe.Single) float64 { return s.WholeImage }},
	{"light that the foreground adds", func(s probe.Single) float64 { return s.Light }},
})

// FollowTable tabulates how closely logits follow single numbers of an image, all
// features set apart.
func FollowTable(all []probe.Factorial) Table {
	return groupTable("Correlation of the logit with one number of the image, all features apart", all, probe.Groups(all), followed)
}

// FollowText says of each group which number its logits follow most closely, and in
// how many seeds they do.
func FollowText(all []probe.Factorial) (string, error) {
	return block("FollowText").text(leaders(all, followed))
}
