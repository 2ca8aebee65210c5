package page

import (
	"encoding/json"
	"fmt"
	"html/template"
)

// Question is a prediction that a notebook asks for in a block quote, put so that a choice,
// a number or a few words answer it.
type Question struct {
	ID       string    `json:"id"`
	Notebook string    `json:"notebook"`
	Quote    int       `json:"quote"` // the block quote that asks it, from 1
	Question string    `json:"question"`
	Options  []string  `json:"options,omitempty"` // to choose from
	Several  bool      `json:"several,omitempty"` // more than one of them
	Range    []float64 `json:"range,omitempty"`   // of a number: least, most, step
	Results  []Source  `json:"results"`           // where the answer stands
}

// Source is where results stand: lines of what a cell of a notebook says, by their
// beginnings, or verdicts on claims of the paper, by their numbers.
type Source struct {
	Notebook string   `json:"notebook,omitempty"`
	Cell     string   `json:"cell,omitempty"`
	Lines    []string `json:"lines,omitempty"` // an empty beginning: the first line
	Name     string   `json:"name,omitempty"`  // of the claims together
	Claims   []string `json:"claims,omitempty"`
}

// Questions are the predictions that the notebooks ask for, in their order.
func Questions() (all []Question, err error) {
	text, err := files.ReadFile("files/questions.json")
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &all); err != nil {
		return nil, fmt.Errorf("page: questions.json: %w", err)
	}
	return all, nil
}

// PredictionsNotebook is the notebook on whose page the predictions stand beside the results.
const PredictionsNotebook = "04-replication"

// Told is a question with the results that answer it.
type Told struct {
	Question string   `json:"question"`
	ID       string   `json:"id"`
	Notebook string   `json:"notebook"`
	Results  []string `json:"results"` // in words
}

// Asking is the script with which a notebook's page asks its questions and keeps the
// answers in the reader's browser. Home is the page to which it links, where the results
// stand; told is for that page alone.
func Asking(asked []Question, home string, told []Told) (template.JS, error) {
	own := make([]Question, len(asked))
	for i, q := range asked {
		q.Results = nil
		own[i] = q
	}
	about, err := json.Marshal(map[string]any{"asked": own, "home": home, "told": told})
	if err != nil {
		return "", fmt.Errorf("page: %w", err)
	}
	script, err := join([]string{"questions"}, ".js")
	return template.JS(fmt.Sprintf("(() => {\n\"use strict\";\nconst questions = %s;\n%s})();", about, script)), err
}

// AskingStyle is the style of what [Asking] shows.
func AskingStyle() (template.CSS, error) {
	style, err := join([]string{"questions"}, ".css")
	return template.CSS(style), err
}
