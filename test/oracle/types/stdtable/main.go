// Command stdtable writes the table of the standard library's exported API that the type layer uses where no GOROOT is
// at hand: server/src/types/std/table.json. The form of the texts is described in server/src/types/std/decode.ts.
//
//	go run ./stdtable [-root GOROOT/src]          the table
//	go run ./stdtable -sizes [-root GOROOT/src]   size, alignment and pointers of every exported type, as JSON lines
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"go/build"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"heapghost.dev/oracle/types/load"
)

// A target is a platform that the standard library is read for. The first is what the table holds; where another
// architecture differs an overlay says so; what depends on the operating system is known for Linux only, in overlays too.
type target struct{ os, arch string }

var targets = []target{{"linux", "amd64"}, {"linux", "arm64"}, {"linux", "386"}, {"darwin", "arm64"}, {"windows", "amd64"}}

// pkgTable is what the table holds of one package: texts by name.
type pkgTable struct {
	// Name of the package, where it is not the last element of its path.
	Name string `json:"n,omitempty"`
	// Imports are the paths that `N.Name` refers to.
	Imports []string `json:"i,omitempty"`
	// Types: the underlying type, then the methods, separated by spaces.
	Types map[string]string `json:"t,omitempty"`
	// Funcs: the results, or the whole signature of a generic function.
	Funcs map[string]string `json:"f,omitempty"`
	Vars  map[string]string `json:"v,omitempty"`
	// Consts by type: `Name=1 Other`, without a value where it is not an integer.
	Consts map[string]string `json:"c,omitempty"`
}

type table struct {
	Go       string               `json:"go"`
	Packages map[string]*pkgTable `json:"packages"`
	// Overlays hold what differs: `386` and `arm64` from amd64, `linux` what depends on the operating system, and
	// `linux/386` and `linux/arm64` what of that differs from amd64, with what amd64 does not have.
	Overlays map[string]map[string]*pkgTable `json:"overlays"`
}

// An entry of a package before it is grouped: "type T", "func F", "var V" or "const C" to its text.
type entries map[string]string

// encoder turns the API of one target into texts.
type encoder struct {
	pkgs map[string]entries
	// Named types that texts refer to and that are still to be encoded.
	queue []*types.TypeName
	seen  map[*types.TypeName]bool
	pkg   string
	// Type parameters in scope, outermost first.
	params []*types.TypeParam
}

var basics = map[types.BasicKind]string{
	types.Bool: "b", types.Int: "i", types.Int8: "a", types.Int16: "h", types.Int32: "l", types.Int64: "q",
	types.Uint: "u", types.Uint8: "A", types.Uint16: "H", types.Uint32: "L", types.Uint64: "Q", types.Uintptr: "U",
	types.Float32: "f", types.Float64: "d", types.Complex64: "c", types.Complex128: "z", types.String: "s",
	types.UnsafePointer: "p", types.UntypedBool: "_b", types.UntypedInt: "_i", types.UntypedRune: "_r",
	types.UntypedFloat: "_f", types.UntypedComplex: "_c", types.UntypedString: "_s", types.UntypedNil: "_n",
}

var universe = map[string]string{"error": "e", "any": "n", "comparable": "k", "byte": "y", "rune": "r"}

func (e *encoder) name(obj *types.TypeName) string {
	if obj.Pkg() == nil {
		return universe[obj.Name()]
	}
	if !e.seen[obj] {
		e.seen[obj] = true
		e.queue = append(e.queue, obj)
	}
	if obj.Pkg().Path() == e.pkg {
		return "." + obj.Name()
	}
	return "<" + obj.Pkg().Path() + ">." + obj.Name()
}

func (e *encoder) args(list *types.TypeList) string {
	if list.Len() == 0 {
		return ""
	}
	var out []string
	for t := range list.Types() {
		out = append(out, e.typ(t))
	}
	return "[" + strings.Join(out, ",") + "]"
}

