// Command ast prints what go/ast says about Go files, in the shape of server/src/syntax/ast.ts, so that our own tree can
// be compared with it line by line (compare.ts).
//
// It reads file names from standard input, one a line. For each file that go/parser accepts without an error it prints
//
//	F <name> <bytes of the dump>
//	<dump>
//
// and for every other file `E <name>`. A dump has one line a node, in pre-order: depth, kind, byte offsets and what else
// tells nodes of a kind apart.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strconv"
	"strings"
)

func main() {
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	for in.Scan() {
		name := in.Text()
		dump, ok := dumpFile(name)
		if !ok {
			fmt.Fprintf(out, "E %s\n", name)
			continue
		}
		fmt.Fprintf(out, "F %s %d\n", name, len(dump))
		out.Write(dump)
	}
}

type dumper struct {
	buf  bytes.Buffer
	file *token.File
}

func dumpFile(name string) ([]byte, bool) {
	source, err := os.ReadFile(name)
	if err != nil {
		return nil, false
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, false
	}
	d := &dumper{file: fset.File(f.Package)}
	fmt.Fprintf(&d.buf, "0 File %t\n", ast.IsGenerated(f))
	d.node(1, f.Name)
	for _, decl := range f.Decls {
		d.node(1, decl)
	}
	for _, group := range f.Comments {
		for _, c := range group.List {
			d.line(1, "Comment", c.Pos(), c.Pos(), "")
		}
	}
	return d.buf.Bytes(), true
}

func (d *dumper) offset(p token.Pos) int { return d.file.Offset(p) }

func (d *dumper) line(depth int, kind string, pos, end token.Pos, extra string) {
	fmt.Fprintf(&d.buf, "%d %s %d %d %s\n", depth, kind, d.offset(pos), d.offset(end), extra)
}

func (d *dumper) fields(depth int, label string, list *ast.FieldList) {
	if list == nil {
		return
	}
	for _, f := range list.List {
		d.line(depth, label, f.Pos(), f.End(), "")
		for _, n := range f.Names {
			d.node(depth+1, n)
		}
		d.node(depth+1, f.Type)
		if f.Tag != nil {
			d.node(depth+1, f.Tag)
		}
	}
}

func (d *dumper) exprs(depth int, list []ast.Expr) {
	for _, x := range list {
		d.node(depth, x)
	}
}

func (d *dumper) stmts(depth int, list []ast.Stmt) {
	for _, s := range list {
		d.node(depth, s)
	}
}

// endOf is s.End() but for an implicit empty statement behind a label, which our tree puts right behind the colon.
func endOf(s ast.Stmt) token.Pos {
	if l, ok := s.(*ast.LabeledStmt); ok {
		if e, ok := l.Stmt.(*ast.EmptyStmt); ok && e.Implicit {
			return l.Colon + 1
		}
		return endOf(l.Stmt)
	}
	return s.End()
}

func clauseEnd(colon token.Pos, body []ast.Stmt) token.Pos {
	if len(body) == 0 {
		return colon + 1
	}
	return endOf(body[len(body)-1])
}

func (d *dumper) opt(depth int, label string, n ast.Node, present bool) {
	if !present {
		return
	}
	fmt.Fprintf(&d.buf, "%d %s\n", depth, label)
	d.node(depth, n)
}

