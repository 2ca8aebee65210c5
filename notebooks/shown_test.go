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

// Every function that a notebook shows from its source is in the library: this finds one
// that was renamed before a notebook is executed.
func TestShownFunctionsExist(t *testing.T) {
	count := 0
	each(t, func(t *testing.T, n committed) {
		packages := map[string]string{} // by the name that cells use
		for _, c := range n.Cells {
			file := parsed(t, c)
			if file == nil {
				continue
			}
			for _, i := range file.Imports {
				if path, _ := strconv.Unquote(i.Path.Value); strings.HasPrefix(path, "nodulelab/lib/") {
					packages[filepath.Base(path)] = strings.TrimPrefix(path, "nodulelab/")
				}
			}
			for _, f := range shownBy(file) {
				count++
				if path := packages[f.pkg]; path == "" {
					t.Errorf("cell %s shows %s of %s, which it does not import", c.ID, f.name, f.pkg)
				} else if !declared(t, "../"+path, f.name) {
					t.Errorf("cell %s shows %s, which is not in %s: show the function that has taken its place", c.ID, f.name, path)
				}
			}
		}
	})
	if count < 20 {
		t.Errorf("%d functions are shown: want 20 or more", count)
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

// shown is a function, or a method as "Type.method", of a package.
type shown struct{ pkg, name string }

// shownBy lists what the calls of show.Source and show.SourceIn in a file show.
func shownBy(file *ast.File) (all []shown) {
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		switch called := chain(call.Fun); strings.Join(called, ".") {
		case "show.Source":
			for _, argument := range call.Args {
				names := chain(argument)
				all = append(all, shown{names[0], strings.Join(names[1:], ".")})
			}
		case "show.SourceIn":
			for _, argument := range call.Args[1:] {
				name, _ := strconv.Unquote(argument.(*ast.BasicLit).Value)
				all = append(all, shown{chain(call.Args[0])[0], name})
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

// declared tells whether the package in a folder declares a function or a method.
func declared(t *testing.T, folder, name string) bool {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: %d files, %v", folder, len(paths), err)
	}
	for _, path := range paths {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			own := f.Name.Name
			if f.Recv != nil {
				of := f.Recv.List[0].Type
				own = strings.Join(chain(of), ".") + "." + own
			}
			if own == name {
				return true
			}
		}
	}
	return false
}
