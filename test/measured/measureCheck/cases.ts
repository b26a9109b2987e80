/** Random maps and workloads, as a command line would name them. */
import { parseKeyShape, parseTypeShape } from '../../../runtime';
import type { Arch, GoVersion, OpName, TypeShape } from '../../../runtime';
import { missingFrom } from '../../../server/src/measure/program';
import type { Random } from './random';
import { randomOf } from './random';

export interface Case {
  readonly key: string;
  readonly elem: string;
  readonly workload: string;
}

/** Bounds that keep a case to a second or so. */
const MAX_ENTRIES = 100_000;
const MAX_BYTES = 64 << 20;
const MAX_CHURN = 200_000;
const MAX_KEY_BYTES = 300;
const MAX_ELEM_BYTES = 600;
/** Keys of few bytes have few values: more entries could not be told apart. */
const SMALL_KEY = { bytes: 4, entries: 50_000 };

const SCALARS = [
  ...(['bool', 'int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'rune', 'float32'] as const),
  ...(['int', 'uint', 'int64', 'uint64', 'uintptr', 'float64', 'complex64', 'complex128'] as const),
] as const;
const POINTERFUL = [
  'string',
  'any',
  'error',
  '*int',
  '*[40]byte',
  'unsafe.Pointer',
  'chan int',
] as const;
/** No keys can be made of these. */
const ELEM_ONLY = [
  '[]byte',
  '[]string',
  'map[string]int',
  'func(int) string',
  'map[int]map[int]bool',
] as const;

/** The case of a seed: the same seed gives the same case, as far as the toolchain has the operations. */
export function randomCase(seed: number, arch: Arch, go: GoVersion): Case {
  const random = randomOf(seed);
  const key = keyOf(random, arch);
  const elem = elemOf(random, arch);
  const entryBytes = Math.max(1, key.size + elem.size + (elem.pointee?.size ?? 0));
  const most = Math.min(
    MAX_ENTRIES,
    Math.floor(MAX_BYTES / entryBytes),
    key.size <= SMALL_KEY.bytes ? SMALL_KEY.entries : Infinity,
    // Churn needs a key more than there are entries.
    (key.values ?? Infinity) - 1,
  );
  return {
    key: key.text,
    elem: elem.text,
    workload: workloadOf(random, most, elem, go).join('; '),
  };
}

function keyOf(random: Random, arch: Arch): TypeShape {
  for (;;) {
    const result = parseKeyShape(typeOf(random, 0, false), arch);
    if (!result.ok || result.shape.size > MAX_KEY_BYTES) continue;
    // A type with hardly any value makes no map to speak of.
    if ((result.shape.values ?? Infinity) > 100) return result.shape;
  }
}

function elemOf(random: Random, arch: Arch): TypeShape {
  for (;;) {
    const pointer = random.chance(0.15) ? '*' : '';
    const result = parseTypeShape(pointer + typeOf(random, 0, true), arch);
    if (result.ok && result.shape.size <= MAX_ELEM_BYTES) return result.shape;
  }
}

/** A type expression. Keys are told apart by what is in them, so that blank fields alone make none. */
function typeOf(random: Random, depth: number, elem: boolean): string {
  const kind = random.fraction();
  if (depth < 3 && kind < 0.25) return structOf(random, depth, elem);
  if (depth < 3 && kind < 0.4) {
    return `[${random.magnitude(1, 200)}]${typeOf(random, depth + 1, elem)}`;
  }
  if (kind < 0.7) return random.pick(SCALARS);
  if (elem && kind < 0.76) return random.pick(ELEM_ONLY);
  if (elem && kind < 0.8) return 'struct{}';
  return random.pick(POINTERFUL);
}

function structOf(random: Random, depth: number, elem: boolean): string {
  const fields = Array.from({ length: random.whole(1, 5) }, (_, i) => {
    const name = i > 0 && random.chance(0.1) ? '_' : `f${i}`;
    const type = random.chance(0.05) ? '[0]int64' : typeOf(random, depth + 1, elem);
    return `${name} ${type}`;
  });
  return `struct{ ${fields.join('; ')} }`;
}

/** Operations with a collection after most of them: only then the live bytes are exact. */
function workloadOf(
  random: Random,
  most: number,
  elem: TypeShape,
  go: GoVersion,
): readonly string[] {
  const ops: string[] = [];
  let entries = 0;
  let pointers = elem.pointer;
  const add = (op: string): void => {
    ops.push(op);
    if (random.chance(0.8)) ops.push('gc');
  };
  const known = (op: OpName | 'delete all', instead: string): string =>
    op !== 'delete all' && missingFrom(go, op) !== undefined ? instead : op;
  const insert = (): void => {
    const room = most - entries;
    if (room < 1) return;
    // Small maps are quick to cover; large ones are what people ask about.
    const count = random.magnitude(random.chance(0.7) ? Math.min(1000, room) : 1, room);
    entries += count;
    add(`insert ${count}`);
  };
  if (random.chance(0.25)) add(`make hint ${random.magnitude(1, most)}`);
  insert();
  for (let steps = random.whole(1, 5); steps > 0; steps--) {
    const step = random.whole(0, 12);
    if (step <= 2) {
      insert();
    } else if (step === 3) {
      add(`overwrite ${random.magnitude(1, most)}`);
    } else if (step === 4) {
      const count = random.magnitude(1, Math.max(1, entries));
      entries = Math.max(0, entries - count);
      add(`delete ${count}`);
    } else if (step === 5) {
      const percent = random.whole(1, 100);
      entries -= Math.round((entries * percent) / 100);
      add(`delete ${percent}%`);
    } else if (step === 6) {
      entries = 0;
      add(known(random.pick(['delete all', 'delete-range', 'clear']), 'delete all'));
    } else if (step === 7 || step === 8) {
      add(random.pick(['rebuild', 'rebuild hint']));
    } else if (step === 9) {
      add(known('clone', 'rebuild'));
    } else if (step === 10) {
      entries = 0;
      add(random.pick(['remake', `nil; gc; make hint ${random.magnitude(1, most)}`]));
    } else if (step === 11 && !pointers) {
      pointers = true;
      add('pointers');
    } else if (step === 12) {
      const count = random.magnitude(1, Math.max(1, entries));
      add(`churn ${count} x${random.whole(1, Math.max(1, Math.floor(MAX_CHURN / count)))}`);
      entries = Math.max(1, entries);
    }
  }
  if (ops.at(-1) !== 'gc') ops.push('gc');
  return ops;
}
