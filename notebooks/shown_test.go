package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Every name of the library that a cell uses is there, and so is every function that it
// shows from its source: this finds one that was renamed before a notebook is executed.
func TestNamesInCellsExist(t *testing.T) {
	library := map[string]map[string]bool{} // names by folder
	used, shows := 0, 0
	each(t, func(t *testing.T, n committed) {
		packages := map[string]string{} // folders by the name that cells use
		check := func(c cell, f name) {
			folder := packages[f.pkg]
			if folder == "" {
				return
			}
			if library[folder] == nil {
				library[folder] = declared(t, folder)
			}
			if !library[folder][f.name] {
				t.Errorf("cell %s uses %s, which is not in %s: use what has taken its place", c.ID, f.name, folder)
			}
		}
		for _, c := range n.Cells {
			file := parsed(t, c)
			if file == nil {
				continue
			}
			for _, i := range file.Imports {
				if path, _ := strconv.Unquote(i.Path.Value); strings.HasPrefix(path, "nodulelab/lib/") {
					packages[filepath.Base(path)] = "../" + strings.TrimPrefix(path, "nodulelab/")
				}
			}
			for _, f := range usedBy(file) {
				used++
				check(c, f)
			}
			for _, f := range shownBy(file) {
				shows++
				if packages[f.pkg] == "" {
					t.Errorf("cell %s shows %s of %s, which it does not import", c.ID, f.name, f.pkg)
				}
				check(c, f)
			}
		}
	})
	if used < 300 || shows < 20 {
		t.Errorf("%d names are used and %d functions shown: want 300 and 20 or more", used, shows)
	}
}

// parsed is a cell of code as a Go file, nil if it is none.
func parsed(t *testing.T, c cell) *ast.File {
	t.Helper()
	if c.Kind != "code" {
		return nil
	}
	source := strings.Join(c.Source, "")
	if body, ok := strings.CutPrefix(source, "%%\n"); ok {
		source = "func main() {\n" + body + "\n}"
	}
	file, err := parser.ParseFile(token.NewFileSet(), c.ID, "package main\n"+source, 0)
	if err != nil {
		t.Errorf("cell %s: %v", c.ID, err)
		return nil
	}
	return file
}

// name is a declaration of a package, a method as "Type.method".
type name struct{ pkg, name string }

// usedBy lists the names of packages in a file, "exhibit.PaperTable", but for those of
// variables, "networks.Loss".
func usedBy(file *ast.File) (all []name) {
	variables := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if a, ok := n.(*ast.AssignStmt); ok && a.Tok == token.DEFINE {
			for _, left := range a.Lhs {
				variables[strings.Join(chain(left), ".")] = true
			}
		}
		return true
	})
	ast.Inspect(file, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := s.X.(*ast.Ident); ok && !variables[x.Name] {
			all = append(all, name{x.Name, s.Sel.Name})
		}
		return true
	})
	return all
}

// shownBy lists what the calls of show.Source and show.SourceIn in a file show.
func shownBy(file *ast.File) (all []name) {
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		switch called := chain(call.Fun); strings.Join(called, ".") {
		case "show.Source":
			for _, argument := range call.Args {
				names := chain(argument)
				all = append(all, name{names[0], strings.Join(names[1:], ".")})
			}
		case "show.SourceIn":
			for _, argument := range call.Args[1:] {
				quoted, _ := strconv.Unquote(argument.(*ast.BasicLit).Value)
				all = append(all, name{chain(call.Args[0])[0], quoted})
			}
		}
		return true
	})
	return all
}

// chain is the names of a selector: of (*explain.PCA).Project "explain", "PCA", "Project".
func chain(e ast.Expr) []string {
	switch e := e.(type) {
	case *ast.Ident:
		return []string{e.Name}
	case *ast.ParenExpr:
		return chain(e.X)
	case *ast.StarExpr:
		return chain(e.X)
	case *ast.SelectorExpr:
		return append(chain(e.X), e.Sel.Name)
	}
	return nil
}

// declared is the names that the package in a folder declares, methods with their types.
func declared(t *testing.T, folder string) map[string]bool {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: %d files, %v", folder, len(paths), err)
	}
	names := map[string]bool{}
	for _, path := range paths {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				own := d.Name.Name
				if d.Recv != nil {
					own = strings.Join(chain(d.Recv.List[0].Type), ".") + "." + own
				}
				names[own] = true
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					switch spec := spec.(type) {
					case *ast.TypeSpec:
						names[spec.Name.Name] = true
					case *ast.ValueSpec:
						for _, n := range spec.Names {
							names[n.Name] = true
						}
					}
				}
			}
		}
	}
	return names
}
