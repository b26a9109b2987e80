import tseslint from 'typescript-eslint';
import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';

/** Source folders whose code must run anywhere: no editor API, no Node API, no I/O. */
const PURE = ['syntax', 'types', 'project', 'facts', 'rules', 'fixes', 'measure'];

/** The layers of ARCHITECTURE.md: `target` may not import anything of `from`. */
const LAYERS = [
  { target: './runtime', from: ['./server', './client', './media', './scripts', './test'] },
  { target: './media', from: ['./server', './client', './scripts', './test'] },
  { target: './server', from: ['./client', './media', './scripts', './test'] },
  { target: './client', from: ['./media', './scripts', './test'] },
  // Within the server each layer sees only those to its left: syntax, project, types, facts, fixes, rules, analysis, doors.
  {
    target: './server/src/syntax',
    from: ['types', 'project', 'facts', 'fixes', 'rules', 'lsp', 'cli', 'node', 'browser'],
  },
  {
    target: './server/src/project',
    from: ['types', 'facts', 'fixes', 'rules', 'lsp', 'cli', 'node', 'browser'],
  },
  {
    target: './server/src/types',
    from: ['facts', 'fixes', 'rules', 'lsp', 'cli', 'node', 'browser'],
  },
  { target: './server/src/facts', from: ['fixes', 'rules', 'lsp', 'cli', 'node', 'browser'] },
  { target: './server/src/fixes', from: ['rules', 'lsp', 'cli', 'node', 'browser'] },
  { target: './server/src/rules', from: ['lsp', 'cli', 'node', 'browser'] },
  // What the program of `measure` says follows from types and a workload alone; node/ runs it.
  {
    target: './server/src/measure',
    from: [
      'syntax',
      'project',
      'types',
      'facts',
      'fixes',
      'rules',
      'lsp',
      'cli',
      'node',
      'browser',
    ],
  },
  { target: './server/src/lsp', from: ['cli', 'node', 'browser'] },
  { target: './server/src/cli', from: ['lsp', 'browser'] },
].map(({ target, from }) => ({
  target,
  from: from.map((f) => (f.startsWith('./') ? f : `./server/src/${f}`)),
  message: 'This import crosses a layer of ARCHITECTURE.md.',
}));

const NO_EDITOR_NO_NODE = {
  patterns: [
    {
      group: ['vscode', 'vscode-*', 'vscode-*/**'],
      message: 'This layer knows no editor (ARCHITECTURE.md).',
    },
    {
      group: ['node:*'],
      message: 'This layer does no I/O; take an Environment (ARCHITECTURE.md).',
    },
  ],
};

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'out/**',
      '.cache/**',
      'node_modules/**',
      '**/fixtures/**',
      '.vscode-test/**',
    ],
  },
  ...tseslint.configs.strictTypeChecked.map((c) => ({ ...c, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.json' })],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: LAYERS }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-unresolved': 'off',
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: [...PURE.map((d) => `server/src/${d}/**/*.ts`), 'server/src/*.ts'],
    rules: { 'no-restricted-imports': ['error', NO_EDITOR_NO_NODE] },
  },
  {
    files: ['runtime/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [{ regex: '^(?!\\./)', message: 'runtime/ imports nothing from outside.' }],
        },
      ],
    },
  },
  {
    files: ['server/src/lsp/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['node:*', 'vscode', 'vscode-languageserver/*'],
              message: 'lsp/ runs in Node and in a worker (ARCHITECTURE.md).',
            },
          ],
        },
      ],
    },
  },
  { files: ['scripts/**/*.ts', 'test/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
