import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { collectFacts } from '../../server/src/facts/collect';
import { checkPackage, stdImporter } from '../../server/src/types';
import type { SourceFile } from '../../server/src/types';
import { goParser } from '../syntax/support';

/** A package that reaches into the std table, whose types outlive it: a field, a method value, an instance in an instance. */
const SOURCE = `package p

import (
	"sync/atomic"
)

type T struct{ m map[string]int }

type Cache struct {
	current atomic.Pointer[T]
	all     atomic.Pointer[[]atomic.Pointer[T]]
}

func (c *Cache) drop(k string) {
	t := c.current.Load()
	delete(t.m, k)
	_ = c.all.Load()
}
`;

async function checkOnce(): Promise<WeakRef<SourceFile>> {
  const parser = await goParser();
  const ast = parser.parse(SOURCE);
  const file: SourceFile = { uri: 'memory:/p.go', text: SOURCE, ast, test: false, included: true };
  const info = checkPackage([file], { path: 'p', arch: 'amd64', importer: stdImporter('amd64') });
  assert.deepEqual(
    collectFacts(info, [file]).deletedFrom.map(({ variable }) => variable.name),
    ['m'],
  );
  return new WeakRef(file);
}

describe('memory', () => {
  it('of a package is free once nobody asks about it any more', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const file = await checkOnce();
    // What a job has looked at through a weak reference stays until the job ends.
    await setImmediate();
    collectGarbage();
    assert.equal(file.deref(), undefined);
  });
});
