import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { GoToolchain } from '../../server/src/node/goToolchain';
import { findToolchain } from '../../server/src/node/goToolchain';
import { GOLDEN_SETS } from './goldenMaps/cases';
import type { MeasuredLife } from './goldenMaps/measure';
import { measureMaps } from './goldenMaps/measure';
import { measureRetained } from './goldenRetained';
import { measureGrowth } from './goldenSlices';
import { note, UserError } from '../../scripts/host/command';
import { runScript } from '../../scripts/host/entry';
import { REPOSITORY } from '../../scripts/host/paths';
import { temporaryFolder } from '../../scripts/host/temporary';

type Measure = (toolchain: GoToolchain, folder: string) => Promise<readonly MeasuredLife[]>;

/** What can be measured, by the name of its file in test/runtime/golden. */
const SETS: Readonly<Record<string, Measure>> = {
  maps: (toolchain, folder) => measureMaps(GOLDEN_SETS.maps, toolchain, folder),
  more: (toolchain, folder) => measureMaps(GOLDEN_SETS.more, toolchain, folder),
  growth: measureGrowth,
  retained: measureRetained,
};

const USAGE = `npm run golden -- [--set ${Object.keys(SETS).join('|')}] [--out FILE] DIR...`;

/** Measures a set with each toolchain (a GOROOT) and writes test/runtime/golden/SET.jsonl.gz. */
runScript(async (args) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { set: { type: 'string', default: 'more' }, out: { type: 'string' } },
  });
  const measure = SETS[values.set];
  if (measure === undefined || positionals.length === 0) throw new UserError(`usage: ${USAGE}`);
  // npm runs scripts in the repository; a relative path means the folder the person typed it in.
  const typedIn = process.env.INIT_CWD ?? process.cwd();
  const folder = temporaryFolder('golden').path;
  // What was measured alike on all toolchains stands together: that compresses to half.
  const lives = new Map<string, string>();
  for (const goroot of positionals.map((dir) => path.resolve(typedIn, dir))) {
    const work = await mkdtemp(path.join(folder, 'toolchain-'));
    const toolchain = await findToolchain(goroot, work, new AbortController().signal);
    let count = 0;
    for (const { name, records } of await measure(toolchain, work)) {
      const lines = records.map((record) => `${JSON.stringify(record)}\n`);
      lives.set(name, (lives.get(name) ?? '') + lines.join(''));
      count += records.length;
    }
    note(`${toolchain.name}: ${count} records`);
    await rm(work, { recursive: true });
  }
  const file =
    values.out === undefined
      ? path.join(REPOSITORY, `test/runtime/golden/${values.set}.jsonl.gz`)
      : path.resolve(typedIn, values.out);
  await writeFile(file, gzipSync([...lives.values()].join(''), { level: 9 }));
  return 0;
});
