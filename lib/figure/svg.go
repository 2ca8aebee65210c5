package figure

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"nodulelab/lib/internal/slice"
)

// accessible gives an SVG of vgsvg a new opening tag, with role, name and
// description, and repairs what vgsvg leaves: fonts without a fallback, named at
// every text, pixels that a browser would blur, PNG data that are called JPEG,
// long paths.
func (f Figure) accessible(svg []byte) ([]byte, error) {
	start := bytes.Index(svg, []byte("<svg"))
	if start < 0 {
		return nil, fmt.Errorf("figure: %q: vgsvg wrote no <svg>", f.Title)
	}
	end := start + bytes.IndexByte(svg[start:], '>') + 1
	body := svg[end:]
	for _, r := range repairs {
		body = bytes.ReplaceAll(body, []byte(r.old), []byte(r.new))
	}
	return append(f.head(), compact(body)...), nil
}

var repairs = []struct{ old, new string }{
	{"font-family:Liberation Sans;", ""}, // the root names it
	{"font-variant:normal;", ""}, {"font-weight:normal;", ""}, {"font-style:normal;", ""},
	{"<image ", `<image style="image-rendering:pixelated" `},
	{"data:image/jpg;", "data:image/png;"},
}

// head is the opening tag with the figure's name and description.
func (f Figure) head() []byte {
	w, h := f.width.Points(), f.height.Points()
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"`+
		` width="%.5gpt" height="%.5gpt" viewBox="0 0 %.5g %.5g"`+
		` style="max-width:100%%;height:auto;font-family:'Liberation Sans',Arial,Helvetica,sans-serif" role="img" aria-label="%s">`+
		"\n<title>%s</title>\n<desc>%s</desc>", w, h, w, h, escaped(f.Title+". "+f.Alt), escaped(f.Title), escaped(f.Alt))
}

// escaped returns text as XML. Writing to a buffer cannot fail.
func escaped(text string) []byte {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text))
	return b.Bytes()
}

// svgPath matches a path as vgsvg writes it.
var svgPath = regexp.MustCompile(`<path d="([^"]*)" style="([^"]*)" />\n`)

// compact writes an SVG's paths shorter, the same to the eye: to a tenth of a
// point, each point relative to the one before, and neighbours of one opaque
// stroke, such as the crosses of a cluster, as one path.
func compact(svg []byte) []byte {
	var out bytes.Buffer
	style, end := "", 0
	for _, m := range svgPath.FindAllSubmatchIndex(svg, -1) {
		own := string(svg[m[4]:m[5]])
		joins := m[0] == end && own == style && joinable(own)
		if !joins {
			closePath(&out, style)
			out.Write(svg[end:m[0]])
			out.WriteString(`<path d="`)
		}
		out.WriteString(relative(string(svg[m[2]:m[3]])))
		style, end = own, m[1]
	}
	closePath(&out, style)
	out.Write(svg[end:])
	return out.Bytes()
}

func closePath(out *bytes.Buffer, style string) {
	if style != "" {
		fmt.Fprintf(out, "\" style=\"%s\" />\n", style)
	}
}

// joinable tells whether paths of a style look the same as one path: they do
// unless they darken where they cross.
func joinable(style string) bool {
	return strings.Contains(style, "fill:none") && !strings.Contains(style, "opacity")
}

// pathCommand matches a command of a path's data, with its numbers.
var pathCommand = regexp.MustCompile(`([A-Za-z])([^A-Za-z]*)`)

// relative rewrites a path's data. One with commands that vgsvg uses for nothing
// that is drawn here comes back as it was.
func relative(data string) string {
	var p pen
	for _, c := range pathCommand.FindAllStringSubmatch(data, -1) {
		fields := strings.FieldsFunc(c[2], func(r rune) bool { return r == ',' || r == ' ' })
		numbers, err := slice.Try(fields, func(f string) (float64, error) { return strconv.ParseFloat(f, 64) })
		if err != nil || !p.follow(c[1], numbers) {
			return data
		}
	}
	p.flush()
	return p.out.String()
}

// pen writes a path in tenths of a point.
type pen struct {
	out          strings.Builder
	x, y         int // where it is
	fromX, fromY int // where the subpath began
	run          int // of a horizontal line that is not yet written
}

// follow writes one absolute command; false means that it is not known.
func (p *pen) follow(command string, v []float64) bool {
	switch {
	case command == "M" && len(v) == 2:
		p.flush()
		p.x, p.y = tenth(v[0]), tenth(v[1])
		p.fromX, p.fromY = p.x, p.y
		p.out.WriteString("M" + pair(p.x, p.y))
	case command == "L" && len(v) == 2:
		p.line(tenth(v[0])-p.x, tenth(v[1])-p.y)
	case command == "A" && len(v) == 7:
		p.flush()
		x, y := tenth(v[5]), tenth(v[6])
		fmt.Fprintf(&p.out, "a%g,%g,%g,%g,%g,%s", v[0], v[1], v[2], v[3], v[4], pair(x-p.x, y-p.y))
		p.x, p.y = x, y
	case command == "Z" && len(v) == 0:
		p.flush()
		p.out.WriteString("Z")
		p.x, p.y = p.fromX, p.fromY
	default:
		return false
	}
	return true
}

// line draws to a point at a distance. A horizontal line that goes on is one line.
func (p *pen) line(dx, dy int) {
	p.x, p.y = p.x+dx, p.y+dy
	switch {
	case dy == 0 && p.run*dx >= 0:
		p.run += dx
	case dy == 0:
		p.flush()
		p.run = dx
	case dx == 0:
		p.flush()
		p.out.WriteString("v" + decimal(dy))
	default:
		p.flush()
		p.out.WriteString("l" + pair(dx, dy))
	}
}

// flush writes the horizontal line that waits.
func (p *pen) flush() {
	if p.run != 0 {
		p.out.WriteString("h" + decimal(p.run))
	}
	p.run = 0
}

func tenth(v float64) int { return int(math.Round(10 * v)) }

// pair writes two numbers; a minus sign parts them as well as a comma.
func pair(x, y int) string {
	if y < 0 {
		return decimal(x) + decimal(y)
	}
	return decimal(x) + "," + decimal(y)
}

// decimal writes tenths: 123 is "12.3", and 3 is ".3".
func decimal(tenths int) string {
	text := strconv.FormatFloat(float64(tenths)/10, 'f', -1, 64)
	if strings.HasPrefix(text, "0.") || strings.HasPrefix(text, "-0.") {
		return strings.Replace(text, "0.", ".", 1)
	}
	return text
}
