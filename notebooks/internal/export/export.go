// Package export turns executed notebooks into a report: HTML pages that are whole
// in themselves. Code, mathematics, figures, style and script are in the page, and
// a reader without a network misses nothing.
//
// nbconvert renders the cells, with the template in the folder template/nodulelab;
// the page around them is an HTML template of Go's.
package export

import (
	"context"
	"embed"
	"fmt"
	"html/template"
	"path/filepath"
	"strings"

	"nodulelab/lib/citation"
	"nodulelab/lib/live/page"
	"nodulelab/lib/project"
)

// Page is one executed notebook.
type Page struct {
	Name string // of the page: "01-scenario-1"
	Path string // of the executed notebook
	Link string // to the executed notebook, from the report's folder; may be empty
}

// Options say what a report consists of.
type Options struct {
	Python    string        // an interpreter that has nbconvert
	Environ   []string      // its environment
	Out       string        // the report's folder, made if need be
	Pages     []Page        // in reading order
	Table     template.HTML // Table 1 and its plot, for the first page; may be empty
	Facts     [][2]string   // how the report was made: names and values
	Downloads []string      // files of the report's folder that the first page names

	References []citation.Reference // all works that the report cites, for the first page; may be empty
	Live       *page.Page           // the live page; may be nil
	Verdicts   map[string]string    // what became of the paper's claims, by their numbers; may be nil
}

//go:embed template convert.py
var files embed.FS

// Write writes Out/index.html and one page a notebook. All pages are rendered
// before the first is written, and each is replaced in one step.
func Write(ctx context.Context, o Options) error {
	c, err := convert(ctx, o)
	if err != nil {
		return err
	}
	pages, err := render(o, c)
	if err != nil {
		return err
	}
	for _, p := range pages {
		if err := project.WriteText(filepath.Join(o.Out, p.file), p.html); err != nil {
			return err
		}
	}
	return nil
}

// rendered is a finished page.
type rendered struct{ file, html string }

// render puts the converted notebooks, and the first page, into the page template.
func render(o Options, c converted) ([]rendered, error) {
	t, err := template.ParseFS(files, "template/*.html")
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	links := links(o, c)
	first, err := o.first(t, links)
	if err != nil {
		return nil, err
	}
	asked, err := o.askings()
	if err != nil {
		return nil, err
	}
	views := []view{first}
	for i, p := range c.Pages {
		body, colours, err := figures(relink(p.Body, o.Pages))
		if err != nil {
			return nil, fmt.Errorf("%w (%s)", err, o.Pages[i].Path)
		}
		v := view{link: links[i], Summary: p.Summary, Sections: p.Sections, Body: scrollable(body), Colours: template.CSS(darkened(colours))}
		if i > 0 {
			v.Previous = &links[i-1]
		}
		if i+1 < len(links) {
			v.Next = &links[i+1]
		}
		v.Font, v.Asking = template.CSS(p.Font), asked[o.Pages[i].Name]
		if o.Live != nil && strings.Contains(body, liveClass) {
			if v.Loader, err = page.Loader(); err != nil {
				return nil, err
			}
		}
		views = append(views, v)
	}
	if o.Live != nil {
		views = append(views, liveView(*o.Live))
	}
	css := style(c.Highlight)
	var pages []rendered
	for _, v := range views {
		v.Pages, v.CSS, v.Script, v.Icon, v.HasLive = links, css, template.JS(asset("report.js")), icon, o.Live != nil
		p, err := v.render(t)
		if err != nil {
			return nil, err
		}
		pages = append(pages, p)
	}
	return pages, nil
}

// LivePage is the name of the live page.
const LivePage = "live"

// liveClass marks figures that open into a part of the live page.
const liveClass = `class="nodulelab-live"`

func liveView(p page.Page) view {
	return view{
		link: link{Name: LivePage, Title: "Ask the networks"}, Live: &p, Body: p.Body,
		Summary: "Make a network fail: change one nodule, predict where a network is wrong, train your own, in the page.",
	}
}

// Preview returns the live page as it is in a report without notebooks.
func Preview(p page.Page) (string, error) {
	pages, err := render(Options{Live: &p}, converted{})
	if err != nil {
		return "", err
	}
	return pages[len(pages)-1].html, nil
}

// link is a page as other pages name it.
type link struct{ Name, Title, Short, Summary, Notebook string }

func links(o Options, c converted) []link {
	all := make([]link, len(c.Pages))
	for i, p := range c.Pages {
		short, _, _ := strings.Cut(p.Title, ":")
		all[i] = link{o.Pages[i].Name, p.Title, short, p.Summary, o.Pages[i].Link}
	}
	return all
}

// view is what the page template is filled with.
type view struct {
	link
	Summary        string
	Pages          []link
	Previous, Next *link
	Sections       []section
	Body           template.HTML
	CSS            template.CSS
	Colours        template.CSS // of figures
	Font           template.CSS // of formulas, in base64
	Script         template.JS
	Icon           template.URL
	Loader         template.JS // of parts of the live page, on a notebook's page
	Asking         asking      // of predictions
	HasLive        bool        // the report has a live page
	Live           *page.Page  // this page is it
}

func (v view) render(t *template.Template) (rendered, error) {
	var b strings.Builder
	if err := t.ExecuteTemplate(&b, "page.html", v); err != nil {
		return rendered{}, fmt.Errorf("export: %w", err)
	}
	name := v.Name
	if name == "" {
		name = "index"
	}
	return rendered{name + ".html", b.String()}, nil
}

// first is the report's first page.
func (o Options) first(t *template.Template, links []link) (view, error) {
	table, colours, err := figures(string(o.Table))
	if err != nil {
		return view{}, err
	}
	beyond, err := o.beyond()
	if err != nil {
		return view{}, err
	}
	var b strings.Builder
	err = t.ExecuteTemplate(&b, "index.html", map[string]any{
		"Live": o.Live != nil, "Pages": links, "Table": scrollable(table), "Beyond": beyond, "Facts": o.Facts, "Downloads": o.Downloads, "References": o.References,
	})
	if err != nil {
		return view{}, fmt.Errorf("export: %w", err)
	}
	return view{
		link:    link{Title: "Nodulelab: the effect of the loss on generalization"},
		Summary: "A reproduction, over many seeds, of a study of what cross-entropy and contrastive losses learn.",
		Body:    template.HTML(b.String()),
		Colours: template.CSS(darkened(colours)),
	}, nil
}
