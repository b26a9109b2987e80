/** Measures what slices keep alive, for test/runtime/golden/retained.jsonl.gz. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Arch } from '../../runtime';
import { formatGoVersion } from '../../runtime';
import { WARM_UP } from '../../server/src/measure/source';
import type { GoToolchain } from '../../server/src/node/goToolchain';
import { buildProgram } from '../../server/src/node/measure';
import type { MeasuredLife } from './goldenMaps/measure';
import { run } from '../../scripts/host/command';

const ARCHES: readonly Arch[] = ['amd64', '386'];

/**
 * Go statements by the case's name. What stands before `measure()` is there before; without it the measurement starts with
 * an empty heap. The variables are those of MAIN.
 */
const CASES: Readonly<Record<string, string>> = {
  'append-delete-500-of-1000-*Big': `
	pointers = newPointers(1000)
	measure()
	for i := 0; i < 500; i++ {
		pointers = append(pointers[:0], pointers[1:]...)
	}`,
  'truncate-s[:500]-of-1000-*Big': `
	pointers = newPointers(1000)
	measure()
	pointers = pointers[:500]`,
  'nil-tail-then-truncate': `
	pointers = newPointers(1000)
	measure()
	for i := 500; i < 1000; i++ {
		pointers[i] = nil
	}
	pointers = pointers[:500]`,
  'queue-s[1:]-500-of-1000-*Big': `
	pointers = newPointers(1000)
	measure()
	for i := 0; i < 500; i++ {
		pointers = pointers[1:]
	}`,
  'queue-nil-then-s[1:]': `
	pointers = newPointers(1000)
	measure()
	for i := 0; i < 500; i++ {
		pointers[0] = nil
		pointers = pointers[1:]
	}`,
  'swap-and-pop-500-of-1000-*Big': `
	pointers = newPointers(1000)
	measure()
	for i := 0; i < 500; i++ {
		last := len(pointers) - 1
		pointers[i] = pointers[last]
		pointers = pointers[:last]
	}`,
  'filter-every-second-of-1000-*Big': `
	pointers = newPointers(1000)
	measure()
	kept := pointers[:0]
	for i, p := range pointers {
		if i%2 == 0 {
			kept = append(kept, p)
		}
	}
	pointers = kept`,
  'copy-down-clear-truncate-500-of-1000-*Big': `
	pointers = newPointers(1000)
	measure()
	copy(pointers, pointers[500:])
	for i := 500; i < 1000; i++ {
		pointers[i] = nil
	}
	pointers = pointers[:500]`,
  'fifo-10000-window-100': `
	for i := 0; i < 10000; i++ {
		pointers = append(pointers, new(Big))
		if len(pointers) > 100 {
			pointers = pointers[1:]
		}
	}`,
  'append-to-s[:10:10]-of-1000-*Big': `
	pointers = append(newPointers(1000)[:10:10], new(Big))`,
  'append-to-s[:10]-of-1000-*Big': `
	pointers = append(newPointers(1000)[:10], new(Big))`,
  'subslice-16-of-10MiB': `
	bytes = make([]byte, 10<<20)[:16]`,
  'subslice-copied': `
	bytes = append([]byte(nil), make([]byte, 10<<20)[:16]...)`,
  'substring-16-of-10MiB': `
	text = string(make([]byte, 10<<20))[:16]`,
  'substring-cloned': `
	text = string([]byte(string(make([]byte, 10<<20))[:16]))`,
  'ptr-to-elem-of-1000-Big': `
	pointer = &make([]Big, 1000)[500]`,
  's[:0]-of-1000-Big': `
	values = make([]Big, 1000)[:0]`,
};

