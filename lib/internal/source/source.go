// Package source finds the source of functions in the program that runs, so that what
// a function computed can be told from what it computed before it was changed.
package source

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"

	"nodulelab/lib/internal/slice"
)

// Of returns the source of a function and of every declaration of its package that it
// refers to, directly or by another one, without comments. Of a method it is the source
// of the whole type. The source is read from the file that was compiled; it is an error
// if that is not there, or no longer has the function. What the function captures from
// around it, and what it calls of other packages, is not part of its source.
func Of(function any) (string, error) {
	p, found, _, err := find(function)
	if err != nil {
		return "", err
	}
	return p.text(found)
}

// Alone returns the source of a function by itself, with the comment above it, as it
// stands in its file. Errors are those of [Of].
func Alone(function any) (string, error) {
	p, found, _, err := find(function)
	if err != nil {
		return "", err
	}
	return p.alone(found)
}

// Named returns declarations of the package that a function is in, by their names, each
// with the comment above it, as they stand in their files: "rasterise", a function, or
// "Config.paint", a method. A name that the package does not declare is an error.
func Named(function any, names ...string) ([]string, error) {
	p, _, _, err := find(function)
	if err != nil {
		return nil, err
	}
	return slice.Try(names, func(name string) (string, error) {
		found := p.named(name)
		if found == nil {
			return "", fmt.Errorf("source: package %s declares no %s", p.own.Name.Name, name)
		}
		return p.alone(found)
	})
}

// find returns a function, the package that it is in, and where it is compiled from.
func find(function any) (*pkg, ast.Node, runtime.Frame, error) {
	v := reflect.ValueOf(function)
	if v.Kind() != reflect.Func || v.IsNil() {
		return nil, nil, runtime.Frame{}, fmt.Errorf("source: %T: want a function", function)
	}
	at := place(v.Pointer())
	p, err := read(at.File)
	if err != nil {
		return nil, nil, at, fmt.Errorf("source: %w", err)
	}
	found := p.at(at)
	if found == nil {
		return nil, nil, at, fmt.Errorf("source: no function in line %d of %s: the file has changed since it was compiled", at.Line, filepath.Base(at.File))
	}
	return p, found, at, nil
}

// place is where the first instruction of a function is from. What was inlined there
// comes before the function itself, in the list of frames.
func place(pc uintptr) (at runtime.Frame) {
	frames := runtime.CallersFrames([]uintptr{pc + 1})
	for more := true; more; {
		at, more = frames.Next()
	}
	return at
}

// OfMethod is [Of] for a method of a value, by its name.
func OfMethod(value any, name string) (string, error) {
	m, ok := reflect.TypeOf(value).MethodByName(name)
	if !ok {
		return "", fmt.Errorf("source: %T has no method %s", value, name)
	}
	return Of(m.Func.Interface())
}

// pkg is the source of a package.
type pkg struct {
	files        *token.FileSet
	own          *ast.File             // that has the function
	declarations map[string][]ast.Node // of the package, by name; methods by their type's name
}

// read parses the Go files of a file's folder, tests included if the file is one.
func read(file string) (*pkg, error) {
	p := &pkg{files: token.NewFileSet(), declarations: map[string][]ast.Node{}}
	var err error
	if p.own, err = parser.ParseFile(p.files, file, nil, 0); err != nil {
		return nil, err
	}
	p.add(p.own)
	folder := filepath.Dir(file)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		name := filepath.Join(folder, e.Name())
		if filepath.Ext(name) != ".go" || name == file {
			continue
		}
		if other, err := parser.ParseFile(p.files, name, nil, 0); err == nil && other.Name.Name == p.own.Name.Name {
			p.add(other)
		}
	}
	return p, nil
}

func (p *pkg) add(f *ast.File) {
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			p.declare(owner(d), d)
		case *ast.GenDecl:
			for _, s := range d.Specs {
				p.declareSpec(d, s)
			}
		}
	}
}

