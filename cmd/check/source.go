package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// source is the Go files of a module, parsed.
type source struct {
	module string
	files  []goFile
	nested []string // folders below the root that are modules of their own
	set    *token.FileSet
}

// goFile is one Go file.
type goFile struct {
	path string // below the root, with slashes
	text []byte
	tree *ast.File
}

// dir is the folder of the file below the root, "." for the root itself.
func (f goFile) dir() string { return path.Dir(f.path) }

// isTest reports whether the file is only part of tests.
func (f goFile) isTest() bool { return strings.HasSuffix(f.path, "_test.go") }

// generated reports whether a program wrote the file.
func (f goFile) generated() bool { return ast.IsGenerated(f.tree) }

// readSource reads and parses the Go files of the module in the folder. It
// leaves out what the go command leaves out, and modules inside the module.
func readSource(root string) (*source, error) {
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return nil, err
	}
	src := &source{module: modulePath(mod), set: token.NewFileSet()}
	err = filepath.WalkDir(root, func(at string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, at)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return src.enter(root, filepath.ToSlash(rel))
		}
		if filepath.Ext(at) != ".go" || strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "_") {
			return nil
		}
		return src.read(root, filepath.ToSlash(rel))
	})
	return src, err
}

// enter says whether to walk into a folder.
func (s *source) enter(root, rel string) error {
	name := path.Base(rel)
	if rel == "." {
		return nil
	}
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "testdata" || name == "node_modules" {
		return fs.SkipDir
	}
	if _, err := os.Stat(filepath.Join(root, rel, "go.mod")); err == nil {
		s.nested = append(s.nested, rel)
		return fs.SkipDir
	}
	return nil
}

func (s *source) read(root, rel string) error {
	text, err := os.ReadFile(filepath.Join(root, rel))
	if err != nil {
		return err
	}
	tree, err := parser.ParseFile(s.set, rel, text, parser.ParseComments)
	if err != nil {
		return err
	}
	s.files = append(s.files, goFile{rel, text, tree})
	return nil
}

// testFunc is a function that go test runs.
type testFunc struct {
	pkg  string // as the go command takes it: ./render/b62
	name string
}

// testFuncs finds the functions of test files whose name begins with prefix
// and whose one parameter is a *testing.param, in the order of files.
func (s *source) testFuncs(prefix, param string) []testFunc {
	var found []testFunc
	for _, f := range s.files {
		if !f.isTest() {
			continue
		}
		for _, d := range f.tree.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if ok && fn.Recv == nil && strings.HasPrefix(fn.Name.Name, prefix) && takes(fn, param) {
				found = append(found, testFunc{"./" + f.dir(), fn.Name.Name})
			}
		}
	}
	return found
}

// takes reports whether a function's only parameter is a *testing.param.
func takes(fn *ast.FuncDecl, param string) bool {
	list := fn.Type.Params.List
	if len(list) != 1 || len(list[0].Names) > 1 {
		return false
	}
	star, ok := list[0].Type.(*ast.StarExpr)
	if !ok {
		return false
	}
	sel, ok := star.X.(*ast.SelectorExpr)
	return ok && sel.Sel.Name == param
}

// packages lists the packages of some functions, each once, sorted.
func packages(funcs []testFunc) []string {
	var list []string
	for _, f := range funcs {
		list = append(list, f.pkg)
	}
	slices.Sort(list)
	return slices.Compact(list)
}
