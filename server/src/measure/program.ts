/**
 * A workload as a Go program that measures its own heap: what `heapghost measure` builds and runs.
 *
 * The program's types are the given ones, so that size, alignment, pointers and hashing are equal. It makes the map,
 * runs one operation after the other as a user would write it, and reports the heap after each (report.ts reads the
 * lines). What it does is the same in every run; only the runtime's hash seed and the time of collections are not.
 *
 * No operation is inlined: Go 1.19 compiles the range-delete loop to clear only where the loop's function is not.
 *
 * Keys are numbered as in the simulation: the oldest are deleted first. What a key's strings and pointers lead to stands
 * outside the heap, in a static array, because neither the simulation nor the runtime counts it to the map.
 */
import type { GoVersion, Op, OpName, TypeShape } from '../../../runtime';
import { formatGoVersion, formatOp } from '../../../runtime';
import { KEYS, WARM_UP } from './source';

export interface ProgramRequest {
  /** The toolchain: decides which of the standard library's functions there are. */
  readonly go: GoVersion;
  readonly key: TypeShape;
  readonly elem: TypeShape;
  readonly workload: readonly Op[];
  /** The most entries that the map holds at a time. */
  readonly peakEntries: number;
}

export type ProgramResult =
  | { readonly ok: true; readonly files: Readonly<Record<'go.mod' | 'main.go', string>> }
  /** `message` is one sentence; `op` is the index of the operation that cannot be written, if it is one. */
  | { readonly ok: false; readonly message: string; readonly op?: number };

/** Larger values would not stay on the stack in the loops below, and be measured with the map (ir.MaxStackVarSize). */
const MAX_VALUE_BYTES = 65_536;

/** What the standard library or the language has not always had: the first Go 1.N with it. */
const SINCE: Readonly<
  Partial<Record<Op['op'], { readonly minor: number; readonly what: string }>>
> = {
  clear: { minor: 21, what: 'the built-in function clear' },
  clone: { minor: 21, what: 'maps.Clone' },
};

/** The file of the one module; `go run` and `go build` take it as it is. Never throws. */
export function goProgram(request: ProgramRequest): ProgramResult {
  const { go, key, elem, workload } = request;
  const large = [key, elem, elem.pointee].find((type) => (type?.size ?? 0) > MAX_VALUE_BYTES);
  if (large !== undefined) {
    return { ok: false, message: `${large.text} has more than ${MAX_VALUE_BYTES} bytes` };
  }
  for (const [index, op] of workload.entries()) {
    const missing = missingFrom(go, op.op);
    if (missing !== undefined) {
      return { ok: false, message: `${formatOp(op)}: ${missing}`, op: index };
    }
  }
  return {
    ok: true,
    files: {
      'go.mod': `module workload\n\ngo ${formatGoVersion(go)}\n`,
      'main.go': mainFile(request),
    },
  };
}

/** What a toolchain lacks for an operation, as half a sentence; undefined when it has everything. */
export function missingFrom(go: GoVersion, op: OpName): string | undefined {
  const since = SINCE[op];
  if (since === undefined || go.minor >= since.minor) return undefined;
  return `${since.what} needs Go 1.${since.minor}, this is Go ${formatGoVersion(go)}`;
}

// ---------------------------------------------------------------------------------------------------------------------
// Operations. The map's type changes with `pointers`: variables, types and functions end with 0 before it, 1 after it.

type Era = 0 | 1;

/** What a piece of the program needs besides itself. */
interface Piece {
  readonly statement: string;
  /** Functions by name; several pieces may bring the same one. */
  readonly functions?: Readonly<Record<string, string>>;
  readonly imports?: readonly string[];
}

