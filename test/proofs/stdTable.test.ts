/** What the std table says of the standard library is what go/types says of the one of the Go at hand. */
import assert from 'node:assert/strict';
import type { Arch } from '../../runtime';
import { parseArch } from '../../runtime';
import { sizesFor, STD_TABLE_GO, stdImporter } from '../../server/src/types';
import { goMinor, goRoot, stdSizes } from '../oracle/goOracle';

/** What the table is allowed not to know: it holds the newest release. */
const CHANGED = /had another size before Go 1\.(\d+)$/;

describe('proofs: the std table', () => {
  it('has the size, alignment and pointers of every exported type', function () {
    this.timeout(300_000);
    const go = process.env['HEAPGHOST_GO'] ?? 'go';
    const minor = goMinor(go);
    const newest = Number(/^go1\.(\d+)/.exec(STD_TABLE_GO)?.[1]);
    assert.ok(
      minor <= newest,
      `Go 1.${minor} is newer: make the table anew, test/oracle/stdTable.ts`,
    );
    const right: Partial<Record<Arch, number>> = {};
    for (const { arch: name, path, name: id, size, align, pointers } of stdSizes(go, goRoot(go))) {
      const arch = parseArch(name);
      assert.ok(arch !== undefined);
      const imported = stdImporter(arch, minor).import(path);
      const found = 'unknown' in imported ? undefined : imported.lookup(id);
      assert.ok(found?.kind === 'type', `${path}.${id}: not in the table`);
      const layout = sizesFor(arch).layout(found.type());
      if ('unknown' in layout) {
        const since = Number(CHANGED.exec(layout.unknown)?.[1]);
        assert.ok(since > minor, `${path}.${id} on ${arch}: ${layout.unknown}`);
        continue;
      }
      const ours = { size: layout.size, align: layout.align, pointers: layout.pointers };
      assert.deepEqual(ours, { size, align, pointers }, `${path}.${id} on ${arch}`);
      right[arch] = (right[arch] ?? 0) + 1;
    }
    for (const arch of ['amd64', 'arm64', '386'] as const) {
      const count = right[arch] ?? 0;
      assert.ok(count > 1000, `${count} types on ${arch}`);
    }
  });
});
