package export

import (
	"encoding/json"
	"fmt"
	"html/template"
	"os"
	"slices"
	"strings"

	"nodulelab/lib/live/page"
)

// asking is what a page holds of the predictions that its notebook asks for.
type asking struct {
	Style  template.CSS
	Script template.JS
}

// askings returns it for each notebook of the report that asks for predictions, by name. On
// one page predictions stand beside the results, which are what the executed notebooks and
// the verdicts say.
func (o Options) askings() (map[string]asking, error) {
	questions, err := page.Questions()
	if err != nil {
		return nil, err
	}
	style, err := page.AskingStyle()
	if err != nil {
		return nil, err
	}
	all := map[string]asking{}
	for _, p := range o.Pages {
		own := slices.DeleteFunc(slices.Clone(questions), func(q page.Question) bool { return q.Notebook != p.Name })
		if len(own) == 0 {
			continue
		}
		var told []page.Told
		if p.Name == page.PredictionsNotebook {
			if told, err = o.told(questions); err != nil {
				return nil, err
			}
		}
		script, err := page.Asking(own, o.predictions(), told)
		if err != nil {
			return nil, err
		}
		all[p.Name] = asking{style, script}
	}
	return all, nil
}

// predictions is where predictions stand beside results; empty if the report lacks the page.
func (o Options) predictions() string {
	if !slices.ContainsFunc(o.Pages, func(p Page) bool { return p.Name == page.PredictionsNotebook }) {
		return ""
	}
	return page.PredictionsNotebook + ".html#predictions"
}

// told answers questions from what the report holds.
func (o Options) told(questions []page.Question) ([]page.Told, error) {
	said := map[string]map[string][]string{}
	for _, p := range o.Pages {
		var err error
		if said[p.Name], err = saidIn(p.Path); err != nil {
			return nil, err
		}
	}
	var all []page.Told
	for _, q := range questions {
		t := page.Told{ID: q.ID, Notebook: q.Notebook, Question: q.Question, Results: []string{}}
		for _, s := range q.Results {
			t.Results = append(t.Results, chosen(said[s.Notebook][s.Cell], s.Lines)...)
			if rulings := o.rulings(s.Claims); rulings != "" {
				t.Results = append(t.Results, strings.TrimSpace(s.Name+" "+rulings))
			}
		}
		all = append(all, t)
	}
	return all, nil
}

// chosen returns the lines with some beginnings; an empty one begins the first line.
func chosen(lines, beginnings []string) (found []string) {
	for _, beginning := range beginnings {
		for i, line := range lines {
			if beginning != "" && strings.HasPrefix(line, beginning) || beginning == "" && i == 0 {
				found = append(found, line)
			}
		}
	}
	return found
}

// rulings says what became of claims, by their numbers: "claim 5 reproduced, claim 6
// undecided". Those that were not judged are left out.
func (o Options) rulings(claims []string) string {
	var parts []string
	for _, number := range claims {
		if outcome := o.Verdicts[number]; outcome != "" {
			parts = append(parts, "claim "+number+" "+outcome)
		}
	}
	return strings.Join(parts, ", ")
}

// beyond is the sentence that the notebook on real outlines has written of the paper's
// conclusion; empty if the report lacks that notebook.
func (o Options) beyond() (string, error) {
	const notebook, cell = "09-real-outlines", "matched-text"
	for _, p := range o.Pages {
		if p.Name != notebook {
			continue
		}
		said, err := saidIn(p.Path)
		if err == nil && len(said[cell]) == 0 {
			err = fmt.Errorf("export: %s: the cell %s has written nothing", p.Path, cell)
		}
		if err != nil {
			return "", err
		}
		return said[cell][0], nil
	}
	return "", nil
}

// saidIn returns the lines of text that each cell of an executed notebook has written, without
// marks, by the cell's name.
func saidIn(path string) (map[string][]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	var notebook struct {
		Cells []struct {
			ID      string `json:"id"`
			Outputs []struct {
				Data struct {
					Markdown words `json:"text/markdown"`
				} `json:"data"`
			} `json:"outputs"`
		} `json:"cells"`
	}
	if err := json.Unmarshal(data, &notebook); err != nil {
		return nil, fmt.Errorf("export: %s: %w", path, err)
	}
	said := map[string][]string{}
	for _, c := range notebook.Cells {
		for _, o := range c.Outputs {
			for line := range strings.Lines(string(o.Data.Markdown)) {
				if line = strings.TrimSpace(strings.NewReplacer("*", "", "`", "").Replace(strings.TrimPrefix(line, "- "))); line != "" {
					said[c.ID] = append(said[c.ID], line)
				}
			}
		}
	}
	return said, nil
}

// words is text, which Jupyter may also write as a list of lines.
type words string

func (w *words) UnmarshalJSON(data []byte) error {
	var lines []string
	if err := json.Unmarshal(data, &lines); err == nil {
		*w = words(strings.Join(lines, ""))
		return nil
	}
	return json.Unmarshal(data, (*string)(w))
}
