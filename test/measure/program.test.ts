/**
 * The generated programs as text: what each operation becomes, and what cannot be written for a Go version. That they
 * build and do what the simulation does is proven with a real Go in test/proofs/measure.test.ts.
 */
import assert from 'node:assert/strict';
import { OP_NAMES, parseKeyShape, parseTypeShape, parseWorkload } from '../../runtime';
import { goProgram } from '../../server/src/measure/program';

interface ProgramText {
  readonly workload: string;
  readonly key?: string;
  readonly elem?: string;
  readonly minor?: number;
}

function program({ workload, key = 'int', elem = 'int', minor = 27 }: ProgramText) {
  const keyShape = parseKeyShape(key, 'amd64');
  const elemShape = parseTypeShape(elem, 'amd64');
  const ops = parseWorkload(workload);
  assert.ok(keyShape.ok && elemShape.ok && ops.ok);
  return goProgram({
    go: { minor },
    key: keyShape.shape,
    elem: elemShape.shape,
    workload: ops.ops,
    peakEntries: 100,
  });
}

function text(request: ProgramText): string {
  const result = program(request);
  assert.ok(result.ok, JSON.stringify(result));
  return result.files['main.go'];
}

/** The body of the function, without blank lines. */
function body(file: string, name: string): string {
  const [, found] = new RegExp(`^func ${name}\\([^]*?\\{\\n([^]*?)^\\}`, 'm').exec(file) ?? [];
  assert.ok(found, `no function ${name}`);
  return found;
}

/** What an operation must do, in Go, and where: the text is the user's own way to write it. */
const OPERATIONS: readonly {
  readonly op: string;
  readonly name: string;
  readonly does: readonly string[];
}[] = [
  { op: 'make', name: 'main', does: ['m0, oldest = make(map[key]elem0), next'] },
  { op: 'make hint 5', name: 'main', does: ['m0, oldest = make(map[key]elem0, 5), next'] },
  { op: 'insert 7', name: 'main', does: ['insert0(7)'] },
  { op: 'overwrite 7', name: 'main', does: ['overwrite0(7)'] },
  { op: 'delete 7', name: 'main', does: ['delete0(7)'] },
  { op: 'delete 7', name: 'delete0', does: ['delete(m0, keyBuffer)'] },
  { op: 'delete all', name: 'main', does: ['delete0(next - oldest)'] },
  { op: 'delete 12.5%', name: 'main', does: ['delete0(percent(12.5))'] },
  { op: 'delete-range', name: 'deleteRange0', does: ['for k := range m0 {', 'delete(m0, k)'] },
  { op: 'clear', name: 'main', does: ['clear(m0)'] },
  { op: 'rebuild', name: 'rebuild0', does: ['make(map[key]elem0)', 'copied[k] = v'] },
  { op: 'rebuild hint', name: 'rebuildHint0', does: ['make(map[key]elem0, len(m0))'] },
  { op: 'clone', name: 'main', does: ['m0 = maps.Clone(m0)'] },
  { op: 'nil', name: 'main', does: ['m0, oldest = nil, next'] },
  { op: 'remake', name: 'main', does: ['m0 = nil', 'm0, oldest = make(map[key]elem0), next'] },
  { op: 'pointers', name: 'pointers', does: ['m1 = make(map[key]elem1)', 'm1[k] = p', 'm0 = nil'] },
  { op: 'churn 3 x4', name: 'main', does: ['churn0(12)'] },
  { op: 'gc', name: 'main', does: ['runtime.GC()'] },
  { op: 'free-os-memory', name: 'main', does: ['debug.FreeOSMemory()'] },
];

