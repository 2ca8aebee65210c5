package figure

import (
	"bytes"
	"encoding/xml"
	"fmt"
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
	var b bytes.Buffer
	w, h := f.width.Points(), f.height.Points()
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"`)
	fmt.Fprintf(&b, ` width="%.5gpt" height="%.5gpt" viewBox="0 0 %.5g %.5g"`, w, h, w, h)
	b.WriteString(` style="max-width:100%;height:auto;font-family:'Liberation Sans',Arial,Helvetica,sans-serif" role="img" aria-label="`)
	escape(&b, f.Title+". "+f.Alt)
	b.WriteString("\">\n<title>")
	escape(&b, f.Title)
	b.WriteString("</title>\n<desc>")
	escape(&b, f.Alt)
	b.WriteString("</desc>")
	return b.Bytes()
}

// escape writes text for XML. Writing to a buffer cannot fail.
func escape(b *bytes.Buffer, text string) { _ = xml.EscapeText(b, []byte(text)) }
