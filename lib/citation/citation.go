// Package citation holds the works that the notebooks and the library cite. The file
// references.json has them in CSL-JSON, which reference managers read. The id of a work
// is how texts cite it: "Hall 1992", "Hewitt and Liang 2019", "Shah et al. 2020".
package citation

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

//go:embed references.json
var file []byte

// Reference is a cited work, an item of CSL-JSON.
type Reference struct {
	ID        string   `json:"id"`
	Type      string   `json:"type"` // of CSL: "article-journal", "paper-conference", "book", …
	Authors   []Author `json:"author"`
	Title     string   `json:"title"`
	Container string   `json:"container-title"` // the journal or the conference
	Volume    string   `json:"volume"`
	Issue     string   `json:"issue"`
	Page      string   `json:"page"`
	Publisher string   `json:"publisher"`
	Edition   string   `json:"edition"`
	DOI       string   `json:"DOI"`
	ISBN      string   `json:"ISBN"`
	URL       string   `json:"URL"`
	Issued    struct {
		Parts [][]int `json:"date-parts"`
	} `json:"issued"`
}

// Author is an author of a work; the given names are initials.
type Author struct {
	Family string `json:"family"`
	Given  string `json:"given"`
}

// All returns all works, in the order of their ids.
func All() ([]Reference, error) {
	var all []Reference
	if err := json.Unmarshal(file, &all); err != nil {
		return nil, fmt.Errorf("citation: references.json: %w", err)
	}
	return all, nil
}

// Find returns works by their ids, in the order of All. An id that no work has is an
// error.
func Find(ids ...string) ([]Reference, error) {
	all, err := All()
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if !slices.ContainsFunc(all, func(r Reference) bool { return r.ID == id }) {
			return nil, fmt.Errorf("citation: no work %q: add it to lib/citation/references.json, or cite one that is there such as %q", id, all[0].ID)
		}
	}
	return slices.DeleteFunc(all, func(r Reference) bool { return !slices.Contains(ids, r.ID) }), nil
}

// List returns works as a list in Markdown, by their ids. An id that no work has is an
// error.
func List(ids ...string) (string, error) {
	found, err := Find(ids...)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, r := range found {
		fmt.Fprintf(&b, "- %s (%d): %s.", r.Who(), r.Year(), r.Title)
		if r.Container != "" {
			fmt.Fprintf(&b, " *%s*", r.Container)
		}
		b.WriteString(r.Where())
		if r.Link() != "" {
			fmt.Fprintf(&b, " [%s](%s)", r.Label(), r.Link())
		}
		b.WriteByte('\n')
	}
	return b.String(), nil
}

// Year is the year in which the work came out.
func (r Reference) Year() int { return r.Issued.Parts[0][0] }

// Who lists the authors: "Hewitt J, Liang P".
func (r Reference) Who() string {
	var names []string
	for _, a := range r.Authors {
		names = append(names, a.Family+" "+a.Given)
	}
	return strings.Join(names, ", ")
}

// Short is how the authors and the year of the work are cited; it is the id.
func (r Reference) Short() string {
	who := r.Authors[0].Family
	switch len(r.Authors) {
	case 1:
	case 2:
		who += " and " + r.Authors[1].Family
	default:
		who += " et al."
	}
	return fmt.Sprintf("%s %d", who, r.Year())
}

// Where is what follows the names of the work and of its journal or conference, up to a
// full stop: " 82(397), 171–185." or " 2nd edition, Routledge, ISBN 9780415877695.". It is
// empty for a work that has neither.
func (r Reference) Where() string {
	place := r.Volume
	if r.Issue != "" {
		place += "(" + r.Issue + ")"
	}
	parts := []string{place, r.Page, r.Edition, r.Publisher, r.ISBN}
	if r.Edition != "" {
		parts[2] += " edition"
	}
	if r.ISBN != "" {
		parts[4] = "ISBN " + r.ISBN
	}
	parts = slices.DeleteFunc(parts, func(part string) bool { return part == "" })
	switch text := strings.Join(parts, ", ") + "."; {
	case r.Container == "" && len(parts) == 0:
		return ""
	case r.Container != "" && len(parts) == 0:
		return text
	case r.Container != "" && place == "":
		return ", " + text
	default:
		return " " + text
	}
}

// Link is the address of the work: by its DOI if it has one. It may be empty.
func (r Reference) Link() string {
	if r.DOI != "" {
		return "https://doi.org/" + r.DOI
	}
	return r.URL
}

// Label names the link: "doi:10.1109/42.796284", "arXiv:1312.6034", or the address
// itself.
func (r Reference) Label() string {
	if r.DOI != "" {
		return "doi:" + r.DOI
	}
	if number, ok := strings.CutPrefix(r.URL, "https://arxiv.org/abs/"); ok {
		return "arXiv:" + number
	}
	return strings.TrimPrefix(r.URL, "https://")
}
