/**
 * What clients may send, message by message: the door (door.ts) lets nothing else in, and handlers see what their schema
 * names and nothing besides. A schema asks for what LSP 3.17 asks for where this server reads it, and ignores the rest.
 */
import * as v from 'valibot';
import {
  EXPLAIN_REQUEST,
  LAYOUT_REQUEST,
  MAX_TYPES,
  PANEL_MAP_REQUEST,
  SIMULATE_REQUEST,
  TYPES_REQUEST,
} from '../contracts/protocol';

/** UTF-16 length of a URI. A longer one names no file of any system, and would be kept and copied with each answer. */
const MOST_URI = 65_536;

const text = v.string('must be a string');
const flag = v.boolean('must be true or false');
/** A whole number of either sign; beyond 2^53 numbers have no neighbours. */
const integer = v.pipe(v.number('must be a whole number'), v.safeInteger('must be a whole number'));
/** LSP's `uinteger`, though larger ones are let in: a position after the end of a text means its end. */
const index = v.pipe(integer, v.minValue(0, 'must be a whole number from 0'));
const uri = v.pipe(text, v.maxLength(MOST_URI, `must have at most ${MOST_URI} characters`));
const token = v.union([text, integer], 'must be a string or a whole number');
const texts = v.array(text, 'must be an array of strings');

const object = v.custom<object>(
  (input) => typeof input === 'object' && input !== null && !Array.isArray(input),
  'must be an object',
);

/** An object with these fields; others are left out. */
function record<const E extends v.ObjectEntries>(entries: E) {
  return v.pipe(object, v.object(entries, 'is missing'));
}

/** As `record`; other fields are kept as they came. */
function openRecord<const E extends v.ObjectEntries>(entries: E) {
  return v.pipe(object, v.looseObject(entries, 'is missing'));
}

/** A field that may be absent, and null in the words of some clients. */
function maybe<const S extends v.GenericSchema>(schema: S) {
  return v.pipe(
    v.nullish(schema),
    v.transform((value) => value ?? undefined),
  );
}

const position = record({ line: index, character: index });
const range = record({ start: position, end: position });
const textDocument = record({ uri });
const versionedDocument = record({ uri, version: integer });

/** Parameters of a request, with those that all requests may have. */
function request<const E extends v.ObjectEntries>(entries: E) {
  return record({ ...entries, workDoneToken: maybe(token), partialResultToken: maybe(token) });
}

const anything = v.optional(v.unknown());

/** What capabilities.ts reads, and the library: of progress. */
const capabilities = record({
  general: maybe(record({ positionEncodings: maybe(texts) })),
  textDocument: maybe(
    record({
      hover: maybe(record({ contentFormat: maybe(texts) })),
      codeAction: maybe(record({ disabledSupport: maybe(flag) })),
      diagnostic: maybe(record({ relatedInformation: maybe(flag) })),
      publishDiagnostics: maybe(record({ relatedInformation: maybe(flag) })),
    }),
  ),
  window: maybe(record({ workDoneProgress: maybe(flag) })),
  workspace: maybe(
    record({
      configuration: maybe(flag),
      workspaceEdit: maybe(record({ documentChanges: maybe(flag) })),
      didChangeConfiguration: maybe(record({ dynamicRegistration: maybe(flag) })),
      didChangeWatchedFiles: maybe(record({ dynamicRegistration: maybe(flag) })),
      diagnostics: maybe(record({ refreshSupport: maybe(flag) })),
    }),
  ),
});

/** What the client can do, as far as the server cares. */
export type Capabilities = v.InferOutput<typeof capabilities>;

