import { spawn } from 'node:child_process';
import path from 'node:path';
import { UserError } from './host/command';
import { runScript } from './host/entry';
import { findGo } from './host/go';
import { REPOSITORY } from './host/paths';
import { checkRuleName } from './rules/names';
import { NAMED_SPECS } from './test/mocha';

const USAGE = 'usage: npm run rule NAME [-- --proofs]';

/**
 * `npm run rule NAME`: the fixtures of one rule, what is answered about each, and its doc.md, each listed. `--proofs` also
 * runs its fixtures that are programs, before and after their fixes. UPDATE_GOLDEN=1 writes what the fixes make, and the
 * answers.
 */
runScript(async (args) => {
  const [name, ...options] = args;
  const proofs = options[0] === '--proofs';
  if (name === undefined || options.length > (proofs ? 1 : 0)) throw new UserError(USAGE);
  checkRuleName(name);
  const own = `^(rules|rule documentation|answers) ${name}(?![a-z-])`;
  const specs = ['rules', 'docs', 'answers'].map((spec) => `test/rules/${spec}.test.ts`);
  const unit = await mocha([...specs, '--grep', own]);
  if (!proofs) return unit;
  const go = await findGo();
  if (go.go === undefined) throw new UserError(go.reason);
  const proven = await mocha(['test/proofs/fixCases.test.ts', '--timeout', '120000'], {
    HEAPGHOST_GO: go.go,
    HEAPGHOST_PROGRAMS: `${name}/`,
  });
  return unit === 0 ? proven : unit;
});

/** Runs mocha with its own list of what it ran; its exit code is the number of tests that failed. */
function mocha(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  const program = path.join(REPOSITORY, 'node_modules/mocha/bin/mocha.js');
  const options = [...NAMED_SPECS, '--timeout', '20000'];
  return new Promise((resolve, reject) => {
    spawn(process.execPath, [program, ...options, ...args], {
      cwd: REPOSITORY,
      env: { ...process.env, ...env },
      stdio: 'inherit',
    })
      .on('error', reject)
      .on('close', (code) => resolve(code ?? 128));
  });
}
