/** Messages that a client sends, and ways to spoil them. */
import type { Random } from './random';

export type Fields = Readonly<Record<string, unknown>>;

/** Where messages point to. */
export interface Targets {
  /** Documents that nobody may spoil: what is sent about them is never right by chance. */
  readonly kept: readonly string[];
  /** Documents that hostile messages may open, change and close. */
  readonly own: readonly string[];
}

/** Parameters of every message that this server takes, as a client that means well sends them. */
export function goodParams(uri: string): Readonly<Record<string, Fields>> {
  const at = { line: 2, character: 6 };
  const range = { start: at, end: { line: 2, character: 9 } };
  const textDocument = { uri };
  const diagnostic = { range, message: 'x', source: 'heapghost', code: 'map-never-shrinks' };
  return {
    initialize: {
      processId: 1,
      capabilities: {
        general: { positionEncodings: ['utf-16'] },
        textDocument: {
          hover: { contentFormat: ['markdown'] },
          codeAction: { disabledSupport: true },
          diagnostic: { relatedInformation: true },
          publishDiagnostics: { relatedInformation: true },
        },
        window: { workDoneProgress: true },
        workspace: {
          configuration: true,
          workspaceEdit: { documentChanges: true },
          didChangeConfiguration: { dynamicRegistration: true },
          didChangeWatchedFiles: { dynamicRegistration: true },
          diagnostics: { refreshSupport: true },
        },
      },
      initializationOptions: { assets: 'x', commands: ['a'], settings: {} },
      trace: 'off',
    },
    initialized: {},
    'textDocument/hover': { textDocument, position: at, workDoneToken: 'a' },
    'textDocument/diagnostic': { textDocument, identifier: 'heapghost', previousResultId: 'a' },
    'textDocument/codeAction': {
      textDocument,
      range,
      context: { diagnostics: [diagnostic], only: ['quickfix'], triggerKind: 1 },
    },
    'heapghost/map': { textDocument, position: at },
    'heapghost/layout': { textDocument },
    'heapghost/simulate': {
      key: 'int',
      elem: 'int',
      workload: 'insert 10; gc',
      go: '1.26',
      arch: 'amd64',
      goexperiment: '',
      seed: 1,
    },
    'heapghost/types': { textDocument, position: at, types: ['int', 'map[string][64]byte'] },
    'heapghost/explain': { rule: 'map-never-shrinks' },
    '$/cancelRequest': { id: 1 },
    '$/progress': { token: 1, value: {} },
    '$/setTrace': { value: 'off' },
    'window/workDoneProgress/cancel': { token: 1 },
    'textDocument/didOpen': {
      textDocument: { uri, languageId: 'go', version: 1, text: 'package spoiled\n' },
    },
    'textDocument/didChange': {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range, rangeLength: 3, text: 'spoiled' }, { text: 'package spoiled\n' }],
    },
    'textDocument/didClose': { textDocument },
    'workspace/didChangeConfiguration': { settings: null },
    'workspace/didChangeWatchedFiles': { changes: [{ uri, type: 2 }] },
  };
}

/** Messages without an answer. */
const NOTIFICATION_METHODS = new Set(
  Object.keys(goodParams('')).filter((method) =>
    /^\$|^initialized$|did[A-Z]|\/cancel$/.test(method),
  ),
);

const DEEP = 1000;

/** Values that are of the wrong type wherever they stand. */
function odd(random: Random): unknown {
  return random.pick<() => unknown>(
    [
      () => null,
      () => undefined,
      () => true,
      () => [],
      () => [[]],
      () => ({}),
      () => ({ uri: 5 }),
      () => JSON.parse('{"__proto__":{"uri":"file:///x.go"},"constructor":5}') as unknown,
      () => JSON.parse('['.repeat(DEEP) + ']'.repeat(DEEP)) as unknown,
    ],
    () => null,
  )();
}

/** Numbers where others are expected; those that LSP allows among them mean the end of a text. */
function oddNumber(random: Random): unknown {
  return random.pick<unknown>(
    ['1', '', -1, -2147483648, 0.5, 1e300, -1e300, 2 ** 53, 'NaN', null, [1], {}],
    -1,
  );
}

/** A URI as long as no message here has a longer one. */
export function longestUri(): string {
  return `file:///${'a'.repeat(10_000_000)}.go`;
}

/** URIs that name no file of anybody. */
function oddUri(random: Random): unknown {
  return random.pick<() => unknown>(
    [
      () => '',
      () => 'x',
      () => '__proto__',
      () => 'file:',
      () => 'file:///',
      () => '/a/b.go',
      () => 'C:\\a\\b.go',
      () => 'file:///%zz%%%.go',
      () => 'file:///a\ud800b.go',
      () => 'file:///a%00b.go',
      () => 'file:///../../../..',
      () => 'untitled:Untitled-1',
      () => 'http://[::1/x.go',
      () => `file:///${'a/'.repeat(20_000)}x.go`,
      () => (random.oneIn(20) ? longestUri() : 'file:///b?c#d'),
      () => 5,
      () => null,
      () => ({}),
    ],
    () => '',
  )();
}