/** What belongs to a method that is in neither table is answered or dropped by the door. */
export const REQUESTS = {
  initialize: request({
    // The library sends signals to this process to see whether it lives: 0 and negative ones would be groups of them.
    processId: maybe(v.pipe(integer, v.minValue(1, 'must be the number of a process'))),
    capabilities,
    initializationOptions: anything,
    trace: maybe(text),
  }),
  shutdown: anything,
  'textDocument/hover': request({ textDocument, position }),
  'textDocument/diagnostic': request({ textDocument }),
  'textDocument/codeAction': request({
    textDocument,
    range,
    context: record({
      // Of all sources, and each editor and server writes its own: diagnostics that are not ours may hold anything.
      diagnostics: v.array(openRecord({}), 'must be an array'),
      only: maybe(texts),
      triggerKind: maybe(integer),
    }),
  }),
  [PANEL_MAP_REQUEST]: request({ textDocument, position }),
  [LAYOUT_REQUEST]: request({ textDocument }),
  [SIMULATE_REQUEST]: request({
    key: text,
    elem: text,
    workload: text,
    go: maybe(text),
    arch: maybe(text),
    goexperiment: maybe(text),
    seed: maybe(integer),
  }),
  [TYPES_REQUEST]: request({
    textDocument,
    position,
    types: v.pipe(texts, v.maxLength(MAX_TYPES, `must have at most ${MAX_TYPES} strings`)),
  }),
  [EXPLAIN_REQUEST]: request({ rule: text }),
} as const satisfies Readonly<Record<string, v.GenericSchema>>;

export const NOTIFICATIONS = {
  initialized: anything,
  exit: anything,
  '$/cancelRequest': record({ id: token }),
  '$/progress': record({ token, value: anything }),
  '$/setTrace': record({ value: text }),
  'window/workDoneProgress/cancel': record({ token }),
  'textDocument/didOpen': record({
    textDocument: record({ uri, languageId: text, version: integer, text }),
  }),
  'textDocument/didChange': record({
    textDocument: versionedDocument,
    contentChanges: v.array(
      record({ range: v.optional(range), rangeLength: maybe(index), text }),
      'must be an array',
    ),
  }),
  'textDocument/didClose': record({ textDocument }),
  'workspace/didChangeConfiguration': record({ settings: anything }),
  'workspace/didChangeWatchedFiles': record({
    changes: v.array(
      record({ uri, type: v.picklist([1, 2, 3], 'must be 1, 2 or 3') }),
      'must be an array',
    ),
  }),
} as const satisfies Readonly<Record<string, v.GenericSchema>>;

/** The parameters that the handler of a request gets. */
export type RequestParams<M extends keyof typeof REQUESTS> = v.InferOutput<(typeof REQUESTS)[M]>;

/** A diagnostic that this server may have sent: what is read of those that come back in a code action request. */
export const RETURNED_DIAGNOSTIC = v.looseObject({ range, source: text, code: text });

/** What a client answers for a file: bytes, or base64 where they go through JSON. Anything else counts as unreadable. */
export const READ_FILE_RESULT = v.union([
  v.instance(Uint8Array),
  v.pipe(
    v.string(),
    v.base64(),
    v.transform((base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))),
  ),
]);

const entry = v.object({
  // One name: a path would be another file.
  name: v.pipe(v.string(), v.regex(/^(?!\.{0,2}$)[^/]*$/s)),
  kind: v.picklist(['file', 'directory', 'other']),
});

/** As READ_FILE_RESULT; entries that are none are left out. */
export const READ_DIRECTORY_RESULT = v.pipe(
  v.array(v.unknown()),
  v.transform((entries) => entries.filter((one) => v.is(entry, one))),
);

/** The schema of a method; undefined for one that is not in the table, `__proto__` among them. */
export function schemaOf(
  table: Readonly<Record<string, v.GenericSchema>>,
  method: string,
): v.GenericSchema | undefined {
  return Object.hasOwn(table, method) ? table[method] : undefined;
}

/** The parameters as the schema has them, or one line that says which field is wrong and what it must be. */
export function checked(
  schema: v.GenericSchema,
  params: unknown,
): { readonly params: unknown } | { readonly wrong: string } {
  const result = v.safeParse(schema, params, { abortEarly: true });
  if (result.success) return { params: result.output };
  const [issue] = result.issues;
  return { wrong: `${v.getDotPath(issue) ?? 'params'} ${issue.message}` };
}
