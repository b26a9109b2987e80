/** The fence of layers.mjs refuses what it says it refuses, seen on imports that are planted in a tree of their own. */
import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ICruiseResult, IForbiddenRuleType, ICruiseOptions } from 'dependency-cruiser';

interface Planted {
  readonly it: string;
  /** Texts by path. */
  readonly files: Readonly<Record<string, string>>;
  /** `rule: file` of all that is refused. */
  readonly refused: readonly string[];
}

const VALUE = 'export const a = 1;\n';
const TYPE = 'export type A = number;\n';

const PLANTED: readonly Planted[] = [
  {
    it: 'lets a higher floor see a lower one',
    files: {
      'server/src/facts/a.ts': VALUE,
      'server/src/rules/b.ts': "import { a } from '../facts/a';\nexport const b = a;\n",
    },
    refused: [],
  },
  {
    it: 'refuses what a lower floor imports of a higher one',
    files: {
      'server/src/analysis/a.ts': VALUE,
      'server/src/facts/b.ts': "import { a } from '../analysis/a';\nexport const b = a;\n",
    },
    refused: ['imports of server/src/facts: server/src/facts/b.ts'],
  },
  {
    it: 'refuses a type of a higher floor',
    files: {
      'server/src/types/a.ts': TYPE,
      'server/src/project/b.ts': "import type { A } from '../types/a';\nexport type B = A;\n",
    },
    refused: ['imports of server/src/project: server/src/project/b.ts'],
  },
  {
    it: 'refuses a type in the place where it is used',
    files: {
      'server/src/lsp/a.ts': TYPE,
      'server/src/fixes/b.ts': "export type B = import('../lsp/a').A;\n",
    },
    refused: ['imports of server/src/fixes: server/src/fixes/b.ts'],
  },
  {
    it: 'refuses what is handed on from a higher floor',
    files: {
      'server/src/cli/a.ts': VALUE,
      'server/src/lsp/b.ts': "export * from '../cli/a';\n",
    },
    refused: ['imports of server/src/lsp: server/src/lsp/b.ts'],
  },
  {
    it: 'lets the model of the runtime import nothing from outside',
    files: {
      'server/src/base/a.ts': VALUE,
      'runtime/heap/b.ts': "import { a } from '../../server/src/base/a';\nexport const b = a;\n",
    },
    refused: ['imports of runtime/heap: runtime/heap/b.ts'],
  },
  {
    it: 'refuses tests and scripts in what is shipped',
    files: {
      'test/a.ts': VALUE,
      'client/src/b.ts': "import { a } from '../../test/a';\nexport const b = a;\n",
    },
    refused: ['imports of client: client/src/b.ts'],
  },
  {
    it: 'refuses a file beside the folders',
    files: { 'server/src/a.ts': VALUE },
    refused: ['no room: server/src/a.ts'],
  },
  {
    it: 'refuses a folder that has no line, whether its files import or are imported',
    files: {
      'server/src/attic/a.ts': VALUE,
      'server/src/attic/b.ts': "import { a } from './a';\nexport const b = a;\n",
      'test/c.ts': "import { b } from '../server/src/attic/b';\nexport const c = b;\n",
    },
    refused: ['no room: server/src/attic/b.ts', 'no room: test/c.ts'],
  },
  {
    it: 'refuses two files that import each other, if only for types',
    files: {
      'server/src/facts/a.ts': "import type { B } from './b';\nexport type A = B;\n",
      'server/src/facts/b.ts': "import type { A } from './a';\nexport interface B {\n  a: A;\n}\n",
    },
    refused: ['circle: server/src/facts/a.ts'],
  },
  {
    it: 'refuses a circle of three files',
    files: {
      'runtime/maps/a.ts': "import './b';\n",
      'runtime/maps/b.ts': "import './c';\n",
      'runtime/maps/c.ts': "import './a';\n",
    },
    refused: ['circle: runtime/maps/a.ts'],
  },
  {
    it: 'refuses a circle that goes through the files of the one that is meant',
    files: {
      'server/src/types/object.ts': "import type { X } from './x';\nexport type O = X;\n",
      'server/src/types/x.ts':
        "import type { O } from './object';\nexport interface X {\n  o: O;\n}\n",
    },
    refused: ['circle: server/src/types/x.ts'],
  },
  {
    it: 'knows the one circle that is meant',
    files: {
      'server/src/types/object.ts': "import type { T } from './type';\nexport type O = T;\n",
      'server/src/types/type.ts':
        "import type { O } from './object';\nexport interface T {\n  o: O;\n}\n",
    },
    refused: [],
  },
];

type Cruise = (folders: string[], options: ICruiseOptions) => Promise<{ output: ICruiseResult }>;
interface Configuration {
  readonly forbidden: IForbiddenRuleType[];
  readonly options: ICruiseOptions;
}

describe('the floors of the house', function () {
  this.timeout(60_000);
  let cruise: Cruise;
  let configuration: Configuration;
  let folder: string;

  before(async () => {
    ({ cruise } = (await import('dependency-cruiser')) as unknown as { cruise: Cruise });
    const file = path.resolve(__dirname, '../../.dependency-cruiser.mjs');
    ({ default: configuration } = (await import(file)) as { default: Configuration });
  });
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'heapghost-house-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  for (const { it: title, files, refused } of PLANTED) {
    it(title, async () => {
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        writeFileSync(path.join(folder, file), text);
      }
      const { forbidden, options } = configuration;
      const roots = [...new Set(Object.keys(files).map((file) => file.replace(/\/.*/, '')))];
      const { output } = await cruise(roots, {
        ...options,
        baseDir: folder,
        ruleSet: { forbidden },
        validate: true,
      });
      const found = output.summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`);
      assert.deepEqual([...new Set(found)].sort(), [...refused].sort());
    });
  }
});
