/** What shells complete: the scripts know all that the parser knows, and the shells that are installed read them. */
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { CompletedCommand } from '../../server/src/cli/completion';
import { completedCommands, completionScript, SHELLS } from '../../server/src/cli/completion';
import { createProgram } from '../../server/src/cli/program';
import { RULES } from '../../server/src/rules';
import { heapghost } from './run';

type Shell = (typeof SHELLS)[number];

/**
 * Prints what the shell offers for the last of some words, one a line; the script and the words follow. zsh offers only
 * to who types.
 */
const ASK: Readonly<Partial<Record<Shell, readonly string[]>>> = {
  bash: [
    '--norc',
    '-c',
    `source "$1"; shift
     COMP_WORDS=(heapghost "$@") COMP_CWORD=$#
     _heapghost 2>/dev/null; printf '%s\\n' "\${COMPREPLY[@]}"`,
    'bash',
  ],
  fish: [
    '--no-config',
    '-c',
    `source $argv[1]; complete -C (string join ' ' heapghost $argv[2..])`,
    '--',
  ],
};

const INSTALLED = SHELLS.filter((shell) => spawnSync(shell, ['-c', 'true']).status === 0);

interface Case {
  /** The last one is being typed. */
  readonly words: readonly string[];
  readonly offers: readonly string[];
}

const RULE_NAMES = RULES.map(({ meta }) => meta.name);

const CASES: readonly Case[] = [
  { words: ['ch'], offers: ['check'] },
  { words: ['check', '--form'], offers: ['--format'] },
  { words: ['check', '--format', ''], offers: ['text', 'json', 'sarif', 'github'] },
  { words: ['check', '--all', '--format', 's'], offers: ['sarif'] },
  { words: ['check', '--fail-on', 'w'], offers: ['warning'] },
  { words: ['check', '--arch', 'a'], offers: ['amd64', 'arm64'] },
  { words: ['check', '--rule', 'map-never'], offers: ['map-never-shrinks'] },
  { words: ['simulate', '--go', '1.2'], offers: [0, 1, 2, 3, 4, 5, 6, 7].map((n) => `1.2${n}`) },
  { words: ['simulate', '--key', ''], offers: [] },
  { words: ['explain', ''], offers: RULE_NAMES },
  { words: ['completion', ''], offers: SHELLS },
  { words: ['help', 'si'], offers: ['simulate'] },
  { words: ['check', 'a'], offers: ['a b.go', 'a c'] },
  { words: ['layout', '--goroot', 'a'], offers: ['a c'] },
];

/** Every kind of command, option and value once, with all that shells read as something else. */
const SAMPLE: readonly CompletedCommand[] = [
  { name: 'bare', description: 'takes nothing', options: [] },
  {
    name: 'full',
    description: "it's [all] that: a \\ command $takes",
    argument: 'files',
    options: [
      { name: '--flag', description: "a 'flag' with [x] and \\y: z" },
      { name: '--file', description: 'a file', values: 'files' },
      { name: '--folder', description: 'a folder', values: 'folders' },
      { name: '--any', description: 'anything', values: 'anything' },
      { name: '--one', description: 'one of two', values: ['a', 'b-c'] },
    ],
  },
  {
    name: 'words',
    description: 'takes words',
    argument: ['one', 'two'],
    options: [{ name: '--x', description: 'x' }],
  },
  { name: 'folder', description: 'takes folders', argument: 'folders', options: [] },
  { name: 'free', description: 'takes anything', argument: 'anything', options: [] },
];

describe('command line: completion', function () {
  this.timeout(60_000);
  const commands = completedCommands(createProgram(() => undefined));
  const scripts = new Map<Shell, string>();
  let folder = '';

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'heapghost-completion-'));
    await mkdir(path.join(folder, 'a c'));
    await writeFile(path.join(folder, 'a b.go'), '');
    await writeFile(path.join(folder, 'a.txt'), '');
    for (const shell of SHELLS) {
      const { stdout, stderr, code } = await heapghost(['completion', shell], folder);
      assert.deepEqual([stderr, code], ['', 0]);
      scripts.set(shell, stdout);
      await writeFile(path.join(folder, `script.${shell}`), stdout);
    }
  });
  after(() => rm(folder, { recursive: true }));

  for (const shell of SHELLS) {
    it(`${shell}: names every command, option and value`, () => {
      const script = scripts.get(shell) ?? '';
      for (const word of wordsOf(commands)) {
        const written = shell === 'fish' ? word.replace(/^--/, '-l ') : word;
        assert.ok(script.includes(written), `${shell}: ${written}`);
      }
    });
  }

  for (const shell of SHELLS) {
    it(`${shell}: a script word for word`, () => {
      const script = completionScript(shell, SAMPLE);
      const golden = path.join(__dirname, 'completion', `sample.${shell}`);
      if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(golden, script);
      assert.equal(script, readFileSync(golden, 'utf8'));
    });
  }

  it('refuses a shell that it does not know', () => {
    assert.throws(
      () => completionScript('tcsh', SAMPLE),
      /^.*tcsh: known shells are bash, zsh, fish$/,
    );
  });

  for (const shell of INSTALLED) {
    it(`${shell}: reads its script without a complaint`, async () => {
      const file = path.join(folder, `script.${shell}`);
      assert.deepEqual(await run(shell, ['-n', file]), { stdout: '', stderr: '' });
    });
  }

  for (const { words, offers } of CASES) {
    for (const shell of INSTALLED) {
      const ask = ASK[shell];
      if (ask === undefined) continue;
      it(`${shell}: heapghost ${words.join(' ')}`, async () => {
        const args = [...ask, path.join(folder, `script.${shell}`), ...words];
        const { stdout } = await run(shell, args);
        const offered = stdout
          .split('\n')
          .map(offerOf)
          .filter((line) => line !== '');
        assert.deepEqual(offered.sort(), [...offers].sort());
      });
    }
  }

  async function run(shell: Shell, args: readonly string[]) {
    return promisify(execFile)(shell, args, { cwd: folder });
  }
});

function wordsOf(commands: readonly CompletedCommand[]): readonly string[] {
  return commands.flatMap(({ name, options, argument }) => [
    name,
    ...(typeof argument === 'object' ? argument : []),
    ...options.flatMap((option) => [
      option.name,
      ...(typeof option.values === 'object' ? option.values : []),
    ]),
  ]);
}

/** Without fish's description, the slash behind a folder, and what quotes a space. */
function offerOf(line: string): string {
  return (line.split('\t')[0] ?? '').replace(/\/$/, '').replaceAll('\\ ', ' ');
}
