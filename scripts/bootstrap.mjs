// Runs a TypeScript entry on a fresh clone: node scripts/bootstrap.mjs ENTRY.ts [args]
//
// Plain Node without dependencies, since its work is to install them: it checks the version of Node, brings
// node_modules up to package-lock.json, then hands over arguments, terminal, signals and exit code.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname ?? '', '..');
const readJson = (...parts) => JSON.parse(readFileSync(path.join(root, ...parts), 'utf8'));

function fail(line) {
  process.stderr.write(`heapghost: ${line}\n`);
  process.exit(1);
}

function checkNode() {
  const wanted = readJson('package.json')
    .engines.node.match(/(\d+)\.(\d+)/)
    .slice(1)
    .map(Number);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
    fail(`Node ${process.versions.node} is too old: install Node ${wanted.join('.')} or newer`);
  }
}

/** Whether every package of the lock file is there; npm writes its own record last, so a broken install differs. */
function isInstalled() {
  const record = path.join('node_modules', '.package-lock.json');
  if (!existsSync(path.join(root, record))) return false;
  const installed = readJson(record).packages;
  return Object.entries(readJson('package-lock.json').packages).every(
    ([place, { version, optional }]) => {
      const found = installed[place];
      // Optional packages of other platforms are locked but never installed.
      return place === '' || (found === undefined ? optional === true : found.version === version);
    },
  );
}

function install() {
  process.stderr.write('installing node_modules\n');
  // No package here needs an install script: esbuild's binary is a package of its own.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const script = process.env.npm_execpath ?? '';
  const result = script.endsWith('.js')
    ? spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, {
        cwd: root,
        stdio: ['ignore', 2, 2],
        shell: process.platform === 'win32',
      });
  if (result.status !== 0) {
    fail('npm ci failed: see the lines above, check the network, then run the same command again');
  }
}

function handOver([entry, ...args]) {
  if (entry === undefined || !existsSync(path.join(root, entry))) {
    fail(`no script ${entry ?? ''}; usage: node scripts/bootstrap.mjs scripts/NAME.ts [args]`);
  }
  const tsx = pathToFileURL(path.join(root, 'node_modules/tsx/dist/loader.mjs')).href;
  const child = spawn(process.execPath, ['--import', tsx, path.join(root, entry), ...args], {
    stdio: 'inherit',
  });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  // The child decides what a signal means; we wait for it and end as it did.
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`cannot start Node: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

checkNode();
if (!isInstalled()) install();
handOver(process.argv.slice(2));
