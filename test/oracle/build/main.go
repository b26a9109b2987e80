// Command build prints what go/build says about files: it reads {"name","text"} as JSON, one a line, and answers each
// with {"targets":{"linux/amd64":true,…},"goVersion":"go1.N"}, for the targets given as arguments.
package main

import (
	"bufio"
	"encoding/json"
	"go/build"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"io"
	"os"
	"strconv"
	"strings"
)

type file struct{ Name, Text string }

type answer struct {
	Targets   map[string]bool `json:"targets"`
	GoVersion string          `json:"goVersion,omitempty"`
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<26)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	for in.Scan() {
		var f file
		if err := json.Unmarshal(in.Bytes(), &f); err != nil {
			panic(err)
		}
		a := answer{Targets: map[string]bool{}, GoVersion: goVersion(f.Text)}
		for _, target := range os.Args[1:] {
			a.Targets[target] = matches(f, target)
		}
		if err := encoder.Encode(a); err != nil {
			panic(err)
		}
	}
}

// A target is GOOS/GOARCH, with /nocgo behind it when cgo is off. The release tags go1.1 to go1.26 hold.
func matches(f file, target string) bool {
	parts := strings.Split(target, "/")
	context := build.Context{
		GOOS:       parts[0],
		GOARCH:     parts[1],
		Compiler:   "gc",
		CgoEnabled: len(parts) == 2,
		OpenFile: func(string) (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader(f.Text)), nil
		},
	}
	for minor := 1; minor <= 26; minor++ {
		context.ReleaseTags = append(context.ReleaseTags, "go1."+strconv.Itoa(minor))
	}
	ok, err := context.MatchFile("/folder", f.Name)
	return ok && err == nil
}

func goVersion(text string) string {
	f, _ := parser.ParseFile(token.NewFileSet(), "", text, parser.PackageClauseOnly|parser.ParseComments)
	if f == nil {
		return ""
	}
	for _, group := range f.Comments {
		for _, c := range group.List {
			if !constraint.IsGoBuild(c.Text) || c.Pos() > f.Package {
				continue
			}
			if x, err := constraint.Parse(c.Text); err == nil {
				return constraint.GoVersion(x)
			}
		}
	}
	return ""
}
