// Command types prints, as JSON lines, what go/types knows of Go packages: the truth that the type layer is compared with.
//
//	go run . [-arch amd64] [-os linux] [-root GOROOT/src] layout|operands DIR...
//
// DIR... are package folders below the root; a folder followed by /... is walked. Only the standard library is needed.
// Every package starts with a record of kind "package" that lists its files.
//
//   - layout: one record for each map type expression, named type and struct type.
//   - operands: the type of every operand of map or slice type of delete, clear, append, copy, range, index and slice.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/types"
	"os"
	"path/filepath"
	"runtime"

	"heapghost.dev/oracle/types/load"
)

type record struct {
	Kind string `json:"kind"`
	// Of a package.
	Path  string   `json:"path,omitempty"`
	Dir   string   `json:"dir,omitempty"`
	Files []string `json:"files,omitempty"`
	// Of everything else. Offsets are bytes.
	File     string  `json:"file,omitempty"`
	Offset   int     `json:"off"`
	End      int     `json:"end,omitempty"`
	Name     string  `json:"name,omitempty"`
	Op       string  `json:"op,omitempty"`
	Type     string  `json:"type,omitempty"`
	Size     *int64  `json:"size,omitempty"`
	Align    *int64  `json:"align,omitempty"`
	Pointers *bool   `json:"pointers,omitempty"`
	Key      string  `json:"key,omitempty"`
	KeySize  *int64  `json:"keySize,omitempty"`
	Elem     string  `json:"elem,omitempty"`
	ElemSize *int64  `json:"elemSize,omitempty"`
	ElemPtrs *bool   `json:"elemPointers,omitempty"`
	Offsets  []int64 `json:"offsets,omitempty"`
	// Why there are no sizes: "type parameter", "invalid".
	Unknown string `json:"unknown,omitempty"`
}

func pointerTo[T any](v T) *T { return &v }

func size(l *load.Loader, t types.Type) *int64 {
	if load.Obstacle(t) != "" {
		return nil
	}
	return pointerTo(l.Sizes.Sizeof(t))
}

func fill(l *load.Loader, r *record, t types.Type, q types.Qualifier) {
	r.Type = types.TypeString(t, q)
	if r.Unknown = load.Obstacle(t); r.Unknown == "" {
		r.Size, r.Align = size(l, t), pointerTo(l.Sizes.Alignof(t))
		r.Pointers = pointerTo(load.Pointers(t))
	}
	switch u := t.Underlying().(type) {
	case *types.Map:
		r.Key, r.KeySize = types.TypeString(u.Key(), q), size(l, u.Key())
		r.Elem, r.ElemSize = types.TypeString(u.Elem(), q), size(l, u.Elem())
		if r.ElemSize != nil {
			r.ElemPtrs = pointerTo(load.Pointers(u.Elem()))
		}
	case *types.Slice:
		r.Elem, r.ElemSize = types.TypeString(u.Elem(), q), size(l, u.Elem())
		if r.ElemSize != nil {
			r.ElemPtrs = pointerTo(load.Pointers(u.Elem()))
		}
	case *types.Struct:
		if r.Unknown != "" {
			break
		}
		var fields []*types.Var
		for f := range u.Fields() {
			fields = append(fields, f)
		}
		r.Offsets = l.Sizes.Offsetsof(fields)
	}
}

type printer struct {
	l    *load.Loader
	p    *load.Package
	emit func(record)
	q    types.Qualifier
}

func (pr *printer) at(n ast.Node) record {
	pos := pr.l.Fset.Position(n.Pos())
	return record{File: filepath.Base(pos.Filename), Offset: pos.Offset, End: pr.l.Fset.Position(n.End()).Offset}
}

func (pr *printer) layout(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.TypeSpec:
		if obj := pr.p.Info.Defs[n.Name]; obj != nil {
			r := pr.at(n.Name)
			r.Kind, r.Name = "type", n.Name.Name
			fill(pr.l, &r, obj.Type(), pr.q)
			pr.emit(r)
		}
	case *ast.MapType, *ast.StructType:
		if tv, ok := pr.p.Info.Types[n.(ast.Expr)]; ok {
			r := pr.at(n)
			r.Kind = "struct"
			if _, ok := n.(*ast.MapType); ok {
				r.Kind = "map"
			}
			fill(pr.l, &r, tv.Type, pr.q)
			pr.emit(r)
		}
	}
	return true
}

func (pr *printer) operand(op string, x ast.Expr) {
	tv, ok := pr.p.Info.Types[x]
	if !ok || !tv.IsValue() {
		return
	}
	switch types.Unalias(tv.Type).Underlying().(type) {
	case *types.Map, *types.Slice:
		r := pr.at(x)
		r.Kind, r.Op = "operand", op
		fill(pr.l, &r, tv.Type, pr.q)
		pr.emit(r)
	}
}

func (pr *printer) operands(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		id, _ := ast.Unparen(n.Fun).(*ast.Ident)
		if id == nil {
			break
		}
		if _, ok := pr.p.Info.Uses[id].(*types.Builtin); !ok {
			break
		}
		switch id.Name {
		case "delete", "clear":
			pr.operand(id.Name, n.Args[0])
		case "append", "copy":
			for _, a := range n.Args {
				pr.operand(id.Name, a)
			}
		}
	case *ast.RangeStmt:
		pr.operand("range", n.X)
	case *ast.IndexExpr:
		pr.operand("index", n.X)
	case *ast.SliceExpr:
		pr.operand("slice", n.X)
	}
	return true
}

func main() {
	arch := flag.String("arch", "amd64", "GOARCH of build constraints and sizes")
	goos := flag.String("os", "linux", "GOOS of build constraints")
	root := flag.String("root", filepath.Join(runtime.GOROOT(), "src"), "folder below which import paths are found")
	flag.Parse()
	if flag.NArg() < 2 {
		fmt.Fprintln(os.Stderr, "usage: types [-arch A] [-os O] [-root DIR] layout|operands|check DIR...")
		os.Exit(2)
	}
	l, err := load.New(*root, *goos, *arch)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if flag.Arg(0) == "check" {
		os.Exit(checkFixtures(l, flag.Args()[1:]))
	}
	w := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer w.Flush()
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, arg := range flag.Args()[1:] {
		for _, dir := range l.Walk(arg) {
			p, err := l.Load(dir)
			if err != nil {
				fmt.Fprintln(os.Stderr, dir, err)
				continue
			}
			enc.Encode(record{Kind: "package", Path: p.Types.Path(), Dir: dir, Files: p.Names})
			pr := &printer{l: l, p: p, emit: func(r record) { enc.Encode(r) }}
			pr.q = func(other *types.Package) string {
				if other == p.Types {
					return ""
				}
				return other.Name()
			}
			visit := pr.layout
			if flag.Arg(0) == "operands" {
				visit = pr.operands
			}
			for _, f := range p.Files {
				ast.Inspect(f, visit)
			}
		}
	}
}