/** The paths of all fields of a value, itself among them. */
function* paths(value: unknown, at: readonly string[] = []): Generator<readonly string[]> {
  yield at;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, field] of Object.entries(value)) yield* paths(field, [...at, key]);
}

/** The value with one field made anew; the field is left out when that gives undefined. */
function withField(
  value: unknown,
  [key, ...rest]: readonly string[],
  make: (old: unknown) => unknown,
): unknown {
  if (key === undefined) return make(value);
  const entries = Object.entries(value as Fields).map(
    ([name, field]) => [name, name === key ? withField(field, rest, make) : field] as const,
  );
  if (Array.isArray(value)) return entries.map(([, field]) => field);
  return Object.fromEntries(entries.filter(([, field]) => field !== undefined));
}

/** Parameters with one to three fields that are missing or wrong. */
function spoiled(params: Fields, random: Random): unknown {
  let result: unknown = params;
  const times = 1 + random.below(3);
  for (let i = 0; i < times; i++) {
    const all = [...paths(result)];
    const path = random.pick(all, []);
    result = withField(result, path, (old) => {
      if (path.at(-1) === 'uri' && !random.oneIn(3)) return oddUri(random);
      if (typeof old === 'number' && !random.oneIn(3)) return oddNumber(random);
      return random.oneIn(3) ? undefined : odd(random);
    });
  }
  return result;
}

/** A hostile message, and the id that its answer must have; undefined where there must be none. */
export interface Hostile {
  readonly message: unknown;
  readonly id?: string;
}

/** One hostile message of any kind. */
export function hostileMessage(index: number, targets: Targets, random: Random): Hostile {
  if (random.oneIn(12)) return noMessage(index, random);
  // Only on documents of one's own: what is spoiled may still be right.
  const own = random.pick(targets.own, '');
  const methods = Object.keys(goodParams(''));
  const method = random.pick(methods, '');
  const harmless = !/^textDocument\/did/.test(method);
  const kept = random.pick(targets.kept, '');
  const uri = harmless && random.oneIn(2) ? kept : own;
  const good = goodParams(uri)[method] ?? {};
  // Well-formed, but against the protocol: opened twice, changed when closed, closed when never opened.
  const params = !harmless && random.oneIn(4) ? good : spoiled(good, random);
  if (NOTIFICATION_METHODS.has(method)) return { message: { jsonrpc: '2.0', method, params } };
  const id = `hostile ${index}`;
  return { message: { jsonrpc: '2.0', id, method, params }, id };
}

/** What looks like a message about a document that is kept, or would end the server, were it one. */
function noMessage(index: number, random: Random): Hostile {
  const id = `hostile ${index}`;
  return random.pick<() => Hostile>(
    [
      () => ({ message: odd(random) ?? null }),
      () => ({ message: [{ jsonrpc: '2.0', id, method: 'shutdown' }] }),
      () => ({ message: { method: 'exit' } }),
      () => ({ message: { jsonrpc: '1.0', method: 'exit' } }),
      () => ({ message: { jsonrpc: '2.0', id: {}, method: 'shutdown' } }),
      () => ({ message: { jsonrpc: '2.0', id: null, method: 'shutdown' } }),
      () => ({ message: { id, method: 'shutdown' }, id }),
      () => ({ message: { jsonrpc: '2.0', id, method: 'exit' }, id }),
      () => ({ message: { jsonrpc: '2.0', id, method: 5 }, id }),
      () => ({ message: { jsonrpc: '2.0', id }, id }),
      () => ({ message: { jsonrpc: '2.0', id, method: '__proto__', params: 5 }, id }),
      () => ({ message: { jsonrpc: '2.0', id, method: 'textDocument/rename', params: [] }, id }),
      () => ({ message: { jsonrpc: '2.0', id, result: odd(random) ?? null } }),
      () => ({ message: { jsonrpc: '2.0', id: random.below(20), error: odd(random) ?? 5 } }),
      () => ({ message: { jsonrpc: '2.0', method: 'textDocument/willSave', params: 'x' } }),
    ],
    () => ({ message: null }),
  )();
}

/** What this client answers a request of the server: never a setting that somebody could mean. */
export function oddAnswer(id: unknown, random: Random): Fields {
  const error = random.pick<unknown>([5, {}, 'no', { code: 'x' }, { code: 1, message: 'no' }], 5);
  return random.pick<Fields>(
    [
      { jsonrpc: '2.0', id, result: null },
      { jsonrpc: '2.0', id, result: [null] },
      { jsonrpc: '2.0', id, result: odd(random) ?? 5 },
      { jsonrpc: '2.0', id, result: [{ assumedPeak: 'many', hover: 5, rules: [] }] },
      { jsonrpc: '2.0', id, result: [[[]], 5] },
      { jsonrpc: '2.0', id, error },
      { jsonrpc: '2.0', id },
      { id, result: 'x' },
    ],
    { jsonrpc: '2.0', id },
  );
}
