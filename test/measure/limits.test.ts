/** The limits of a measurement, with programs that are shell scripts. */
import assert from 'node:assert/strict';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { parseTypeShape, parseWorkload } from '../../runtime';
import { MeasureError } from '../../server/src/node/group';
import { measure } from '../../server/src/node/measure';
import { fakeToolchain, testFolder } from './fakeToolchain';

const int = parseTypeShape('int', 'amd64');
const gc = parseWorkload('gc');

/** Bytes: more than the simulation of an empty map needs, less than any process. */
const LITTLE = 4096;

describe('limits of a measurement', () => {
  let folder = '';

  before(async () => {
    folder = await testFolder();
  });

  after(() => rm(folder, { recursive: true, force: true }));

  const request = async (program: string) => {
    assert.ok(int.ok && gc.ok);
    return {
      ...{ key: int.shape, elem: int.shape, workload: gc.ops, arch: 'amd64' as const },
      ...{ goroot: await fakeToolchain(folder, { program }), timeLimit: 60 },
    };
  };

  it('ends a program that takes more memory than it may', async () => {
    const endless = { ...(await request('while :; do sleep 1; done')), memoryLimit: LITTLE };
    await assert.rejects(measure(endless, new AbortController().signal), (error) => {
      assert.ok(error instanceof MeasureError);
      assert.equal(error.message, 'stopped: the program took more than 4.0 KiB of memory');
      return true;
    });
  });

  it('does not begin to build on a disk that is too full', async () => {
    const large = { ...(await request('exit 0')), diskNeeded: 2 ** 60 };
    await assert.rejects(measure(large, new AbortController().signal), (error) => {
      assert.ok(error instanceof MeasureError);
      assert.match(error.message, /^.* has only .*iB left: building needs 1,024\.0 PiB$/);
      return true;
    });
  });

  it('does not even look for a toolchain when it was cancelled before', async () => {
    const reason = new Error('cancelled');
    const before = await readdir(tmpdir());
    await assert.rejects(
      measure(await request('exit 0'), AbortSignal.abort(reason)),
      (error) => error === reason,
    );
    const left = (await readdir(tmpdir())).filter((name) => !before.includes(name));
    assert.deepEqual(
      left.filter((name) => name.startsWith('heapghost-measure-')),
      [],
    );
  });
});