/** With package slices, from Go 1.21 on. */
const SLICES_CASES: Readonly<Record<string, string>> = {
  'slices.Delete-0:500-of-1000-*Big': `
	pointers = newPointers(1000)
	measure()
	pointers = slices.Delete(pointers, 0, 500)`,
  'slices.Delete-500:1000-of-1000-*Big': `
	pointers = newPointers(1000)
	measure()
	pointers = slices.Delete(pointers, 500, 1000)`,
  'slices.DeleteFunc-last500-*Big': `
	pointers = newPointers(1000)
	measure()
	i := 0
	pointers = slices.DeleteFunc(pointers, func(*Big) bool { i++; return i > 500 })`,
  'slices.Clip-10-of-1000-Big': `
	values = slices.Clip(make([]Big, 1000)[:10])`,
  'slices.Clone-10-of-1000-Big': `
	values = slices.Clone(make([]Big, 1000)[:10])`,
  'slices.Grow-1000-int': `
	ints = slices.Grow(ints, 1000)`,
};
const FIRST_SLICES = 21;

/** A process allocates some bytes of its own now and then: the middle one of several runs has none. */
const RUNS = 7;

/** Each case in processes of its own, for each architecture; files go below `folder`. */
export async function measureRetained(
  toolchain: GoToolchain,
  folder: string,
): Promise<readonly MeasuredLife[]> {
  const hasSlices = toolchain.version.minor >= FIRST_SLICES;
  const cases = { ...CASES, ...(hasSlices ? SLICES_CASES : {}) };
  const files = {
    'go.mod': `module retained\n\ngo ${formatGoVersion(toolchain.version)}\n`,
    'main.go': mainFile(cases, hasSlices ? '\t"slices"\n' : ''),
  };
  const measured: MeasuredLife[] = [];
  for (const arch of ARCHES) {
    const program = path.join(folder, arch);
    await mkdir(program);
    const cache = { arch, buildCache: path.join(folder, 'cache') };
    const { signal } = new AbortController();
    const executable = await buildProgram(program, files, cache, toolchain, signal);
    for (const name of Object.keys(cases)) {
      const figures: (readonly number[])[] = [];
      for (let i = 0; i < RUNS; i++) {
        // The collector's own workers would allocate at times that nobody knows.
        const output = await run(executable, [name], { env: { GOGC: 'off' } });
        figures.push(output.trim().split(' ').map(Number));
      }
      figures.sort(([a = 0], [b = 0]) => a - b);
      const [dHeapAlloc, dHeapObjects] = figures[RUNS >> 1] ?? [];
      const about = { kind: 'retain', ...(arch !== 'amd64' && { arch }), case: name };
      const record = { goversion: toolchain.name, ...about, dHeapAlloc, dHeapObjects };
      measured.push({ name: `${arch} ${name}`, records: [record] });
    }
  }
  return measured;
}

function mainFile(cases: Readonly<Record<string, string>>, slicesImport: string): string {
  return `package main

import (
	"os"
	"runtime"
${slicesImport}	"strconv"
)

type Big [1024]byte

var (
	pointers []*Big
	values   []Big
	bytes    []byte
	ints     []int
	text     string
	pointer  *Big

	before, after runtime.MemStats
)

func newPointers(n int) []*Big {
	s := make([]*Big, n)
	for i := range s {
		s[i] = new(Big)
	}
	return s
}

// measure takes what is there now for what was there before.
func measure() {
	runtime.GC()
	runtime.ReadMemStats(&before)
}

func main() {
	warmUp()
	for i := 0; i < 3; i++ {
		measure()
	}
	do(os.Args[1])
	runtime.GC()
	runtime.ReadMemStats(&after)
	report(int64(after.HeapAlloc)-int64(before.HeapAlloc), int64(after.HeapObjects)-int64(before.HeapObjects))
}

func report(bytes, objects int64) {
	os.Stdout.WriteString(strconv.FormatInt(bytes, 10) + " " + strconv.FormatInt(objects, 10) + "\\n")
}

func do(name string) {
	switch name {
${Object.entries(cases)
  .map(([name, statements]) => `\tcase ${JSON.stringify(name)}:${statements}\n`)
  .join('')}	default:
		panic(name)
	}
}

${WARM_UP}`;
}
