/**
 * Compares what Heapghost says of types with go/types:
 *
 *   npm run oracle -- [--arch A] [--os O] [--operands] [--vendor] [--go GO] [--show N] [--pattern P]... [DIR | module@version]...
 *
 * DIR is the folder of a main module, of a workspace (go.work), or GOROOT/src, which is what is compared without one;
 * --pattern takes the packages of a DIR that a pattern of the go command names. A module@version is downloaded into
 * GOMODCACHE, or --modcache, and copied to --scratch, by default heapghost-modules in the folder for temporary files.
 *
 * Prints the reasons of the unknown, counted, what is wrong, and totals; exits 1 when anything is wrong.
 */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parseArch } from '../../runtime';
import { UserError } from '../../scripts/host/command';
import { runScript } from '../../scripts/host/entry';
import { compareFolder } from './compareFolder';
import { goRoot } from './goOracle';
import { mainModule } from './modules';
import { createTally } from './tally';

runScript(async (args) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      operands: { type: 'boolean', default: false },
      vendor: { type: 'boolean', default: false },
      arch: { type: 'string', default: 'amd64' },
      os: { type: 'string', default: 'linux' },
      go: { type: 'string', default: process.env['HEAPGHOST_GO'] ?? 'go' },
      modcache: { type: 'string' },
      scratch: { type: 'string', default: path.join(tmpdir(), 'heapghost-modules') },
      pattern: { type: 'string', multiple: true, default: [] },
      show: { type: 'string', default: '20' },
    },
  });
  const arch = parseArch(values.arch);
  if (arch === undefined) throw new UserError(`unknown arch ${values.arch}`);
  // Heapghost finds the module cache as the go command does.
  if (values.modcache !== undefined) process.env['GOMODCACHE'] = path.resolve(values.modcache);
  const { go, scratch, vendor, os, operands, pattern: patterns } = values;
  const mode = operands ? 'operands' : 'layout';
  const env = { ...process.env, GOTOOLCHAIN: 'local' };
  let failed = false;
  for (const name of positionals.length > 0 ? positionals : [path.join(goRoot(go), 'src')]) {
    const dir = existsSync(name)
      ? path.resolve(name)
      : await mainModule(name, { go, env, scratch: path.resolve(scratch), vendor });
    // Nothing may be downloaded or changed from here on.
    const offline = { ...env, GOFLAGS: '', GOPROXY: 'off' };
    const tally = createTally();
    const summary = await compareFolder({ mode, arch, os, dir, patterns, go, env: offline }, tally);
    const title = `${name} ${mode} ${os}/${arch}`;
    for (const line of tally.report(title, summary, Number(values.show))) console.log(line);
    failed ||= tally.counts.wrong > 0 || tally.counts.right === 0;
  }
  return failed ? 1 : 0;
});
