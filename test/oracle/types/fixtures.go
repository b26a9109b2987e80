package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"strings"

	"heapghost.dev/oracle/types/load"
)

// expectable are the keys of expectations; other comments are prose.
var expectable = map[string]bool{"type": true, "size": true, "align": true, "pointers": true, "const": true, "unknown": true}

// checkFixtures compares the expectations in the comments of fixture packages with go/types, and returns the exit code.
// The form of the comments is described in test/types/fixtures/README.md.
func checkFixtures(l *load.Loader, dirs []string) int {
	wrong, right := 0, 0
	for _, dir := range dirs {
		p, err := l.Load(dir)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		q := func(other *types.Package) string {
			if other == p.Types {
				return ""
			}
			return other.Name()
		}
		for _, f := range p.Files {
			wants := map[int][]string{}
			for _, group := range f.Comments {
				for _, c := range group.List {
					line := l.Fset.Position(c.Pos()).Line
					wants[line] = append(wants[line], strings.Split(strings.TrimPrefix(c.Text, "// "), " | ")...)
				}
			}
			check := func(line int, got map[string]string) {
				for _, want := range wants[line] {
					key, value, ok := strings.Cut(want, ": ")
					if !ok || !expectable[key] {
						continue
					}
					if have := got[key]; have == strings.TrimSpace(value) {
						right++
					} else {
						wrong++
						fmt.Printf("%s:%d: %s: want %s, go/types has %s\n", f.Name, line, key, value, have)
					}
				}
				delete(wants, line)
			}
			visitFixture(l.Fset, f, func(line int, e ast.Expr, id *ast.Ident) {
				got := map[string]string{}
				var t types.Type
				if id != nil {
					if obj := p.Info.Defs[id]; obj != nil {
						t = obj.Type()
					} else if obj := p.Info.Uses[id]; obj != nil {
						t = obj.Type()
					}
					if c, ok := p.Info.Defs[id].(*types.Const); ok {
						got["const"] = c.Val().ExactString()
					}
				} else {
					tv := p.Info.Types[e]
					t = tv.Type
					if tv.Value != nil {
						got["const"] = tv.Value.ExactString()
					}
				}
				if t == nil {
					return
				}
				got["type"] = types.TypeString(t, q)
				if load.Obstacle(t) == "" {
					if b, ok := t.(*types.Basic); !ok || b.Info()&types.IsUntyped == 0 {
						got["size"] = fmt.Sprint(l.Sizes.Sizeof(t))
						got["align"] = fmt.Sprint(l.Sizes.Alignof(t))
						got["pointers"] = fmt.Sprint(load.Pointers(t))
					}
				} else {
					got["unknown"] = load.Obstacle(t)
				}
				check(line, got)
			})
			for line, comments := range wants {
				for _, want := range comments {
					if key, _, ok := strings.Cut(want, ": "); ok && expectable[key] {
						wrong++
						fmt.Printf("%s:%d: %s: nothing on this line has expectations\n", f.Name, line, want)
					}
				}
			}
		}
	}
	fmt.Printf("%d right, %d wrong\n", right, wrong)
	if wrong > 0 || right == 0 {
		return 1
	}
	return 0
}

// visitFixture calls visit for what an expectation at the end of a line is about: the declared type or constant, the
// first variable that is defined there, or the value that is assigned to the blank identifier.
func visitFixture(fset *token.FileSet, f *ast.File, visit func(line int, e ast.Expr, id *ast.Ident)) {
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.TypeSpec:
			visit(fset.Position(n.End()).Line, nil, n.Name)
			visit(fset.Position(n.Pos()).Line, nil, n.Name)
		case *ast.ValueSpec:
			for _, at := range []token.Pos{n.End(), n.Pos()} {
				if n.Names[0].Name == "_" && len(n.Values) > 0 {
					visit(fset.Position(at).Line, n.Values[0], nil)
				} else {
					visit(fset.Position(at).Line, nil, n.Names[0])
				}
			}
		case *ast.AssignStmt:
			id, _ := n.Lhs[0].(*ast.Ident)
			if n.Tok == token.DEFINE && id != nil && id.Name != "_" {
				visit(fset.Position(n.End()).Line, nil, id)
			} else if id != nil && id.Name == "_" {
				visit(fset.Position(n.End()).Line, n.Rhs[0], nil)
			}
		}
		return true
	})
}