func (d *dumper) node(depth int, n ast.Node) {
	pos, end, extra := n.Pos(), n.End(), ""
	next := depth + 1
	at := func(p token.Pos) string { return strconv.Itoa(d.offset(p)) }
	switch n := n.(type) {
	case *ast.Ident:
		d.line(depth, "Ident", pos, end, n.Name)
	case *ast.BasicLit:
		lit := strings.ToLower(n.Kind.String())
		// A raw string's value has no carriage returns, so its End is too early.
		if strings.HasPrefix(n.Value, "`") {
			end = pos
		}
		d.line(depth, "BasicLit", pos, end, lit)
	case *ast.CompositeLit:
		d.line(depth, "CompositeLit", pos, end, at(n.Lbrace))
		d.opt(next, "type", n.Type, n.Type != nil)
		d.exprs(next, n.Elts)
	case *ast.FuncLit:
		d.line(depth, "FuncLit", pos, end, "")
		d.node(next, n.Type)
		d.node(next, n.Body)
	case *ast.ParenExpr:
		d.line(depth, "ParenExpr", pos, end, "")
		d.node(next, n.X)
	case *ast.SelectorExpr:
		d.line(depth, "SelectorExpr", pos, end, "")
		d.node(next, n.X)
		d.node(next, n.Sel)
	case *ast.IndexExpr:
		d.line(depth, "IndexExpr", pos, end, "")
		d.node(next, n.X)
		d.node(next, n.Index)
	case *ast.IndexListExpr:
		d.line(depth, "IndexExpr", pos, end, "")
		d.node(next, n.X)
		d.exprs(next, n.Indices)
	case *ast.SliceExpr:
		d.line(depth, "SliceExpr", pos, end, strconv.FormatBool(n.Slice3))
		d.node(next, n.X)
		d.opt(next, "low", n.Low, n.Low != nil)
		d.opt(next, "high", n.High, n.High != nil)
		d.opt(next, "max", n.Max, n.Max != nil)
	case *ast.TypeAssertExpr:
		d.line(depth, "TypeAssertExpr", pos, end, "")
		d.node(next, n.X)
		d.opt(next, "type", n.Type, n.Type != nil)
	case *ast.CallExpr:
		d.line(depth, "CallExpr", pos, end, at(n.Lparen)+" "+strconv.FormatBool(n.Ellipsis.IsValid()))
		d.node(next, n.Fun)
		d.exprs(next, n.Args)
	case *ast.StarExpr:
		d.line(depth, "StarExpr", pos, end, "")
		d.node(next, n.X)
	case *ast.UnaryExpr:
		d.line(depth, "UnaryExpr", pos, end, n.Op.String())
		d.node(next, n.X)
	case *ast.BinaryExpr:
		d.line(depth, "BinaryExpr", pos, end, n.Op.String())
		d.node(next, n.X)
		d.node(next, n.Y)
	case *ast.KeyValueExpr:
		d.line(depth, "KeyValueExpr", pos, end, "")
		d.node(next, n.Key)
		d.node(next, n.Value)
	case *ast.ArrayType:
		d.line(depth, "ArrayType", pos, end, "")
		d.opt(next, "len", n.Len, n.Len != nil)
		d.node(next, n.Elt)
	case *ast.Ellipsis:
		d.line(depth, "Ellipsis", pos, end, "")
		d.opt(next, "elt", n.Elt, n.Elt != nil)
	case *ast.StructType:
		d.line(depth, "StructType", pos, end, "")
		d.fields(next, "Field", n.Fields)
	case *ast.FuncType:
		d.line(depth, "FuncType", pos, end, "")
		d.fields(next, "TypeParam", n.TypeParams)
		d.fields(next, "Param", n.Params)
		d.fields(next, "Result", n.Results)
	case *ast.InterfaceType:
		d.line(depth, "InterfaceType", pos, end, "")
		d.fields(next, "Field", n.Methods)
	case *ast.MapType:
		d.line(depth, "MapType", pos, end, "")
		d.node(next, n.Key)
		d.node(next, n.Value)
	case *ast.ChanType:
		dir := map[ast.ChanDir]string{ast.SEND: "send", ast.RECV: "recv", ast.SEND | ast.RECV: "both"}[n.Dir]
		d.line(depth, "ChanType", pos, end, dir)
		d.node(next, n.Value)

	case *ast.DeclStmt:
		d.line(depth, "DeclStmt", pos, end, "")
		d.node(next, n.Decl)
	case *ast.EmptyStmt:
		if n.Implicit {
			fmt.Fprintf(&d.buf, "%d EmptyStmt implicit\n", depth)
		} else {
			d.line(depth, "EmptyStmt", pos, end, "")
		}
	case *ast.LabeledStmt:
		d.line(depth, "LabeledStmt", pos, endOf(n), "")
		d.node(next, n.Label)
		d.node(next, n.Stmt)
	case *ast.ExprStmt:
		d.line(depth, "ExprStmt", pos, end, "")
		d.node(next, n.X)
	case *ast.SendStmt:
		d.line(depth, "SendStmt", pos, end, "")
		d.node(next, n.Chan)
		d.node(next, n.Value)
	case *ast.IncDecStmt:
		d.line(depth, "IncDecStmt", pos, end, n.Tok.String())
		d.node(next, n.X)
	case *ast.AssignStmt:
		d.line(depth, "AssignStmt", pos, end, n.Tok.String()+" "+strconv.Itoa(len(n.Lhs)))
		d.exprs(next, n.Lhs)
		d.exprs(next, n.Rhs)
	case *ast.GoStmt:
		d.line(depth, "GoStmt", pos, end, "")
		d.node(next, n.Call)
	case *ast.DeferStmt:
		d.line(depth, "DeferStmt", pos, end, "")
		d.node(next, n.Call)
	case *ast.ReturnStmt:
		d.line(depth, "ReturnStmt", pos, end, "")
		d.exprs(next, n.Results)
	case *ast.BranchStmt:
		d.line(depth, "BranchStmt", pos, end, n.Tok.String())
		d.opt(next, "label", n.Label, n.Label != nil)
	case *ast.BlockStmt:
		d.line(depth, "BlockStmt", pos, end, "")
		d.stmts(next, n.List)
	case *ast.IfStmt:
		d.line(depth, "IfStmt", pos, end, "")
		d.opt(next, "init", n.Init, n.Init != nil)
		d.node(next, n.Cond)
		d.node(next, n.Body)
		d.opt(next, "else", n.Else, n.Else != nil)
	case *ast.CaseClause:
		extra = at(n.Colon+1) + " " + strconv.FormatBool(n.List == nil)
		d.line(depth, "CaseClause", pos, clauseEnd(n.Colon, n.Body), extra)
		d.exprs(next, n.List)
		d.stmts(next, n.Body)
	case *ast.SwitchStmt:
		d.line(depth, "SwitchStmt", pos, end, "")
		d.opt(next, "init", n.Init, n.Init != nil)
		d.opt(next, "tag", n.Tag, n.Tag != nil)
		d.stmts(next, n.Body.List)
	case *ast.TypeSwitchStmt:
		d.line(depth, "TypeSwitchStmt", pos, end, "")
		d.opt(next, "init", n.Init, n.Init != nil)
		switch a := n.Assign.(type) {
		case *ast.ExprStmt:
			d.node(next, a.X.(*ast.TypeAssertExpr).X)
		case *ast.AssignStmt:
			d.opt(next, "bind", a.Lhs[0], true)
			d.node(next, a.Rhs[0].(*ast.TypeAssertExpr).X)
		}
		d.stmts(next, n.Body.List)
	case *ast.CommClause:
		d.line(depth, "CommClause", pos, clauseEnd(n.Colon, n.Body), at(n.Colon+1))
		d.opt(next, "comm", n.Comm, n.Comm != nil)
		d.stmts(next, n.Body)
	case *ast.SelectStmt:
		d.line(depth, "SelectStmt", pos, end, "")
		d.stmts(next, n.Body.List)
	case *ast.ForStmt:
		d.line(depth, "ForStmt", pos, end, "")
		d.opt(next, "init", n.Init, n.Init != nil)
		d.opt(next, "cond", n.Cond, n.Cond != nil)
		d.opt(next, "post", n.Post, n.Post != nil)
		d.node(next, n.Body)
	case *ast.RangeStmt:
		op := ""
		if n.Tok != token.ILLEGAL {
			op = n.Tok.String()
		}
		d.line(depth, "RangeStmt", pos, end, op)
		d.opt(next, "key", n.Key, n.Key != nil)
		d.opt(next, "value", n.Value, n.Value != nil)
		d.node(next, n.X)
		d.node(next, n.Body)

	case *ast.ImportSpec:
		path, _ := strconv.Unquote(n.Path.Value)
		d.line(depth, "ImportSpec", pos, end, path)
		d.opt(next, "name", n.Name, n.Name != nil)
	case *ast.TypeSpec:
		d.line(depth, "TypeSpec", pos, end, strconv.FormatBool(n.Assign.IsValid()))
		d.node(next, n.Name)
		d.fields(next, "TypeParam", n.TypeParams)
		d.node(next, n.Type)
	case *ast.GenDecl:
		d.line(depth, "GenDecl", pos, end, n.Tok.String())
		for i, s := range n.Specs {
			if v, ok := s.(*ast.ValueSpec); ok {
				d.line(next, "ValueSpec", v.Pos(), v.End(), strconv.Itoa(i))
				for _, name := range v.Names {
					d.node(next+1, name)
				}
				d.opt(next+1, "type", v.Type, v.Type != nil)
				d.exprs(next+1, v.Values)
				continue
			}
			d.node(next, s)
		}
	case *ast.FuncDecl:
		d.line(depth, "FuncDecl", pos, end, "")
		d.fields(next, "Recv", n.Recv)
		d.node(next, n.Name)
		d.node(next, n.Type)
		if n.Body != nil {
			d.node(next, n.Body)
		}
	default:
		panic(fmt.Sprintf("%T", n))
	}
}
