// Package load type-checks packages of a GOROOT from source.
package load

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// A Package is type-checked as far as it goes: what does not check is invalid.
type Package struct {
	Types *types.Package
	Info  *types.Info
	Files []*ast.File
	// Names are the names of the files, sorted.
	Names []string
	Dir   string
}

// A Loader finds packages below Root, GOROOT/src or a folder like it, and is an importer of them.
type Loader struct {
	Context build.Context
	Sizes   types.Sizes
	Fset    *token.FileSet
	Root    string
	byDir   map[string]*Package
	busy    map[string]bool
}

// New returns a loader for a GOOS and GOARCH, without cgo.
func New(root, goos, arch string) (*Loader, error) {
	// Where Go comes as a package of Linux, src is a link to a folder that has no bin beside it.
	context, err := contextFor(root, goos, arch)
	if err != nil {
		return nil, err
	}
	if root, err = filepath.EvalSymlinks(root); err != nil {
		return nil, err
	}
	sizes := types.SizesFor("gc", arch)
	if sizes == nil {
		return nil, fmt.Errorf("unknown architecture %q", arch)
	}
	return &Loader{Context: context, Sizes: sizes, Fset: token.NewFileSet(), Root: root,
		byDir: map[string]*Package{}, busy: map[string]bool{}}, nil
}

// Import is types.Importer.
func (l *Loader) Import(path string) (*types.Package, error) { return l.ImportFrom(path, "", 0) }

// ImportFrom is types.ImporterFrom.
func (l *Loader) ImportFrom(path, from string, _ types.ImportMode) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	candidates := []string{filepath.Join(l.Root, path), filepath.Join(l.Root, "vendor", path)}
	if strings.Contains(from, string(filepath.Separator)+"cmd"+string(filepath.Separator)) {
		candidates = append([]string{filepath.Join(l.Root, "cmd", "vendor", path)}, candidates...)
	}
	for _, dir := range candidates {
		if p, err := l.Load(dir); err == nil {
			return p.Types, nil
		}
	}
	return nil, fmt.Errorf("cannot find package %q", path)
}

// Load type-checks the package in a folder.
func (l *Loader) Load(dir string) (*Package, error) {
	if p := l.byDir[dir]; p != nil {
		return p, nil
	}
	if l.busy[dir] {
		return nil, fmt.Errorf("import cycle through %s", dir)
	}
	l.busy[dir] = true
	defer delete(l.busy, dir)
	bp, err := l.Context.ImportDir(dir, 0)
	if err != nil {
		return nil, err
	}
	p := &Package{Dir: dir, Names: slices.Clone(bp.GoFiles)}
	slices.Sort(p.Names)
	for _, name := range p.Names {
		f, err := parser.ParseFile(l.Fset, filepath.Join(dir, name), nil, parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			return nil, err
		}
		p.Files = append(p.Files, f)
	}
	p.Info = &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{},
		Defs:  map[*ast.Ident]types.Object{},
		Uses:  map[*ast.Ident]types.Object{},
	}
	conf := types.Config{Importer: l, Sizes: l.Sizes, FakeImportC: true, Error: func(error) {}}
	path, _ := filepath.Rel(l.Root, dir)
	p.Types, _ = conf.Check(filepath.ToSlash(path), l.Fset, p.Files, p.Info)
	l.byDir[dir] = p
	return p, nil
}

// Walk returns the package folders that arg names: itself, or with /... all below it that hold a package.
func (l *Loader) Walk(arg string) []string {
	dir, all := strings.CutSuffix(arg, "/...")
	dir, _ = filepath.Abs(dir)
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	if !all {
		return []string{dir}
	}
	var dirs []string
	filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return nil
		}
		name := d.Name()
		if path != dir && (name == "testdata" || strings.HasPrefix(name, "_") || strings.HasPrefix(name, ".")) {
			return filepath.SkipDir
		}
		// The documentation of the predeclared names is no package that compiles.
		if path == filepath.Join(l.Root, "builtin") {
			return filepath.SkipDir
		}
		if bp, err := l.Context.ImportDir(path, 0); err == nil && len(bp.GoFiles) > 0 {
			dirs = append(dirs, path)
		}
		return nil
	})
	return dirs
}

// contextFor describes a target of the release whose source is in root. The tags that a toolchain sets by itself are
// those of this release, not of the one that this program is built with: encoding/json is another one with
// goexperiment.jsonv2, which is on from Go 1.27.
func contextFor(root, goos, arch string) (build.Context, error) {
	context := build.Default
	context.GOOS, context.GOARCH, context.CgoEnabled = goos, arch, false
	cmd := exec.Command(filepath.Join(root, "..", "bin", "go"), "list", "-f", `{{join context.ToolTags " "}}`, "unsafe")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS="+goos, "GOARCH="+arch, "GOROOT=", "GOTOOLCHAIN=local", "GOFLAGS=", "GOWORK=off")
	out, err := cmd.Output()
	context.ToolTags = strings.Fields(string(out))
	return context, err
}
