package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Budgets for code that people read; tests and generated files have none.
const (
	maxFileLines = 600
	maxFuncLines = 80
	maxDepth     = 3 // folders below the root
)

func TestArchitectureBudgets(t *testing.T) {
	src, err := readSource(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range budgetFaults(src) {
		t.Error(fault)
	}
}

// budgetFaults lists what is too long, too deep or without a comment.
func budgetFaults(src *source) []string {
	var faults []string
	told := map[string]bool{}  // folders whose package has a comment
	types := map[string]bool{} // documented types, as folder.Name
	code := slices.DeleteFunc(slices.Clone(src.files), func(f goFile) bool { return f.isTest() || f.generated() })
	for _, f := range code {
		told[f.dir()] = told[f.dir()] || f.tree.Doc.Text() != ""
		for _, d := range f.tree.Decls {
			for _, spec := range specs(d) {
				if ts, ok := spec.(*ast.TypeSpec); ok {
					types[f.dir()+"."+ts.Name.Name] = documented(d, spec)
				}
			}
		}
	}
	for _, f := range code {
		if n := bytes.Count(f.text, []byte("\n")); n > maxFileLines {
			faults = append(faults, fmt.Sprintf("%s: %d lines, at most %d", f.path, n, maxFileLines))
		}
		if n := strings.Count(f.path, "/"); n > maxDepth {
			faults = append(faults, fmt.Sprintf("%s: %d folders deep, at most %d", f.path, n, maxDepth))
		}
		if !told[f.dir()] {
			faults = append(faults, f.dir()+": the package has no comment")
			told[f.dir()] = true // said once
		}
		for _, d := range f.tree.Decls {
			for _, text := range declFaults(src.set, d, types, f.dir()) {
				faults = append(faults, f.path+": "+text)
			}
		}
	}
	return faults
}

// declFaults lists what is wrong with one declaration.
func declFaults(set *token.FileSet, d ast.Decl, types map[string]bool, dir string) []string {
	var faults []string
	if fn, ok := d.(*ast.FuncDecl); ok {
		lines := set.Position(fn.End()).Line - set.Position(fn.Pos()).Line + 1
		if lines > maxFuncLines && branches(fn) {
			faults = append(faults, fmt.Sprintf("func %s has %d lines, at most %d", fn.Name.Name, lines, maxFuncLines))
		}
		if fn.Name.Name == "init" && fn.Recv == nil {
			faults = append(faults, "func init: what a package needs comes in through arguments")
		}
		if fn.Name.IsExported() && ast.IsExported(receiver(fn)) && fn.Doc.Text() == "" && !wellKnown(fn) {
			faults = append(faults, fmt.Sprintf("func %s has no comment", fn.Name.Name))
		}
		return faults
	}
	list := specs(d)
	for i, spec := range list {
		if documented(d, spec) || namedByType(list[:i+1], types, dir) {
			continue
		}
		for _, name := range exported(spec) {
			faults = append(faults, name+" has no comment")
		}
	}
	return faults
}

// specs lists what a declaration of types, constants or variables declares.
func specs(d ast.Decl) []ast.Spec {
	if gen, ok := d.(*ast.GenDecl); ok && gen.Tok != token.IMPORT {
		return gen.Specs
	}
	return nil
}

// documented reports whether a comment belongs to a declared name: its own,
// one at the end of its line, or that of the whole group.
func documented(d ast.Decl, spec ast.Spec) bool {
	if d.(*ast.GenDecl).Doc.Text() != "" {
		return true
	}
	switch s := spec.(type) {
	case *ast.TypeSpec:
		return s.Doc.Text() != "" || s.Comment.Text() != ""
	case *ast.ValueSpec:
		return s.Doc.Text() != "" || s.Comment.Text() != ""
	}
	return false
}

// namedByType reports whether the last of some constants is a value of a type
// of this package that has a comment: that comment is about its values.
func namedByType(group []ast.Spec, types map[string]bool, dir string) bool {
	for _, spec := range slices.Backward(group) {
		s, ok := spec.(*ast.ValueSpec)
		if !ok {
			return false
		}
		if name, ok := s.Type.(*ast.Ident); ok {
			return types[dir+"."+name.Name]
		}
		if len(s.Values) > 0 {
			return false // a value of its own has a type of its own
		}
	}
	return false
}

// exported lists the exported names of a declaration.
func exported(spec ast.Spec) []string {
	var list []string
	switch s := spec.(type) {
	case *ast.TypeSpec:
		list = append(list, s.Name.Name)
	case *ast.ValueSpec:
		for _, name := range s.Names {
			list = append(list, name.Name)
		}
	}
	return slices.DeleteFunc(list, func(name string) bool { return !ast.IsExported(name) })
}

// receiver is the type that a method belongs to; a function has none, and for
// it the name is one that is exported.
func receiver(fn *ast.FuncDecl) string {
	if fn.Recv == nil {
		return "Func"
	}
	name := ""
	ast.Inspect(fn.Recv.List[0].Type, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && name == "" {
			name = id.Name
		}
		return true
	})
	return name
}

