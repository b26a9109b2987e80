// Command types prints, as JSON lines, what go/types knows of Go packages: the truth that Heapghost is compared with.
//
//	go run . [-arch amd64] [-os linux] layout|operands DIR [PATTERN...]
//	go run . check DIR...
//
// DIR is the folder of a main module, a workspace or GOROOT/src; the patterns are those of the go command, by default
// ./... and, in GOROOT/src, std and cmd. Only the standard library is needed, and a go command on PATH.
//
//   - layout: one record for each map type expression, struct type expression and declared type that is no alias.
//   - operands: the type of every operand of map or slice type of delete, clear, append, copy, range, index and slice.
//   - check: compares the comments of fixture packages with go/types, see test/types/fixtures/README.md.
//
// Each file is reported once, tests too, and all records of a file stand together. The last record is a summary.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"go/types"
	"os"
	"path/filepath"
	"runtime"

	"heapghost.dev/oracle/types/golist"
	"heapghost.dev/oracle/types/load"
)

// summary is the last record.
type summary struct {
	Kind         string   `json:"kind"`
	Packages     int      `json:"packages"`
	Dependencies int      `json:"dependencies"`
	Files        int      `json:"files"`
	Errors       int      `json:"errors"`
	FirstErrors  []string `json:"firstErrors,omitempty"`
}

func main() {
	arch := flag.String("arch", "amd64", "GOARCH of build constraints and sizes")
	goos := flag.String("os", "linux", "GOOS of build constraints")
	root := flag.String("root", filepath.Join(runtime.GOROOT(), "src"), "check: folder below which import paths are found")
	flag.Parse()
	if flag.NArg() < 2 {
		fail("usage: types [-arch A] [-os O] layout|operands DIR [PATTERN...] | check DIR...")
	}
	switch mode := flag.Arg(0); mode {
	case "check":
		l, err := load.New(*root, *goos, *arch)
		if err != nil {
			fail(err)
		}
		os.Exit(checkFixtures(l, flag.Args()[1:]))
	case "layout", "operands":
		sizes := types.SizesFor("gc", *arch)
		if sizes == nil {
			fail("unknown architecture " + *arch)
		}
		dir, patterns := flag.Arg(1), flag.Args()[2:]
		if len(patterns) == 0 {
			patterns = defaultPatterns(dir)
		}
		o := golist.Options{Dir: dir, Patterns: patterns, GOOS: *goos, GOARCH: *arch, Sizes: sizes}
		if err := printRecords(o, mode); err != nil {
			fail(err)
		}
	default:
		fail("unknown mode " + mode)
	}
}

func fail(why any) {
	fmt.Fprintln(os.Stderr, why)
	os.Exit(2)
}

func defaultPatterns(dir string) []string {
	if _, err := os.Stat(filepath.Join(dir, "cmd/go.mod")); err == nil {
		return []string{"std", "cmd"}
	}
	return []string{"./..."}
}

func printRecords(o golist.Options, mode string) error {
	w := bufio.NewWriterSize(os.Stdout, 1<<20)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	s, err := golist.Each(o, func(p *golist.Package) {
		pr := &printer{p: p, sizes: o.Sizes, emit: func(r record) { enc.Encode(r) }}
		for i, f := range p.Files {
			pr.file(f, p.Names[i], mode)
		}
	})
	if err != nil {
		return err
	}
	enc.Encode(summary{"summary", s.Packages, s.Dependencies, s.Files, s.Errors, s.FirstErrors})
	return w.Flush()
}
