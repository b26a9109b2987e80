/** The Go program that measures the lives of maps of one type for test/runtime/golden. */
import type { GoVersion } from '../../../runtime';
import { formatGoVersion } from '../../../runtime';
import { missingFrom } from '../../../server/src/measure/program';
import { KEYS, WARM_UP } from '../../../server/src/measure/source';
import type { MapType } from './cases';

/** The most keys at a time and the most ever made, which static arrays are made for. */
export interface KeyCounts {
  readonly atATime: number;
  readonly ever: number;
}

/**
 * A program that is called with `reps n hint delPct PHASE=ACTION...`, makes `reps` maps, applies each action to all of them
 * and prints a line after each: phase, entries, HeapAlloc, TotalAlloc and HeapObjects above those before the maps.
 */
export function goldenProgram(
  { key, elem, inner }: MapType,
  go: GoVersion,
  keys: KeyCounts,
): Readonly<Record<string, string>> {
  const clear = missingFrom(go, 'clear') === undefined ? 'clear(m)' : 'panic("no clear")';
  return {
    'go.mod': `module golden\n\ngo ${formatGoVersion(go)}\n`,
    'main.go': `package main

import (
	"os"
	"reflect"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"unsafe"
)

type key = ${key}

${valueDeclarations(elem, inner)}

var (
	texts  [${keys.atATime}]uint64
	places [${keys.ever}]object
)

func clearMap(m map[key]elem) { ${clear} }
${LIFE}
${KEYS}
${WARM_UP}`,
  };
}

function valueDeclarations(elem: string, inner: MapType['inner']): string {
  if (inner !== undefined) {
    return `type elem = map[${inner.key}]${inner.elem}

func value() elem {
	v := make(elem)
	var zero ${inner.elem}
	for i := 0; i < ${inner.entries}; i++ {
		v[${inner.key}(i)] = zero
	}
	return v
}`;
  }
  return elem.startsWith('*')
    ? `type elem = ${elem}

type pointee = ${elem.slice(1)}

func value() elem { return new(pointee) }`
    : `type elem = ${elem}

var zero elem

func value() elem { return zero }`;
}

const LIFE = `
var (
	maps []map[key]elem

	n, hint, percent int

	// The numbers from 0 to before next were keys; of them deleted is how many a delete action took.
	next, deleted uint64

	before, after runtime.MemStats
	line          = make([]byte, 0, 512)
)

func main() {
	maps = make([]map[key]elem, number(1))
	n, hint, percent = number(2), number(3), number(4)
	actions := make([][2]string, 0, len(os.Args))
	for _, arg := range os.Args[5:] {
		equals := strings.Index(arg, "=")
		actions = append(actions, [2]string{arg[:equals], arg[equals+1:]})
	}
	prepareKeys()
	warmUp()
	for i := 0; i < 3; i++ {
		report("start")
		runtime.GC()
		runtime.ReadMemStats(&before)
	}
	for _, action := range actions {
		do(action[1])
		report(action[0])
	}
}

func number(arg int) int {
	value, err := strconv.Atoi(os.Args[arg])
	if err != nil {
		panic(err)
	}
	return value
}

func report(phase string) {
	runtime.ReadMemStats(&after)
	line = append(line[:0], phase...)
	for _, figure := range [...]int64{
		int64(len(maps[0])),
		int64(after.HeapAlloc) - int64(before.HeapAlloc),
		int64(after.TotalAlloc) - int64(before.TotalAlloc),
		int64(after.HeapObjects) - int64(before.HeapObjects),
	} {
		line = strconv.AppendInt(append(line, ' '), figure, 10)
	}
	os.Stdout.Write(append(line, '\\n'))
}

func do(action string) {
	switch action {
	case "gc":
		runtime.GC()
	case "free":
		debug.FreeOSMemory()
	case "insert":
		insert(uint64(n))
	case "insert-deleted":
		insert(deleted)
	case "churn-5":
		churn(5 * n)
	case "churn-15":
		churn(15 * n)
	default:
		for i := range maps {
			maps[i] = changed(action, maps[i])
		}
	}
}

func changed(action string, m map[key]elem) map[key]elem {
	switch action {
	case "make":
		if hint < 0 {
			return make(map[key]elem)
		}
		return make(map[key]elem, hint)
	case "drop":
		return nil
	case "clear":
		clearMap(m)
	case "range-delete":
		for k := range m {
			delete(m, k)
		}
	case "copy":
		return filled(make(map[key]elem), m)
	case "copy-hint":
		return filled(make(map[key]elem, len(m)), m)
	case "delete-first", "delete-every", "delete-random":
		deleteSome(action, m)
	default:
		panic(action)
	}
	return m
}

func filled(to, from map[key]elem) map[key]elem {
	for k, v := range from {
		to[k] = v
	}
	return to
}

func insert(count uint64) {
	for _, m := range maps {
		for i := uint64(0); i < count; i++ {
			fillKey(next + i)
			m[keyBuffer] = value()
		}
	}
	next += count
}

// deleteSome deletes the first keys, evenly distributed ones, or some by chance that is the same in every run.
func deleteSome(action string, m map[key]elem) {
	state := uint64(1)
	deleted = 0
	for i := 0; i < n; i++ {
		state = state*6364136223846793005 + 1442695040888963407
		gone := i < (n*percent+50)/100
		if action == "delete-every" {
			gone = (i+1)*percent/100 > i*percent/100
		} else if action == "delete-random" {
			gone = int(state>>33)%100 < percent
		}
		if gone {
			fillKey(uint64(i))
			delete(m, keyBuffer)
			deleted++
		}
	}
}

// churn inserts a new key and deletes the oldest one, for each map in turn.
func churn(count int) {
	for _, m := range maps {
		for i := uint64(0); i < uint64(count); i++ {
			fillKey(next + i)
			m[keyBuffer] = value()
			fillKey(next - uint64(n) + i)
			delete(m, keyBuffer)
		}
	}
	next += uint64(count)
}
`;
