// Package golist type-checks the packages that the go command lists in a folder, with their dependencies.
package golist

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// fields are those of "go list -json" that listed has.
const fields = "ImportPath,Dir,Name,GoFiles,CgoFiles,ImportMap,ForTest,DepOnly,Error"

// listed is one line of "go list -deps -test": a package, the same package with its own tests ("p [p.test]"), its
// external tests ("p_test [p.test]"), the program that runs them ("p.test"), or a package that is compiled again
// because it imports one with tests ("q [p.test]").
type listed struct {
	ImportPath string
	Dir        string
	Name       string
	GoFiles    []string
	CgoFiles   []string
	ImportMap  map[string]string
	ForTest    string
	DepOnly    bool
	Error      *struct{ Err string }
}

// path is the import path without the " [p.test]" of a variant.
func (p *listed) path() string {
	path, _, _ := strings.Cut(p.ImportPath, " [")
	return path
}

// isTestMain reports whether it is the generated program of a test.
func (p *listed) isTestMain() bool {
	return p.Name == "main" && strings.HasSuffix(p.ImportPath, ".test")
}

// own reports whether the package holds files that were asked for, tests included.
func (p *listed) own() bool {
	return p.ForTest == "" && !p.DepOnly || p.ForTest != "" && (p.path() == p.ForTest || p.path() == p.ForTest+"_test")
}

// A Package is type-checked as far as it goes: what does not check is invalid.
type Package struct {
	Types *types.Package
	Info  *types.Info
	Fset  *token.FileSet
	// Files are those that parse.
	Files []*ast.File
	// Names are the absolute names of Files.
	Names []string
}

// Summary says how much of what the go command lists could be checked.
type Summary struct {
	// Packages are the reported ones, Dependencies all others.
	Packages, Dependencies, Files int
	// Errors are of the go command, the parser and the type checker, for reported packages and dependencies.
	Errors int
	// FirstErrors are some of them.
	FirstErrors []string
}

// Options are what is not in a folder's own go.mod.
type Options struct {
	Dir      string
	Patterns []string
	GOOS     string
	GOARCH   string
	Sizes    types.Sizes
}

type checker struct {
	Options
	byPath  map[string]*types.Package
	summary Summary
}

// Each calls visit for each package that the patterns name, once with its own tests and once for its external tests,
// so that each file is reported once. Nothing of a package is kept but its declarations.
func Each(o Options, visit func(*Package)) (Summary, error) {
	all, err := list(o)
	if err != nil {
		return Summary{}, err
	}
	withTests := map[string]bool{}
	for _, p := range all {
		if p.ForTest != "" && p.path() == p.ForTest {
			withTests[p.ForTest] = true
		}
	}
	c := &checker{Options: o, byPath: map[string]*types.Package{}}
	for _, p := range all {
		if p.isTestMain() || p.ImportPath == "unsafe" {
			continue
		}
		if p.Error != nil {
			c.note(p.ImportPath + ": " + p.Error.Err)
		}
		report := p.own() && !(p.ForTest == "" && withTests[p.ImportPath])
		c.check(p, report, visit)
	}
	return c.summary, nil
}

func (c *checker) note(message string) {
	c.summary.Errors++
	if len(c.summary.FirstErrors) < 10 {
		c.summary.FirstErrors = append(c.summary.FirstErrors, message)
	}
}

func list(o Options) ([]*listed, error) {
	args := append([]string{"list", "-e", "-deps", "-test", "-json=" + fields, "--"}, o.Patterns...)
	cmd := exec.Command("go", args...)
	cmd.Dir = o.Dir
	cmd.Env = append(os.Environ(), "GOOS="+o.GOOS, "GOARCH="+o.GOARCH)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list in %s: %v\n%s", o.Dir, err, complaints.String())
	}
	var all []*listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		p := new(listed)
		if err := d.Decode(p); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
}

// check type-checks one package; "go list -deps" names the dependencies of a package before it.
func (c *checker) check(p *listed, report bool, visit func(*Package)) {
	// A file set of its own for a reported package: with it go the lines of all its files.
	fset := token.NewFileSet()
	files, names := c.parse(fset, p)
	pkg := &Package{Fset: fset, Names: names, Files: files}
	conf := types.Config{
		Importer:         importer{c.byPath, p.ImportMap},
		Sizes:            c.Sizes,
		FakeImportC:      true,
		IgnoreFuncBodies: !report,
		Error:            func(err error) { c.note(err.Error()) },
	}
	if report {
		pkg.Info = &types.Info{
			Types: map[ast.Expr]types.TypeAndValue{},
			Defs:  map[*ast.Ident]types.Object{},
			Uses:  map[*ast.Ident]types.Object{},
		}
		c.summary.Packages++
		c.summary.Files += len(files)
	} else {
		c.summary.Dependencies++
	}
	pkg.Types, _ = conf.Check(p.path(), fset, files, pkg.Info)
	c.byPath[p.ImportPath] = pkg.Types
	if report {
		visit(pkg)
	}
}

// parse reads the files of a package; one that does not parse is left out.
func (c *checker) parse(fset *token.FileSet, p *listed) ([]*ast.File, []string) {
	names := slices.Concat(p.GoFiles, p.CgoFiles)
	slices.Sort(names)
	files := make([]*ast.File, len(names))
	failures := make([]error, len(names))
	var parsing sync.WaitGroup
	slots := make(chan struct{}, 4)
	for i, name := range names {
		if !filepath.IsAbs(name) {
			names[i] = filepath.Join(p.Dir, name)
		}
		parsing.Add(1)
		go func() {
			defer parsing.Done()
			slots <- struct{}{}
			files[i], failures[i] = parser.ParseFile(fset, names[i], nil, parser.SkipObjectResolution)
			<-slots
		}()
	}
	parsing.Wait()
	var good []*ast.File
	var goodNames []string
	for i, f := range files {
		if failures[i] != nil {
			c.note(failures[i].Error())
			continue
		}
		good, goodNames = append(good, f), append(goodNames, names[i])
	}
	return good, goodNames
}

// An importer finds the packages that one package imports, vendored and recompiled ones under their real names.
type importer struct {
	byPath map[string]*types.Package
	mapped map[string]string
}

// Import is types.Importer.
func (i importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if real, ok := i.mapped[path]; ok {
		path = real
	}
	if p := i.byPath[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("no package %q", path)
}