/** The text of one operation, and the functions it calls. */
function pieceOf(op: Op, era: Era): Piece {
  const m = `m${era}`;
  const made = `make(map[key]elem${era})`;
  switch (op.op) {
    case 'make': {
      const hinted = op.hint === undefined ? made : `make(map[key]elem${era}, ${op.hint})`;
      return { statement: `${m}, oldest = ${hinted}, next` };
    }
    case 'nil':
      return { statement: `${m}, oldest = nil, next` };
    case 'remake':
      return { statement: `${m} = nil\n\t${m}, oldest = ${made}, next` };
    case 'insert':
      return { statement: `insert${era}(${op.count})`, functions: insertFunction(era) };
    case 'overwrite':
      return {
        statement: `overwrite${era}(${op.count})`,
        functions: {
          [`overwrite${era}`]: `(count uint64) {
	for number := oldest; number < next && number-oldest < count; number++ {
		fillKey(number)
		${m}[keyBuffer] = value${era}()
	}
}`,
        },
      };
    case 'delete':
      return {
        statement: `delete${era}(${deleteCount(op)})`,
        functions: { ...deleteFunction(era), ...(op.amount.unit === 'percent' ? PERCENT : {}) },
      };
    case 'delete-range':
      return {
        statement: `deleteRange${era}()`,
        functions: {
          [`deleteRange${era}`]: `() {
	for k := range ${m} {
		delete(${m}, k)
	}
	oldest = next
}`,
        },
      };
    case 'clear':
      return { statement: `clear(${m})\n\toldest = next` };
    case 'rebuild':
      return rebuildPiece(era, op.hint);
    case 'clone':
      return { statement: `${m} = maps.Clone(${m})`, imports: ['maps'] };
    case 'pointers':
      return {
        statement: 'pointers()',
        functions: {
          pointers: `() {
	m1 = make(map[key]elem1)
	for k, v := range m0 {
		p := new(elem0)
		*p = v
		m1[k] = p
	}
	m0 = nil
}`,
        },
      };
    case 'churn':
      return {
        statement: `churn${era}(${op.count * op.rounds})`,
        functions: {
          ...insertFunction(era),
          ...deleteFunction(era),
          [`churn${era}`]: `(count uint64) {
	for ; count > 0; count-- {
		insert${era}(1)
		if next-oldest > 1 {
			delete${era}(1)
		}
	}
}`,
        },
      };
    case 'gc':
      return { statement: 'runtime.GC()' };
    case 'free-os-memory':
      return { statement: 'debug.FreeOSMemory()', imports: ['runtime/debug'] };
  }
}

function insertFunction(era: Era): Record<string, string> {
  return {
    [`insert${era}`]: `(count uint64) {
	for ; count > 0; count-- {
		fillKey(next)
		m${era}[keyBuffer] = value${era}()
		next++
	}
}`,
  };
}

function deleteFunction(era: Era): Record<string, string> {
  return {
    [`delete${era}`]: `(count uint64) {
	for ; count > 0 && oldest < next; count-- {
		fillKey(oldest)
		delete(m${era}, keyBuffer)
		oldest++
	}
}`,
  };
}

function rebuildPiece(era: Era, hint: boolean): Piece {
  const name = `${hint ? 'rebuildHint' : 'rebuild'}${era}`;
  return {
    statement: `${name}()`,
    functions: {
      [name]: `() {
	copied := make(map[key]elem${era}${hint ? `, len(m${era})` : ''})
	for k, v := range m${era} {
		copied[k] = v
	}
	m${era} = copied
}`,
    },
  };
}

function deleteCount({ amount }: Extract<Op, { op: 'delete' }>): string {
  switch (amount.unit) {
    case 'all':
      return 'next - oldest';
    case 'percent':
      return `percent(${amount.percent})`;
    case 'entries':
      return String(amount.count);
  }
}

const PERCENT = {
  percent: `(percent float64) uint64 {
	return uint64(float64(next-oldest)*percent/100 + 0.5)
}`,
};

// ---------------------------------------------------------------------------------------------------------------------
// The file.

