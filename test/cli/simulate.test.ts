/** The figures that the README and the golden measurements promise, through the command line. */
import assert from 'node:assert/strict';
import { heapghost } from './run';

const MIB = 1 << 20;
const WORKLOAD = 'insert 1000000; gc; delete all; gc; rebuild; gc';

/** Live MiB with a million entries, after deleting them, measured with real toolchains (test/runtime/golden). */
const MEASURED = [
  { go: '1.23', elem: '[128]byte', filled: 293.3, deleted: 293.3 },
  { go: '1.27', elem: '[128]byte', filled: 287.1, deleted: 287.1 },
  { go: '1.23', elem: '*[128]byte', filled: 160.3, deleted: 38.3 },
  { go: '1.27', elem: '*[128]byte', filled: 158.1, deleted: 36.0 },
] as const;

interface Phase {
  readonly op: string;
  readonly entries: number;
  readonly liveBytes: number;
}

describe('command line: simulate', () => {
  for (const { go, elem, filled, deleted } of MEASURED) {
    it(`map[int]${elem} on Go ${go}`, async () => {
      const args = ['--go', go, '--key', 'int', '--elem', elem, '--workload', WORKLOAD, '--json'];
      const { code, stdout } = await heapghost(['simulate', ...args], '.');
      assert.equal(code, 0);
      const { phases } = JSON.parse(stdout) as { phases: Phase[] };
      assert.deepEqual(
        phases.map((p) => [p.op, p.entries]),
        [
          ['insert 1000000', 1_000_000],
          ['gc', 1_000_000],
          ['delete all', 0],
          ['gc', 0],
          ['rebuild', 0],
          ['gc', 0],
        ],
      );
      const live = (phase: number) => (phases[phase]?.liveBytes ?? Number.NaN) / MIB;
      assert.ok(Math.abs(live(1) / filled - 1) < 0.01, `${live(1)} MiB filled, not ${filled}`);
      assert.ok(Math.abs(live(3) / deleted - 1) < 0.01, `${live(3)} MiB deleted, not ${deleted}`);
      assert.ok(live(5) < 0.01, `${live(5)} MiB after the rebuild`);
    });
  }

  it('estimates apart what the operating system sees', async () => {
    const types = ['--go', '1.23', '--key', 'int', '--elem', '[128]byte'];
    const args = [...types, '--workload', 'insert 1000000; delete all; free-os-memory'];
    const { stdout } = await heapghost(['simulate', ...args], '.');
    assert.match(
      stdout,
      /^estimate after free-os-memory: HeapSys 608\.0 MiB, of which 314\.7 MiB are given back$/m,
    );
  });

  it('with a toolchain that is built with an experiment', async () => {
    const simulated = async (go: string, experiment: readonly string[]) => {
      const types = ['--key', 'int64', '--elem', 'bool', '--workload', 'insert 1; gc'];
      return heapghost(['simulate', '--go', go, ...types, ...experiment], '.');
    };
    // Groups of 8 + 8 x 16 and of 8 + 8 x 8 + 8 x 1 bytes; 8 + 8 x 8 + 8 x 1 + 8 in buckets: classes 144, 80 and 96.
    const table = [
      { go: '1.27', experiment: [], live: '192 B' },
      { go: '1.27', experiment: ['--goexperiment', 'mapsplitgroup'], live: '128 B' },
      { go: '1.25', experiment: [], live: '192 B' },
      // The header of bucket maps takes 64 bytes since 1.24.
      { go: '1.25', experiment: ['--goexperiment', 'noswissmap'], live: '160 B' },
    ];
    for (const { go, experiment, live } of table) {
      const { stdout } = await simulated(go, experiment);
      const [, name] = experiment;
      const title = `map[int64]bool · Go ${go} · amd64${name === undefined ? '' : ` · GOEXPERIMENT=${name}`}\n`;
      assert.equal(stdout.slice(0, title.length), title);
      assert.match(stdout, new RegExp(`^gc +1 +${live} `, 'm'));
    }
  });
});
