import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** Source folders whose code must run anywhere: no editor API, no Node API, no I/O. */
const PURE = [
  'base',
  'contracts',
  'syntax',
  'types',
  'project',
  'facts',
  'rules',
  'fixes',
  'maps',
  'measure',
  'loading',
  'analysis',
];

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
    rules: {
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
    files: ['runtime/**/*.ts', 'server/**/*.ts', 'client/**/*.ts', 'scripts/**/*.ts'],
    plugins: { regexp },
    rules: {
      // Source, paths and messages come from anywhere: a pattern that goes back over them can take for ever.
      'regexp/no-super-linear-backtracking': 'error',
      'regexp/no-super-linear-move': 'error',
    },
  },
  {
    files: PURE.map((d) => `server/src/${d}/**/*.ts`),
    rules: { 'no-restricted-imports': ['error', NO_EDITOR_NO_NODE] },
  },
  {
    files: ['runtime/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [{ regex: '^[^.]', message: 'runtime/ imports nothing from outside.' }],
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
