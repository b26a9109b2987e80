/** `npm run new-rule` and `npm run rule`, run in a copy of what they need. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { check } from 'prettier';
import { UserError } from '../../scripts/host/command';
import { checkNewName } from '../../scripts/rules/names';
import { indexWith, scaffold } from '../../scripts/rules/scaffold';

const REPOSITORY = path.resolve(__dirname, '../..');
const COPIED = [
  ...['package.json', '.prettierrc.json', 'tsconfig.base.json', 'runtime', 'server', 'scripts'],
  // All of the tests: what those of a rule import moves about.
  'test',
];
const NAME = 'made-up-rule';

/** Name, and what is said of it. */
const REFUSED: readonly (readonly [string, RegExp])[] = [
  ['map-never-shrinks', /^the name map-never-shrinks is taken: server\/src\/rules\/map-/],
  ['useless-suppression', /^the name useless-suppression is taken: /],
  ['Made-Up', /^"Made-Up" cannot name a rule: take two or more words/],
  ['single', /^"single" cannot name a rule: /],
  ['two--dashes', /^"two--dashes" cannot name a rule: /],
  ['../elsewhere', /^"\.\.\/elsewhere" cannot name a rule: /],
  ['two words', /^"two words" cannot name a rule: /],
  ['a-b\nc', /^"a-b\\nc" cannot name a rule: /],
  ['', /^"" cannot name a rule: /],
  [`${'very-'.repeat(20)}long`, /^".*" cannot name a rule: .* at most 50/],
];

describe('a new rule', function () {
  this.timeout(240_000);
  let root: string;

  before(() => {
    root = mkdtempSync(path.join(tmpdir(), 'heapghost-new-rule-'));
    for (const name of COPIED) {
      cpSync(path.join(REPOSITORY, name), path.join(root, name), { recursive: true });
    }
    symlinkSync(path.join(REPOSITORY, 'node_modules'), path.join(root, 'node_modules'), 'junction');
  });

  after(() => rmSync(root, { recursive: true, force: true }));

  const node = (...args: readonly string[]) =>
    spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
  const script = (name: string, ...args: readonly string[]) =>
    node('--import', 'tsx', `scripts/${name}.ts`, ...args);

  for (const [name, reason] of REFUSED) {
    it(`is not called ${JSON.stringify(name)}`, () => {
      const refused = (error: Error): boolean =>
        error instanceof UserError && reason.test(error.message) && !error.message.includes('\n');
      assert.throws(() => checkNewName(name), refused);
    });
  }

  it('is one name', () => {
    const { status, stdout, stderr } = script('newRule', 'Two', 'names');
    assert.equal(stderr, 'heapghost: usage: npm run new-rule NAME\n');
    assert.equal(stdout, '');
    assert.equal(status, 1);
  });

  it('compiles, is formatted, and fails where its author has to write', async () => {
    const made = script('newRule', NAME);
    assert.equal(made.stderr, '');
    assert.equal(made.status, 0);
    const files = [...scaffold(NAME).keys(), 'server/src/rules/index.ts'];
    for (const file of files) {
      assert.ok(existsSync(path.join(root, file)), file);
      assert.ok(made.stdout.includes(file), `${file} is not named`);
    }
    const sources = files.filter((file) => /\.(ts|md)$/.test(file));
    for (const file of sources) {
      const options = { singleQuote: true, printWidth: 100, filepath: file };
      assert.ok(await check(readFileSync(path.join(root, file), 'utf8'), options), file);
    }

    const config = {
      extends: './test/tsconfig.json',
      compilerOptions: { composite: false, noEmit: true, emitDeclarationOnly: false, rootDir: '.' },
      files: [...sources.filter((file) => file.endsWith('.ts')), 'server/src/rules/markdown.d.ts'],
      include: [],
      references: [],
    };
    writeFileSync(path.join(root, 'tsconfig.json'), JSON.stringify(config));
    assert.equal(node('node_modules/typescript/bin/tsc', '-p', '.').stdout, '');

    const tested = script('rule', NAME);
    const failed = [...tested.stdout.matchAll(/^ +\d+\) (.+)$/gm)].map(([, title]) => title);
    const wanted = [
      'reports what is wanted, and nothing else',
      'has a Before that reports in Go 1.26, and an After that does not',
      'has Numbers that are those of the model',
      `${NAME}/reported`,
      `${NAME}/silent`,
    ];
    const suites = ['rules', 'rule documentation', 'answers'];
    assert.deepEqual(
      failed.filter((title) => title !== undefined && !suites.includes(title)),
      wanted,
    );
    assert.equal(tested.status, wanted.length);
    // Other rules are left alone.
    assert.ok(tested.stdout.includes(`${NAME}/reported`));
    assert.ok(!tested.stdout.includes('map-never-shrinks'));
  });

  it('is found by its name alone', () => {
    const { status, stderr } = script('rule', 'map-never-shirnks');
    assert.equal(status, 1);
    assert.match(
      stderr,
      /^heapghost: no rule is called "map-never-shirnks": did you mean map-never-shrinks\?\n$/,
    );
    assert.equal(script('rule').stderr, 'heapghost: usage: npm run rule NAME [-- --proofs]\n');
  });

  it('is listed among the others', () => {
    const index =
      "import { bD } from './b-d/rule';\nimport type { Rule } from './rule';\n\nexport const RULES: readonly Rule[] = [\n  bD,\n];\n";
    assert.equal(
      indexWith(index, 'a-c'),
      "import { aC } from './a-c/rule';\nimport { bD } from './b-d/rule';\nimport type { Rule } from './rule';\n\nexport const RULES: readonly Rule[] = [\n  bD, aC];\n",
    );
    assert.ok(indexWith(index, 'c-a').indexOf('./c-a') > index.indexOf('./b-d'));
    assert.throws(() => indexWith('', 'a-b'), /no list RULES/);
  });
});