const IMPORTS = ['os', 'reflect', 'runtime', 'strconv', 'unsafe'];

function mainFile({ key, elem, workload, peakEntries }: ProgramRequest): string {
  const first = workload[0]?.op;
  const implicit = first === 'make' || first === 'nil' ? '' : '\tm0 = make(map[key]elem0)\n';
  const imports = new Set(IMPORTS);
  const functions = new Map<string, string>();
  const statements: string[] = [];
  let era: Era = 0;
  for (const [index, op] of workload.entries()) {
    const piece = pieceOf(op, era);
    if (op.op === 'pointers') era = 1;
    for (const [name, text] of Object.entries(piece.functions ?? {})) functions.set(name, text);
    for (const name of piece.imports ?? []) imports.add(name);
    statements.push(
      `\t// ${formatOp(op)}\n\t${piece.statement}\n\treport(${index}, len(m${era}))\n`,
    );
  }
  // One key more than there are entries: churn inserts before it deletes.
  const texts = key.pointers ? peakEntries + 1 : 1;
  const places = key.pointers ? Math.max(1, insertedKeys(workload)) : 1;
  return `// Code generated by heapghost measure. DO NOT EDIT.

package main

import (
${[...imports]
  .sort()
  .map((name) => `\t"${name}"\n`)
  .join('')})

type key = ${key.text}

${valueDeclarations(elem)}
${RUN}
// texts holds what the strings of keys lead to, and places is what their pointers lead to: each key has another place,
// which nobody looks at. Both are no part of the heap.
var (
	texts  [${texts}]uint64
	places [${places}]object
)

func main() {
	prepareKeys()
	warmUp()
	for i := 0; i < 3; i++ {
		runtime.GC()
		report(-1, 0)
	}
${implicit}${statements.join('')}}

${[...functions].map(([name, text]) => `//go:noinline\nfunc ${name}${text}\n`).join('\n')}
${KEYS}
${WARM_UP}
${REPORT}`;
}

/** How many keys are ever made. */
function insertedKeys(workload: readonly Op[]): number {
  return workload.reduce((sum, op) => {
    if (op.op === 'insert') return sum + op.count;
    return op.op === 'churn' ? sum + op.count * op.rounds : sum;
  }, 0);
}

/** The types and new values of elems, before and after `pointers`. */
function valueDeclarations(elem: TypeShape): string {
  // Each entry owns what an elem of type *T points to.
  const owned = elem.pointer && elem.pointee !== undefined;
  const value = owned
    ? `type pointee0 = ${elem.pointee.text}

func value0() elem0 { return new(pointee0) }`
    : `var zero0 elem0

func value0() elem0 { return zero0 }`;
  return `type elem0 = ${elem.text}

${value}

type elem1 = *elem0

func value1() elem1 { return new(elem0) }
`;
}

const RUN = `var (
	m0 map[key]elem0
	m1 map[key]elem1

	// The keys in the map are those with the numbers from oldest to before next.
	oldest, next uint64
)
`;

/** The order of the figures is that of report.ts. */
const REPORT = `var (
	stats  runtime.MemStats
	line   = make([]byte, 0, 512)
	answer [1]byte
)

// report writes one line of figures and waits until it was read: memory is looked at from outside meanwhile.
func report(op, entries int) {
	runtime.ReadMemStats(&stats)
	line = strconv.AppendInt(line[:0], int64(op), 10)
	for _, figure := range [...]uint64{
		uint64(entries), stats.HeapAlloc, stats.TotalAlloc, stats.HeapObjects,
		stats.HeapSys, stats.HeapInuse, stats.HeapIdle, stats.HeapReleased,
	} {
		line = strconv.AppendUint(append(line, ' '), figure, 10)
	}
	os.Stdout.Write(append(line, '\\n'))
	if n, _ := os.Stdin.Read(answer[:]); n == 0 {
		os.Exit(1)
	}
}
`;