func (e *encoder) typ(t types.Type) string {
	switch t := t.(type) {
	case *types.Basic:
		switch t {
		case types.Universe.Lookup("byte").Type():
			return "y"
		case types.Universe.Lookup("rune").Type():
			return "r"
		}
		return basics[t.Kind()]
	case *types.Named:
		return e.name(t.Obj()) + e.args(t.TypeArgs())
	case *types.Alias:
		return e.name(t.Obj()) + e.args(t.TypeArgs())
	case *types.TypeParam:
		return "$" + strconv.Itoa(slices.Index(e.params, t))
	case *types.Pointer:
		return "*" + e.typ(t.Elem())
	case *types.Slice:
		return "[]" + e.typ(t.Elem())
	case *types.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), e.typ(t.Elem()))
	case *types.Map:
		return "M" + e.typ(t.Key()) + "," + e.typ(t.Elem())
	case *types.Chan:
		return "C" + string("0sr"[t.Dir()]) + e.typ(t.Elem())
	case *types.Signature:
		return e.signature(t)
	case *types.Struct:
		return e.structure(t)
	case *types.Interface:
		return e.iface(t)
	case *types.Union:
		var terms []string
		for term := range t.Terms() {
			text := e.typ(term.Type())
			if term.Tilde() {
				text = "~" + text
			}
			terms = append(terms, text)
		}
		return "|" + strings.Join(terms, "|")
	}
	panic(fmt.Sprintf("%T", t))
}

func (e *encoder) typeParams(list *types.TypeParamList) string {
	if list.Len() == 0 {
		return ""
	}
	for p := range list.TypeParams() {
		e.params = append(e.params, p)
	}
	var out []string
	for p := range list.TypeParams() {
		out = append(out, p.Obj().Name()+":"+e.typ(p.Constraint()))
	}
	return "[" + strings.Join(out, ",") + "]"
}

func (e *encoder) tuple(t *types.Tuple, variadic bool) string {
	var out []string
	for i := range t.Len() {
		text := e.typ(t.At(i).Type())
		if variadic && i == t.Len()-1 {
			text = "+" + text
		}
		out = append(out, text)
	}
	return "(" + strings.Join(out, ",") + ")"
}

// signature is `F[X:n](params)(results)`.
func (e *encoder) signature(t *types.Signature) string {
	depth := len(e.params)
	defer func() { e.params = e.params[:depth] }()
	return "F" + e.typeParams(t.TypeParams()) + e.tuple(t.Params(), t.Variadic()) + e.tuple(t.Results(), false)
}

// results is what the table keeps of a function: a generic one whole, of all others what they return.
func (e *encoder) results(t *types.Signature) string {
	if t.TypeParams().Len() > 0 {
		return e.signature(t)
	}
	if t.Results().Len() == 1 {
		return e.typ(t.Results().At(0).Type())
	}
	if t.Results().Len() == 0 {
		return ""
	}
	return e.tuple(t.Results(), false)
}

func (e *encoder) structure(t *types.Struct) string {
	var out []string
	for f := range t.Fields() {
		switch {
		case f.Embedded() && (f.Exported() || promotes(f.Type())):
			out = append(out, "!"+e.typ(f.Type()))
		case f.Exported():
			out = append(out, f.Name()+":"+e.typ(f.Type()))
		case f.Name() == "_":
			out = append(out, "_:"+e.opaque(f.Type(), 0))
		default:
			// The names of fields that nobody can reach are not kept, only their place in memory.
			out = append(out, ":"+e.opaque(f.Type(), 0))
		}
	}
	return "S{" + strings.Join(out, ",") + "}"
}

// promotes reports whether an embedded field brings anything exported.
func promotes(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	set := types.NewMethodSet(types.NewPointer(t))
	for m := range set.Methods() {
		if m.Obj().Exported() {
			return true
		}
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if f.Exported() || f.Embedded() && promotes(f.Type()) {
			return true
		}
	}
	return false
}