describe('program of a measurement', () => {
  it('has an expectation for every operation', () => {
    const covered = new Set(OPERATIONS.map(({ op }) => op.split(' ')[0]));
    assert.deepEqual([...covered].sort(), [...OP_NAMES].sort());
  });

  for (const { op, name, does } of OPERATIONS) {
    it(`${op}, in ${name}`, () => {
      const found = body(text({ workload: op }), name);
      for (const line of does) assert.ok(found.includes(line), `${line} is not in\n${found}`);
    });
  }

  it('reports after each operation, in order', () => {
    const main = body(text({ workload: 'insert 3; gc; pointers; insert 3' }), 'main');
    assert.deepEqual(main.match(/report\(.*\)/g), [
      'report(-1, 0)',
      'report(0, len(m0))',
      'report(1, len(m0))',
      'report(2, len(m1))',
      'report(3, len(m1))',
    ]);
  });

  it('goes on with pointers after pointers', () => {
    const main = body(text({ workload: 'insert 3; pointers; insert 4; delete 1; clone' }), 'main');
    for (const call of ['insert0(3)', 'insert1(4)', 'delete1(1)', 'm1 = maps.Clone(m1)']) {
      assert.ok(main.includes(call), `${call} is not in\n${main}`);
    }
  });

  it('starts with an empty map, unless the workload makes one or starts with nil', () => {
    const made = /m0 = make\(map\[key\]elem0\)\n/;
    assert.match(body(text({ workload: 'insert 1' }), 'main'), made);
    for (const workload of ['make', 'make hint 9; insert 1', 'nil; clear']) {
      assert.doesNotMatch(body(text({ workload }), 'main'), made, workload);
    }
  });

  it('has the given types, and an object for each elem of a pointer type', () => {
    const key = 'struct{a bool; b string}';
    const file = text({ workload: 'insert 1', key, elem: '*[128]byte' });
    assert.ok(file.includes(`type key = ${key}\n`));
    assert.ok(file.includes('type elem0 = *[128]byte\n'));
    assert.ok(file.includes('type pointee0 = [128]byte\n'));
  });

  it('keeps what keys point to outside the heap', () => {
    const workload = 'insert 100; churn 5 x3';
    // As many strings as there are entries at a time, and one; as many addresses as there are ever keys.
    assert.match(text({ workload, key: 'string' }), /\ttexts {2}\[101\]uint64\n\tplaces \[115\]/);
    assert.match(text({ workload, key: 'int' }), /\ttexts {2}\[1\]uint64\n\tplaces \[1\]/);
  });

  it('imports only what it uses', () => {
    const imports = (workload: string) =>
      [...text({ workload }).matchAll(/^\t"([a-z/]+)"$/gm)].map((match) => match[1]);
    const always = ['os', 'reflect', 'runtime', 'strconv', 'unsafe'];
    assert.deepEqual(imports('insert 1'), always);
    assert.deepEqual(imports('clone; free-os-memory'), ['maps', ...always, 'runtime/debug'].sort());
  });

  it('is the same for the same request', () => {
    const request = { workload: 'insert 10; delete 5; rebuild', key: '[3]string' };
    assert.equal(text(request), text(request));
  });

  it('is a module of the language of its toolchain', () => {
    const result = program({ workload: 'insert 1', minor: 19 });
    assert.ok(result.ok);
    assert.equal(result.files['go.mod'], 'module workload\n\ngo 1.19\n');
  });

  const REFUSED: readonly (ProgramText & { readonly op?: number; readonly says: string })[] = [
    {
      workload: 'insert 1; clear',
      minor: 20,
      op: 1,
      says: 'clear: the built-in function clear needs Go 1.21, this is Go 1.20',
    },
    {
      workload: 'clone',
      minor: 19,
      op: 0,
      says: 'clone: maps.Clone needs Go 1.21, this is Go 1.19',
    },
    { workload: 'gc', elem: '[65537]byte', says: '[65537]byte has more than 65536 bytes' },
    { workload: 'gc', elem: '*[65537]byte', says: '[65537]byte has more than 65536 bytes' },
  ];
  for (const { op, says, ...request } of REFUSED) {
    it(`refuses: ${says}`, () => {
      assert.deepEqual(program(request), {
        ok: false,
        message: says,
        ...(op !== undefined && { op }),
      });
    });
  }
});