// wellKnown reports whether a method is one that the standard library
// explains, wherever it stands.
func wellKnown(fn *ast.FuncDecl) bool {
	return fn.Recv != nil && slices.Contains([]string{"Error", "Unwrap", "String", "Read", "Write", "ServeHTTP"}, fn.Name.Name)
}

// branches reports whether a function decides anything. One that only wires
// parts together may be as long as there are parts.
func branches(fn *ast.FuncDecl) bool {
	found := false
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			found = true
		}
		return !found
	})
	return found
}

func TestBudgetFaultsSeePlantedViolations(t *testing.T) {
	const top = "// Package p is planted.\npackage p\n"
	long := strings.Repeat("\t_ = 1\n", maxFuncLines)
	for _, row := range []struct{ what, text, want string }{
		{"a package in order", top + "// F is fine.\nfunc F() {}\n", ""},
		{"a package without a comment", "package p\n", "p: the package has no comment"},
		{"a long file", top + strings.Repeat("\n", maxFileLines), "p/p.go: 602 lines, at most 600"},
		{"a long function", top + "func f() {\nif true {\n}\n" + long + "}\n", "p/p.go: func f has 84 lines, at most 80"},
		{"a long function that only wires", top + "func f() {\n" + long + "}\n", ""},
		{"an init", top + "func init() {}\n", "p/p.go: func init: what a package needs comes in through arguments"},
		{"a function without a comment", top + "func F() {}\n", "p/p.go: func F has no comment"},
		{"a method without a comment", top + "// T is fine.\ntype T int\nfunc (*T) F() {}\n", "p/p.go: func F has no comment"},
		{"a method that everybody knows", top + "// T is fine.\ntype T int\nfunc (T) String() string { return \"\" }\n", ""},
		{"a method of a private type", top + "type t int\nfunc (t) F() {}\n", ""},
		{"a type without a comment", top + "type T int\n", "p/p.go: T has no comment"},
		{"constants of a type with one", top + "// T is fine.\ntype T int\nconst (\n\tA T = iota\n\tB\n)\n", ""},
		{"constants of no type", top + "const (\n\tA = 1\n\tB = 2 // fine\n)\n", "p/p.go: A has no comment"},
		{"a generated file", "// Code generated by hand. DO NOT EDIT.\n\npackage p\n\ntype T int\n", ""},
	} {
		t.Run(row.what, func(t *testing.T) {
			src := plant(t, map[string]string{"go.mod": "module planted\n", "p/p.go": row.text})
			if got := strings.Join(budgetFaults(src), "\n"); got != row.want {
				t.Errorf("got  %s\nwant %s", got, row.want)
			}
		})
	}
}

func TestBudgetFaultsSeeDepth(t *testing.T) {
	src := plant(t, map[string]string{"go.mod": "module planted\n", "a/b/c/d/d.go": "// Package d is deep.\npackage d\n"})
	got := budgetFaults(src)
	if want := []string{"a/b/c/d/d.go: 4 folders deep, at most 3"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
