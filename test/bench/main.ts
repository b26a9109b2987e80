/**
 * Measures, beside what the bare parser needs or beside a budget:
 *
 *   npm run bench -- [tree] FOLDER              check and one open document of a tree of Go files
 *   npm run bench -- check FOLDER... [--peers]  `heapghost check` as people run it, rows of docs/performance.md
 *   npm run bench -- layout FOLDER              `heapghost layout` over all Go files, time and memory
 *   npm run bench -- hover FOLDER [SAMPLES]     hovers over maps of other packages' types, cold and warm
 *   npm run bench -- typing FOLDER              keystrokes in the file that is nearest to 10,000 lines
 *   npm run bench -- actions FOLDER             code actions in files of about 10,000 lines, over the protocol
 *   npm run bench -- documents FOLDER           1,000 open documents below FOLDER, a temporary one, over the protocol
 *   npm run bench -- growth [PATTERN]           inputs that grow, those whose name matches: exponents, times
 *   npm run bench -- broken [PATTERN]           keystrokes in files of 79,000 lines with errors
 *
 * Each runs in a process of its own, from a bundle like the shipped ones; HEAPGHOST_PROFILE=FOLDER keeps a CPU profile.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { UserError } from '../../scripts/host/command';
import { runScript } from '../../scripts/host/entry';
import { REPOSITORY } from '../../scripts/host/paths';
import { bundleOf, NODE_OPTIONS } from './bundle';

const SUBJECTS = [
  'tree',
  'check',
  'layout',
  'hover',
  'typing',
  'actions',
  'growth',
  'broken',
  'documents',
];

runScript(async (args) => {
  const [first = ''] = args;
  const [subject, rest] = SUBJECTS.includes(first) ? [first, args.slice(1)] : ['tree', args];
  const [folder, ...options] = ['growth', 'broken'].includes(subject) ? ['.', ...rest] : rest;
  if (folder === undefined) throw new UserError('name a folder with Go files');
  const bundle = await bundleOf(path.join(__dirname, `${subject}.ts`));
  const profile = process.env['HEAPGHOST_PROFILE'];
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const child = spawn(
    process.execPath,
    [...NODE_OPTIONS, ...profiling, bundle, path.resolve(folder), ...options],
    {
      stdio: 'inherit',
      cwd: REPOSITORY,
    },
  );
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
});