func (p *pkg) declare(name string, n ast.Node) {
	p.declarations[name] = append(p.declarations[name], n)
}

// declareSpec lists a type, or variables or constants. A constant may follow from those
// before it in its group, and so stands for the whole group.
func (p *pkg) declareSpec(d *ast.GenDecl, s ast.Spec) {
	switch s := s.(type) {
	case *ast.TypeSpec:
		p.declare(s.Name.Name, s)
	case *ast.ValueSpec:
		for _, name := range s.Names {
			if d.Tok == token.CONST {
				p.declare(name.Name, d)
			} else {
				p.declare(name.Name, s)
			}
		}
	}
}

// owner is the name of a function, or of a method's type.
func owner(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return d.Name.Name
	}
	name := ""
	ast.Inspect(d.Recv.List[0].Type, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && name == "" {
			name = id.Name
		}
		return name == ""
	})
	return name
}

// at is the function that a place is in, or nil: a declaration, or a literal with all
// literals around it.
func (p *pkg) at(f runtime.Frame) (found ast.Node) {
	isLiteral := strings.Contains(f.Function, ".func")
	ast.Inspect(p.own, func(n ast.Node) bool {
		if n == nil || found != nil || f.Line < p.line(n.Pos()) || p.line(n.End()) < f.Line {
			return false
		}
		switch n.(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			if _, literal := n.(*ast.FuncLit); literal == isLiteral {
				found = n
			}
		}
		return true
	})
	return found
}

func (p *pkg) line(at token.Pos) int { return p.files.Position(at).Line }

// text prints a function, and then the declarations that it needs in the order of their
// names. A method needs its type.
func (p *pkg) text(function ast.Node) (string, error) {
	needed := map[string]bool{}
	if d, ok := function.(*ast.FuncDecl); ok && d.Recv != nil {
		p.need(owner(d), needed)
	}
	p.needOf(function, needed)
	nodes := []ast.Node{function}
	for _, name := range slices.Sorted(maps.Keys(needed)) {
		nodes = append(nodes, p.declarations[name]...)
	}
	var b bytes.Buffer
	for _, n := range nodes {
		if err := printer.Fprint(&b, token.NewFileSet(), n); err != nil {
			return "", fmt.Errorf("source: %w", err)
		}
		b.WriteByte('\n')
	}
	return b.String(), nil
}

// named is a declaration by its name, that of a method with its type before it; nil if
// there is none.
func (p *pkg) named(name string) ast.Node {
	if of, method, ok := strings.Cut(name, "."); ok {
		for _, n := range p.declarations[of] {
			if d, ok := n.(*ast.FuncDecl); ok && d.Name.Name == method {
				return d
			}
		}
		return nil
	}
	for _, n := range p.declarations[name] {
		if d, ok := n.(*ast.FuncDecl); !ok || d.Recv == nil {
			return n
		}
	}
	return nil
}

// alone is a piece of code as it stands in its file: whole lines, and the comment above.
func (p *pkg) alone(n ast.Node) (string, error) {
	text, err := os.ReadFile(p.files.Position(n.Pos()).Filename)
	if err != nil {
		return "", fmt.Errorf("source: %w", err)
	}
	lines := strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n")
	first, last := p.line(n.Pos())-1, p.line(n.End())
	for first > 0 && strings.HasPrefix(lines[first-1], "//") {
		first--
	}
	return strings.Join(lines[first:last], "\n"), nil
}

// need lists a declaration and all that it needs.
func (p *pkg) need(name string, needed map[string]bool) {
	if needed[name] || p.declarations[name] == nil || name == "main" {
		return
	}
	needed[name] = true
	for _, d := range p.declarations[name] {
		p.needOf(d, needed)
	}
}

// needOf lists what a piece of code needs: every declaration whose name occurs in it.
func (p *pkg) needOf(n ast.Node, needed map[string]bool) {
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			p.need(id.Name, needed)
		}
		return true
	})
}
