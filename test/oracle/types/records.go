package main

import (
	"go/ast"
	"go/types"

	"heapghost.dev/oracle/types/golist"
	"heapghost.dev/oracle/types/load"
)

// A record is one line of the output. Sizes are bytes; a missing one is not defined, and the field with the same name
// and "unknown" says why: "type parameter", or "invalid" for what go/types does not know either.
type record struct {
	Kind string `json:"kind"`
	// File is absolute, offsets are bytes of it.
	File        string `json:"file,omitempty"`
	Offset      int    `json:"off"`
	End         int    `json:"end,omitempty"`
	Name        string `json:"name,omitempty"`
	Op          string `json:"op,omitempty"`
	Type        string `json:"type,omitempty"`
	Size        *int64 `json:"size,omitempty"`
	Align       *int64 `json:"align,omitempty"`
	Pointers    *bool  `json:"pointers,omitempty"`
	Unknown     string `json:"unknown,omitempty"`
	Key         string `json:"key,omitempty"`
	KeySize     *int64 `json:"keySize,omitempty"`
	KeyUnknown  string `json:"keyUnknown,omitempty"`
	Elem        string `json:"elem,omitempty"`
	ElemSize    *int64 `json:"elemSize,omitempty"`
	ElemPtrs    *bool  `json:"elemPointers,omitempty"`
	ElemUnknown string `json:"elemUnknown,omitempty"`
}

type printer struct {
	p     *golist.Package
	sizes types.Sizes
	emit  func(record)
	name  string
}

// file prints the records of one file in the order of the text.
func (pr *printer) file(f *ast.File, name, mode string) {
	pr.name = name
	visit := pr.layout
	if mode == "operands" {
		visit = pr.operands
	}
	ast.Inspect(f, visit)
}

// at starts the record of a node, where it really stands: //line directives count for nothing.
func (pr *printer) at(kind string, n ast.Node) record {
	start, end := pr.p.Fset.PositionFor(n.Pos(), false), pr.p.Fset.PositionFor(n.End(), false)
	return record{Kind: kind, File: pr.name, Offset: start.Offset, End: end.Offset}
}

func (pr *printer) qualifier(other *types.Package) string {
	if other == pr.p.Types {
		return ""
	}
	return other.Name()
}

// size returns the size of a type in bytes, or why it has none.
func (pr *printer) size(t types.Type) (*int64, string) {
	if why := load.Obstacle(t); why != "" {
		return nil, why
	}
	n := pr.sizes.Sizeof(t)
	if n < 0 {
		return nil, "invalid"
	}
	return new(n), ""
}

func (pr *printer) fill(r *record, t types.Type) {
	r.Type = types.TypeString(t, pr.qualifier)
	if r.Size, r.Unknown = pr.size(t); r.Unknown == "" {
		r.Align, r.Pointers = new(pr.sizes.Alignof(t)), new(load.Pointers(t))
	}
	switch u := t.Underlying().(type) {
	case *types.Map:
		r.Key = types.TypeString(u.Key(), pr.qualifier)
		r.KeySize, r.KeyUnknown = pr.size(u.Key())
		pr.elem(r, u.Elem())
	case *types.Slice:
		pr.elem(r, u.Elem())
	}
}

func (pr *printer) elem(r *record, t types.Type) {
	r.Elem = types.TypeString(t, pr.qualifier)
	if r.ElemSize, r.ElemUnknown = pr.size(t); r.ElemUnknown == "" {
		r.ElemPtrs = new(load.Pointers(t))
	}
}

func (pr *printer) layout(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.TypeSpec:
		if obj := pr.p.Info.Defs[n.Name]; obj != nil && !n.Assign.IsValid() {
			r := pr.at("type", n.Name)
			r.Name = n.Name.Name
			pr.fill(&r, obj.Type())
			pr.emit(r)
		}
	case *ast.MapType:
		pr.expression("map", n)
	case *ast.StructType:
		pr.expression("struct", n)
	}
	return true
}

func (pr *printer) expression(kind string, x ast.Expr) {
	if tv, ok := pr.p.Info.Types[x]; ok {
		r := pr.at(kind, x)
		pr.fill(&r, tv.Type)
		pr.emit(r)
	}
}

func (pr *printer) operand(op string, x ast.Expr) {
	tv, ok := pr.p.Info.Types[x]
	if !ok || !tv.IsValue() {
		return
	}
	switch types.Unalias(tv.Type).Underlying().(type) {
	case *types.Map, *types.Slice:
		r := pr.at("operand", x)
		r.Op = op
		pr.fill(&r, tv.Type)
		pr.emit(r)
	}
}

func (pr *printer) operands(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		pr.arguments(n)
	case *ast.RangeStmt:
		pr.operand("range", n.X)
	case *ast.IndexExpr:
		pr.operand("index", n.X)
	case *ast.SliceExpr:
		pr.operand("slice", n.X)
	}
	return true
}

// arguments prints the operands of a call of a builtin.
func (pr *printer) arguments(call *ast.CallExpr) {
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok {
		return
	}
	if _, ok := pr.p.Info.Uses[id].(*types.Builtin); !ok {
		return
	}
	switch id.Name {
	case "delete", "clear":
		for _, a := range call.Args[:min(1, len(call.Args))] {
			pr.operand(id.Name, a)
		}
	case "append", "copy":
		for _, a := range call.Args {
			pr.operand(id.Name, a)
		}
	}
}
