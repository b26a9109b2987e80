/**
 * Compares the type layer with go/types:
 *
 *   npx tsx test/oracle/compare.ts [--operands] [--arch amd64] [--source] [--go GO] [--show N] [DIR...]
 *
 * DIR may end in /...; without any it is all of GOROOT/src. Imports come from the std table; with --source from the
 * packages among DIR. Prints right, unknown (with the reasons, counted) and wrong; exits 1 when anything is wrong.
 */
import { parseArgs } from 'node:util';
import path from 'node:path';
import { parseArch } from '../../runtime';
import { comparePackages } from './comparison';
import { goMinor, goRoot, oracleRecords } from './goOracle';

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      operands: { type: 'boolean', default: false },
      source: { type: 'boolean', default: false },
      arch: { type: 'string', default: 'amd64' },
      go: { type: 'string', default: process.env['HEAPGHOST_GO'] ?? 'go' },
      show: { type: 'string', default: '20' },
    },
  });
  const arch = parseArch(values.arch);
  if (arch === undefined) throw new Error(`unknown arch ${values.arch}`);
  const dirs = positionals.length > 0 ? positionals : [path.join(goRoot(values.go), 'src/...')];
  const mode = values.operands ? 'operands' : 'layout';
  const records = oracleRecords({ mode, arch, dirs, go: values.go });
  const result = await comparePackages(records, {
    arch,
    go: goMinor(values.go),
    source: values.source,
  });
  const { right, unknown, wrong } = result;
  const reasons = [...unknown].sort((a, b) => b[1] - a[1]);
  for (const [reason, count] of reasons.slice(0, Number(values.show))) {
    console.log(`${String(count).padStart(7)}  unknown: ${reason}`);
  }
  for (const line of wrong.slice(0, Number(values.show))) console.log(`wrong: ${line}`);
  const missing = [...unknown.values()].reduce((sum, n) => sum + n, 0);
  const known = (100 * right) / (right + missing + wrong.length);
  console.log(
    `${mode} ${arch}: ${right} right, ${missing} unknown, ${wrong.length} wrong; ${known.toFixed(2)} % known` +
      ` (parse ${result.parseMs.toFixed(0)} ms, check ${result.checkMs.toFixed(0)} ms)`,
  );
  return wrong.length > 0 ? 1 : 0;
}

void main().then((code) => {
  process.exitCode = code;
});
