/** Measures how append grows slices, for test/runtime/golden/growth.jsonl.gz. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Arch } from '../../runtime';
import { formatGoVersion, parseTypeShape } from '../../runtime';
import type { GoToolchain } from '../../server/src/node/goToolchain';
import { buildProgram } from '../../server/src/node/measure';
import type { MeasuredLife } from './goldenMaps/measure';
import { run, UserError } from '../../scripts/host/command';

const ARCHES: readonly Arch[] = ['amd64', '386'];

/** Element types of many sizes, with pointers and without. */
const TYPES = [
  ...['bool', 'int16', 'int32', 'int', 'int64', 'float64', 'complex128', '*int', 'string', 'any'],
  ...[
    '[]byte',
    '[3]byte',
    '[5]int16',
    '[33]byte',
    '[3]string',
    '[16]*int',
    '[1000]byte',
    '[70]any',
  ],
  ...[
    'struct{}',
    'struct{ a int8; b int64 }',
    'struct{ a *int; b int8 }',
    'struct{ s [9]string; n int32 }',
  ],
] as const;

/** Capacities are followed up to this many elements, and bytes of the array. */
const MAX_ELEMENTS = 1 << 20;
const MAX_BYTES = 8 << 20;
/** Lengths of full slices, and how many elements are appended at once. */
const LENGTHS = [0, 3, 64, 255, 257, 1000];
const ADDED = [2, 33, 257, 3000];

/** Both ways to grow, for each type and architecture; files go below `folder`. */
export async function measureGrowth(
  toolchain: GoToolchain,
  folder: string,
): Promise<readonly MeasuredLife[]> {
  const measured: MeasuredLife[] = [];
  for (const arch of ARCHES) {
    const program = path.join(folder, arch);
    await mkdir(program);
    const files = {
      'go.mod': `module growth\n\ngo ${formatGoVersion(toolchain.version)}\n`,
      'main.go': MAIN,
    };
    const cache = { arch, buildCache: path.join(folder, 'cache') };
    const { signal } = new AbortController();
    const executable = await buildProgram(program, files, cache, toolchain, signal);
    for (const line of (await run(executable, [], { env: {} })).trim().split('\n')) {
      const [kind = '', index = '', size = '', ...figures] = line.split(' ');
      const type = TYPES[Number(index)] ?? '';
      const numbers = figures.map(Number);
      measured.push({
        name: `${arch} ${kind} ${type} ${kind === 'growth' ? '' : figures.slice(0, 2).join(' ')}`,
        records: [
          { goversion: toolchain.name, ...recordOf(kind, type, Number(size), arch, numbers) },
        ],
      });
    }
  }
  return measured;
}

function recordOf(
  kind: string,
  type: string,
  elemSize: number,
  arch: Arch,
  figures: readonly number[],
): object {
  const shape = parseTypeShape(type, arch);
  if (!shape.ok) throw new UserError(`${type}: ${shape.message}`);
  const ptr = shape.shape.pointers;
  const about = { kind, ...(arch !== 'amd64' && { arch }), type, elemSize, ptr };
  if (kind === 'growth') return { ...about, caps: figures };
  const [n, k, cap] = figures;
  return { ...about, n, k, cap };
}

const MAIN = `package main

import (
	"fmt"
	"unsafe"
)

func main() {
${TYPES.map((_, i) => `\tgrow${i}()\n`).join('')}}

var lengths = []int{${LENGTHS.join(', ')}}
var added = []int{${ADDED.join(', ')}}
${TYPES.map(
  (type, i) => `
type elem${i} = ${type}

var slice${i} []elem${i}

func grow${i}() {
	var zero elem${i}
	size := int(unsafe.Sizeof(zero))
	fmt.Print("growth ${i} ", size)
	for len(slice${i}) < ${MAX_ELEMENTS} && cap(slice${i})*size < ${MAX_BYTES} {
		before := cap(slice${i})
		slice${i} = append(slice${i}, zero)
		if cap(slice${i}) == before {
			slice${i} = slice${i}[:before]
		} else {
			fmt.Print(" ", cap(slice${i}))
		}
		if size == 0 && len(slice${i}) == 20 {
			break
		}
	}
	fmt.Println()
	for _, n := range lengths {
		for _, k := range added {
			slice${i} = append(make([]elem${i}, n, n), make([]elem${i}, k)...)
			fmt.Println("appendMany", ${i}, size, n, k, cap(slice${i}))
		}
	}
}
`,
).join('')}`;
