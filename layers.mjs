/**
 * The floors of the house, from the ground up, and what each room may import besides itself. `.dependency-cruiser.mjs`
 * makes the rules of it that `npm run lint` checks; ARCHITECTURE.md draws it.
 *
 * A room is a folder with all below it, or one file. An import is allowed by a line here or not at all, type-only imports
 * too, and a source file that lies in no room is refused.
 */
const MODEL = ['runtime'];
const GROUND = ['server/src/base', 'server/src/contracts', ...MODEL];
const LANGUAGE = ['server/src/syntax', 'server/src/types', ...GROUND];
const KNOWLEDGE = ['server/src/facts', 'server/src/fixes', 'server/src/maps', ...LANGUAGE];

/** @type {Readonly<Record<string, readonly string[]>>} */
export const ROOMS = {
  // The model of the Go runtime imports nothing from outside.
  'runtime/base': [],
  'runtime/layout': ['runtime/base'],
  'runtime/heap': ['runtime/base', 'runtime/layout'],
  'runtime/slices': ['runtime/base', 'runtime/layout'],
  'runtime/maps': ['runtime/base', 'runtime/layout', 'runtime/heap', 'runtime/slices'],
  'runtime/simulation': ['runtime/base', 'runtime/layout', 'runtime/heap', 'runtime/maps'],
  'runtime/index.ts': ['runtime'],
  'runtime/panelProtocol.ts': ['runtime/layout'],

  'server/src/base': [],
  'server/src/contracts': MODEL,
  'server/src/syntax': ['server/src/base', 'server/src/contracts'],
  // Knows no types: they reach other packages through an importer that they are given.
  'server/src/project': ['server/src/syntax', ...GROUND],
  'server/src/types': ['server/src/syntax', ...GROUND],
  'server/src/facts': LANGUAGE,
  'server/src/fixes': ['server/src/facts', ...LANGUAGE],
  'server/src/maps': ['server/src/facts', ...LANGUAGE],
  'server/src/rules': KNOWLEDGE,
  // What the program of `measure` says follows from types and a workload alone; node/ runs it.
  'server/src/measure': MODEL,
  'server/src/loading': ['server/src/project', 'server/src/rules', ...KNOWLEDGE],
  'server/src/analysis': [
    'server/src/loading',
    'server/src/project',
    'server/src/rules',
    ...KNOWLEDGE,
  ],
  'server/src/lsp': [
    'server/src/analysis',
    'server/src/maps',
    'server/src/project',
    'server/src/rules',
    'server/src/syntax',
    ...GROUND,
  ],
  'server/src/browser': ['server/src/lsp', ...GROUND],
  'server/src/node': ['server/src/lsp', 'server/src/measure', 'server/src/project', ...GROUND],
  'server/src/cli': [
    'server/src/node',
    'server/src/analysis',
    'server/src/maps',
    'server/src/measure',
    'server/src/project',
    'server/src/rules',
    'server/src/syntax',
    ...GROUND,
  ],

  media: MODEL,
  // Speaks with the server in its own requests and with the page in its messages.
  client: ['server/src/contracts', ...MODEL],
};

/** Files whose import of each other is meant: an object has a type, and a named type is declared by an object, as in go/types. */
export const CIRCLES = ['server/src/types/object.ts', 'server/src/types/type.ts'];
