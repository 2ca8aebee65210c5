package exhibit

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// svgSize reads the size of an SVG in pixels, at 96 to the inch.
func svgSize(svg []byte) (width, height int, err error) {
	var root struct {
		Width  string `xml:"width,attr"`
		Height string `xml:"height,attr"`
	}
	if err := xml.Unmarshal(svg, &root); err != nil {
		return 0, 0, fmt.Errorf("exhibit: SVG: %w", err)
	}
	if width, err = pixels(root.Width); err != nil {
		return 0, 0, err
	}
	height, err = pixels(root.Height)
	return width, height, err
}

// pixels reads a CSS length in pixels or points.
func pixels(length string) (int, error) {
	number, scale := strings.TrimSuffix(length, "px"), 1.
	if points, ok := strings.CutSuffix(length, "pt"); ok {
		number, scale = points, 96./72
	}
	v, err := strconv.ParseFloat(number, 64)
	if err != nil || !(v > 0) || v > math.MaxInt32 {
		return 0, fmt.Errorf("exhibit: SVG: length %q: want a number of px or pt", length)
	}
	return int(math.Round(v * scale)), nil
}