// opaque keeps of a type only what decides size, alignment, pointers and comparing.
func (e *encoder) opaque(t types.Type, depth int) string {
	if depth > 50 {
		panic("recursive")
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		if n.Obj().Name() == "align64" {
			return "@a"
		}
		if n.TypeArgs().Len() == 0 && n.Obj().Exported() && n.Obj().Pkg() != nil && public(n.Obj().Pkg().Path()) {
			return e.typ(n)
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return basics[u.Kind()]
	case *types.Pointer:
		return "@p"
	case *types.Map:
		return "@m"
	case *types.Slice:
		return "@s"
	case *types.Signature:
		return "@f"
	case *types.Chan:
		return "@c"
	case *types.Interface:
		if p, ok := types.Unalias(t).(*types.TypeParam); ok {
			return e.typ(p)
		}
		return "@i"
	case *types.Array:
		return fmt.Sprintf("[%d]%s", u.Len(), e.opaque(u.Elem(), depth+1))
	case *types.Struct:
		var out []string
		for f := range u.Fields() {
			name := ""
			if f.Name() == "_" {
				name = "_"
			}
			out = append(out, name+":"+e.opaque(f.Type(), depth+1))
		}
		return "S{" + strings.Join(out, ",") + "}"
	}
	panic(fmt.Sprintf("%T", t))
}

func (e *encoder) iface(t *types.Interface) string {
	var out []string
	for m := range t.ExplicitMethods() {
		if m.Exported() {
			out = append(out, m.Name()+":"+e.results(m.Signature()))
		} else {
			out = append(out, m.Name()+":")
		}
	}
	for t := range t.EmbeddedTypes() {
		out = append(out, "!"+e.typ(t))
	}
	return "I{" + strings.Join(out, ",") + "}"
}

func (e *encoder) entry(path, key, text string) {
	if e.pkgs[path] == nil {
		e.pkgs[path] = entries{}
	}
	e.pkgs[path][key] = text
}

func (e *encoder) object(obj types.Object) {
	e.pkg = obj.Pkg().Path()
	e.params = nil
	switch obj := obj.(type) {
	case *types.TypeName:
		e.typeName(obj)
	case *types.Func:
		e.entry(e.pkg, "func "+obj.Name(), e.results(obj.Signature()))
	case *types.Var:
		e.entry(e.pkg, "var "+obj.Name(), e.typ(obj.Type()))
	case *types.Const:
		value := ""
		if v := obj.Val().ExactString(); regexp.MustCompile(`^-?\d+$`).MatchString(v) {
			value = "=" + v
		}
		e.entry(e.pkg, "const "+obj.Name(), e.typ(obj.Type())+" "+value)
	}
}

func (e *encoder) typeName(obj *types.TypeName) {
	if e.seen[obj] && e.pkgs[e.pkg]["type "+obj.Name()] != "" {
		return
	}
	e.seen[obj] = true
	if a, ok := obj.Type().(*types.Alias); ok {
		text := "=" + e.typeParams(a.TypeParams()) + e.typ(a.Rhs())
		e.entry(e.pkg, "type "+obj.Name(), text)
		return
	}
	named := obj.Type().(*types.Named)
	text := e.typeParams(named.TypeParams()) + e.typ(named.Underlying())
	if named.TypeParams().Len() == 0 && !obj.Exported() && !isInterface(named) {
		// Its fields may be reached through what embeds or returns it; nothing more is needed of it.
		text = e.typ(named.Underlying())
	}
	var methods []string
	for m := range named.Methods() {
		if !m.Exported() {
			continue
		}
		sig := m.Signature()
		e.params = nil
		for p := range sig.RecvTypeParams().TypeParams() {
			e.params = append(e.params, p)
		}
		star := ""
		if _, ok := sig.Recv().Type().(*types.Pointer); ok {
			star = "*"
		}
		methods = append(methods, star+m.Name()+":"+e.results(sig))
	}
	slices.Sort(methods)
	e.entry(e.pkg, "type "+obj.Name(), strings.Join(append([]string{text}, methods...), " "))
}

func isInterface(t types.Type) bool { _, ok := t.Underlying().(*types.Interface); return ok }

func public(path string) bool {
	return path != "unsafe" && !slices.ContainsFunc(strings.Split(path, "/"), func(s string) bool {
		return s == "internal" || s == "vendor" || s == "cmd"
	})
}

// publicPackages type-checks what users can import.
func publicPackages(l *load.Loader) []*types.Package {
	var out []*types.Package
	for _, dir := range l.Walk(filepath.Join(l.Root, "...")) {
		rel, _ := filepath.Rel(l.Root, dir)
		if path := filepath.ToSlash(rel); public(path) {
			p, err := l.Load(dir)
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			if p.Types.Name() != "main" {
				out = append(out, p.Types)
			}
		}
	}
	return out
}

func encode(l *load.Loader) map[string]entries {
	e := &encoder{pkgs: map[string]entries{}, seen: map[*types.TypeName]bool{}}
	for _, p := range publicPackages(l) {
		for _, name := range p.Scope().Names() {
			if obj := p.Scope().Lookup(name); obj.Exported() {
				e.object(obj)
			}
		}
	}
	for len(e.queue) > 0 {
		obj := e.queue[0]
		e.queue = e.queue[1:]
		e.object(obj)
	}
	return e.pkgs
}

// merge keeps of the first target what holds on every operating system: of a type that differs its methods, of a constant
// its type.
func merge(first map[string]entries, others ...map[string]entries) {
	for path, es := range first {
		for key, text := range es {
			for _, other := range others {
				if o := other[path][key]; o != "" && o != es[key] {
					es[key] = common(key, text, o)
				}
			}
			if es[key] == "" {
				delete(es, key)
			}
		}
	}
}

// common is what two texts of an entry have in common; empty for nothing.
func common(key, text, other string) string {
	kind, _, _ := strings.Cut(key, " ")
	switch head, rest, _ := strings.Cut(text, " "); {
	case kind == "type":
		return strings.TrimSpace("? " + rest)
	case kind == "const" && strings.HasPrefix(other, head+" "):
		return head + " "
	}
	return ""
}

// copied gives each package entries of its own.
func copied(all map[string]entries) map[string]entries {
	out := map[string]entries{}
	for path, es := range all {
		out[path] = maps.Clone(es)
	}
	return out
}

var reference = regexp.MustCompile(`<([^>]*)>`)

// group turns entries into the form of the table.
func group(path, name string, es entries) *pkgTable {
	p := &pkgTable{Types: map[string]string{}, Funcs: map[string]string{}, Vars: map[string]string{}, Consts: map[string]string{}}
	if name != path[strings.LastIndex(path, "/")+1:] {
		p.Name = name
	}
	keys := slices.Sorted(maps.Keys(es))
	for _, key := range keys {
		for _, m := range reference.FindAllStringSubmatch(es[key], -1) {
			if !slices.Contains(p.Imports, m[1]) {
				p.Imports = append(p.Imports, m[1])
			}
		}
	}
	slices.Sort(p.Imports)
	for _, key := range keys {
		text := reference.ReplaceAllStringFunc(es[key], func(m string) string {
			return strconv.Itoa(slices.Index(p.Imports, m[1:len(m)-1]))
		})
		kind, name, _ := strings.Cut(key, " ")
		switch kind {
		case "type":
			p.Types[name] = text
		case "func":
			p.Funcs[name] = text
		case "var":
			p.Vars[name] = text
		case "const":
			typ, value, _ := strings.Cut(text, " ")
			p.Consts[typ] = strings.TrimSpace(p.Consts[typ] + " " + name + value)
		}
	}
	return p
}

func writeTable(root, version string) {
	all := map[target]map[string]entries{}
	names := map[string]string{}
	for _, t := range targets {
		l, err := load.New(root, t.os, t.arch)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		all[t] = encode(l)
		if t == targets[0] {
			for path := range all[t] {
				names[path] = path[strings.LastIndex(path, "/")+1:]
			}
			for _, p := range publicPackages(l) {
				names[p.Path()] = p.Name()
			}
		}
	}
	linux := all[targets[0]]
	base := copied(linux)
	out := table{Go: version, Packages: map[string]*pkgTable{}, Overlays: map[string]map[string]*pkgTable{}}
	merge(base, all[target{"windows", "amd64"}])
	// What differs between Linux and macOS on arm64 depends on the operating system everywhere.
	dependent := copied(all[target{"linux", "arm64"}])
	merge(dependent, all[target{"darwin", "arm64"}])
	for path, es := range all[target{"linux", "arm64"}] {
		for key := range es {
			if dependent[path][key] == "" {
				delete(base[path], key)
			} else if dependent[path][key] != es[key] && base[path][key] != "" {
				base[path][key] = dependent[path][key]
			}
		}
	}
	overlay := func(of map[string]entries, differs func(path, key, text string) bool) map[string]*pkgTable {
		overlay := map[string]*pkgTable{}
		for path, es := range of {
			diff := entries{}
			for key, text := range es {
				if differs(path, key, text) {
					diff[key] = text
				}
			}
			if len(diff) > 0 {
				overlay[path] = group(path, names[path], diff)
			}
		}
		return overlay
	}
	for path, es := range base {
		out.Packages[path] = group(path, names[path], es)
	}
	ofSystem := func(path, key string) bool { return base[path][key] != linux[path][key] }
	out.Overlays["linux"] = overlay(linux, func(path, key, _ string) bool { return ofSystem(path, key) })
	for _, arch := range []string{"arm64", "386"} {
		of := all[target{"linux", arch}]
		out.Overlays[arch] = overlay(of, func(path, key, text string) bool {
			b := base[path][key]
			return b != "" && b != text && b == linux[path][key]
		})
		out.Overlays["linux/"+arch] = overlay(of, func(path, key, text string) bool {
			return text != linux[path][key] && (linux[path][key] == "" || ofSystem(path, key))
		})
	}
	enc := json.NewEncoder(os.Stdout)
	enc.SetEscapeHTML(false)
	enc.Encode(out)
}

type sizeRecord struct {
	Arch     string `json:"arch"`
	Path     string `json:"path"`
	Name     string `json:"name"`
	Size     int64  `json:"size"`
	Align    int64  `json:"align"`
	Pointers bool   `json:"pointers"`
}

func writeSizes(root string) {
	enc := json.NewEncoder(os.Stdout)
	for _, t := range targets {
		if t.os != "linux" {
			continue
		}
		l, err := load.New(root, t.os, t.arch)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		for _, p := range publicPackages(l) {
			for _, name := range p.Scope().Names() {
				obj, ok := p.Scope().Lookup(name).(*types.TypeName)
				if !ok || !obj.Exported() || load.Obstacle(obj.Type()) != "" {
					continue
				}
				enc.Encode(sizeRecord{t.arch, p.Path(), name, l.Sizes.Sizeof(obj.Type()), l.Sizes.Alignof(obj.Type()), load.Pointers(obj.Type())})
			}
		}
	}
}

func main() {
	root := flag.String("root", filepath.Join(runtime.GOROOT(), "src"), "GOROOT/src")
	sizes := flag.Bool("sizes", false, "print sizes instead of the table")
	flag.Parse()
	if *sizes {
		writeSizes(*root)
		return
	}
	writeTable(*root, version(*root))
}

// version is what GOROOT/VERSION says, or the version this program was built with.
func version(root string) string {
	if text, err := os.ReadFile(filepath.Join(root, "..", "VERSION")); err == nil {
		line, _, _ := strings.Cut(string(text), "\n")
		return line
	}
	return build.Default.ReleaseTags[len(build.Default.ReleaseTags)-1]
}
