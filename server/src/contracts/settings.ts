/**
 * Every setting of Heapghost, as data: package.json's `contributes.configuration` is generated from this table, the
 * server reads its configuration through it, and a value of the wrong type falls back to the default.
 */
export interface Setting<T> {
  readonly type: 'string' | 'boolean' | 'number' | 'object';
  readonly default: T;
  readonly description: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  /** The names that an object's properties may have; generate knows them. */
  readonly names?: 'rules';
  /** The values that an object's properties may have. */
  readonly values?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** May not be set by the workspace's own settings in an untrusted workspace. */
  readonly restricted?: boolean;
}

const VERSIONS = ['1.19', '1.20', '1.21', '1.22', '1.23', '1.24', '1.25', '1.26', '1.27'] as const;

const RULE_SWITCHES = ['off', 'hint', 'information', 'warning', 'default'] as const;

export const SETTINGS = {
  'heapghost.hover.enabled': {
    type: 'boolean',
    default: true,
    description: 'Show the memory layout of maps in hovers.',
  },
  'heapghost.goVersion': {
    type: 'string',
    default: 'auto',
    enum: ['auto', ...VERSIONS],
    description:
      'The Go version whose runtime lays out the maps. `auto` reads the toolchain line of go.work or go.mod, then the go line as a lower bound, then the Go that is installed, else takes the newest known version.',
  },
  'heapghost.arch': {
    type: 'string',
    default: 'amd64',
    enum: ['amd64', 'arm64', '386'],
    description: 'The architecture whose sizes are shown (GOARCH).',
  },
  'heapghost.os': {
    type: 'string',
    default: 'linux',
    description: 'The operating system that build constraints are read for (GOOS).',
  },
  'heapghost.goroot': {
    type: 'string',
    default: '',
    description:
      'The Go installation (GOROOT) whose standard library is read for the sizes of its types. Empty: the one that the go command on PATH belongs to, or one in the usual places, when it fits the Go version of the module; without one, a table that comes with Heapghost. No program of it is run.',
    restricted: true,
  },
  'heapghost.assumedPeak': {
    type: 'number',
    default: 100_000,
    minimum: 1,
    maximum: 10_000_000,
    description:
      'How many entries a map is assumed to have held at its peak, for the bytes in hovers and findings.',
  },
  'heapghost.show': {
    type: 'string',
    default: 'likely',
    enum: ['likely', 'all'],
    description:
      'Which findings are shown: only those that are likely worth a word, such as a map whose entries are aged out by a sweep, or all. Hovers tell of both.',
  },
  'heapghost.rules': {
    type: 'object',
    default: {},
    names: 'rules',
    values: RULE_SWITCHES,
    description:
      'Switches rules and sets their severity, by name: `"off"`, `"hint"`, `"information"`, `"warning"` or `"default"`.',
  },
} as const satisfies Record<string, Setting<unknown>>;

export type SettingKey = keyof typeof SETTINGS;

/** The settings as the server works with them. */
export interface Settings {
  readonly hoverEnabled: boolean;
  /** A version as `1.N`, or `auto`. */
  readonly goVersion: string;
  readonly arch: 'amd64' | 'arm64' | '386';
  readonly os: string;
  /** Path of a Go installation; empty to look around. */
  readonly goroot: string;
  /** Entries. */
  readonly assumedPeak: number;
  /** Whether findings are shown that are only possible. */
  readonly show: 'likely' | 'all';
  /** By rule name. */
  readonly rules: Readonly<Record<string, RuleSwitch>>;
  /** Also tests, generated files, vendor folders, what is only possible and useless suppressions: `check --all`. */
  readonly includeAll?: boolean;
  /** URIs of files that are looked at although files of their kind are left out: somebody named them. */
  readonly named?: ReadonlySet<string>;
}

/** Whether what is only possible is shown as well. */
export function showsPossible({ show, includeAll }: Settings): boolean {
  return show === 'all' || includeAll === true;
}

export type RuleSwitch = (typeof RULE_SWITCHES)[number];

export const DEFAULT_SETTINGS: Settings = {
  hoverEnabled: SETTINGS['heapghost.hover.enabled'].default,
  goVersion: SETTINGS['heapghost.goVersion'].default,
  arch: SETTINGS['heapghost.arch'].default,
  os: SETTINGS['heapghost.os'].default,
  goroot: SETTINGS['heapghost.goroot'].default,
  assumedPeak: SETTINGS['heapghost.assumedPeak'].default,
  show: SETTINGS['heapghost.show'].default,
  rules: SETTINGS['heapghost.rules'].default,
};
