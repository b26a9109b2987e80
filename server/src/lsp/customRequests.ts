import type { Range } from 'vscode-languageserver';
import type { LayoutRecord } from '../contracts/workspace';
import type { ExplainResult, PanelMapResult, TypesResult } from '../contracts/protocol';
import {
  EXPLAIN_REQUEST,
  LAYOUT_REQUEST,
  PANEL_MAP_REQUEST,
  SIMULATE_REQUEST,
  TYPES_REQUEST,
} from '../contracts/protocol';
import { RULES } from '../rules';
import type { Feature, ServerContext } from './context';
import { answer, positionLookup } from './context';
import { toPanelMap } from './panelMap';
import type { REQUESTS, RequestParams } from './messages';
import type { Positions } from './positions';
import { workDoneProgress } from './progress';
import { invalidParams, quoted, safely } from './safely';
import type { Simulator } from './simulation';
import { createSimulator } from './simulation';

type Token = Parameters<typeof safely>[1]['token'];
type Handler<M extends keyof typeof REQUESTS> = (
  context: ServerContext,
  params: RequestParams<M>,
  token: Token,
) => Promise<unknown>;

/** Heapghost's own requests (protocol.ts); what their parameters must be stands in messages.ts. */
export const customRequests: Feature = (context) => {
  serve(context, PANEL_MAP_REQUEST, panelMap);
  serve(context, LAYOUT_REQUEST, layout);
  serve(context, TYPES_REQUEST, types);
  serve(context, SIMULATE_REQUEST, simulateWith(createSimulator()));
  serve(context, EXPLAIN_REQUEST, explain);
  return {};
};

/** A handler that finds its parameters wrong, in ways that no schema tells, throws `invalidParams`. */
function serve<M extends keyof typeof REQUESTS>(
  context: ServerContext,
  method: M,
  handler: Handler<M>,
): void {
  context.connection.onRequest(method, async (params: RequestParams<M>, token: Token) => {
    const request = { what: method, uri: 'a custom request', token, fallback: null };
    return safely<unknown>(context.connection, request, async () => {
      await context.configured();
      return handler(context, params, token);
    });
  });
}

const NO_MAP: PanelMapResult = { refused: 'There is no map at the cursor' };

/** The document need not be open: the panel asks again when the editor of its map was closed. */
async function panelMap(
  context: ServerContext,
  { textDocument: { uri }, position }: RequestParams<typeof PANEL_MAP_REQUEST>,
  token: Token,
): Promise<unknown> {
  const report = async (positions: Positions): Promise<PanelMapResult> => {
    const found = await context.workspace.mapReport(uri, positions.offsetAt(position), token);
    if (found === undefined) return NO_MAP;
    // The panel's protocol has UTF-16 positions, whatever this client negotiated.
    const positionsOf = positionLookup(context, 'utf-16');
    return toPanelMap(found, context.settings().assumedPeak, context.documents, positionsOf);
  };
  const fallback: PanelMapResult = { refused: `${quoted(uri)} cannot be read` };
  if (context.documents.get(uri) === undefined) {
    const saved = await positionLookup(context)(uri);
    return saved === undefined ? fallback : report(saved);
  }
  return answer<PanelMapResult>(context, { what: 'the map', uri, token, fallback }, (document) =>
    report(document.positions),
  );
}

/** The document need not be open: the panel outlives the editor of its map. */
async function types(
  context: ServerContext,
  { textDocument: { uri }, position, types: texts }: RequestParams<typeof TYPES_REQUEST>,
  token: Token,
): Promise<TypesResult> {
  const offset = (await positionLookup(context)(uri))?.offsetAt(position);
  const shapes =
    offset === undefined
      ? undefined
      : await context.workspace.typeShapes(uri, offset, texts, token);
  if (shapes === undefined) throw invalidParams(`${quoted(uri)} cannot be read`);
  return { types: shapes };
}

/** A layout record with a range in the client's encoding instead of offsets. */
type RangedRecord = Omit<LayoutRecord, 'start' | 'end'> & { readonly range: Range };

async function layout(
  context: ServerContext,
  { textDocument: { uri } }: RequestParams<typeof LAYOUT_REQUEST>,
  token: Token,
): Promise<readonly RangedRecord[]> {
  const positions = await positionLookup(context)(uri);
  if (positions === undefined) throw invalidParams(`${quoted(uri)} cannot be read`);
  const { records } = await context.workspace.layout(uri, token);
  return records.map(({ start, end, ...record }) => ({
    ...record,
    uri: context.documents.spelling(record.uri),
    range: positions.rangeOf(start, end),
  }));
}

function simulateWith(simulator: Simulator): Handler<typeof SIMULATE_REQUEST> {
  return async (context, params, token) => {
    const { key, elem, workload, go, goexperiment, seed } = params;
    const arch = params.arch ?? context.settings().arch;
    const text = { key, elem, workload, go, arch, goexperiment, seed };
    const progress = workDoneProgress(context.connection, params, 'Simulating a map');
    const result = await simulator.run(text, token, progress);
    // A cancelled request is answered as such, whatever comes back from here.
    if (result === undefined) return null;
    if (!result.ok) throw invalidParams(result.message);
    return result.value;
  };
}

function explain(
  _context: ServerContext,
  { rule: name }: RequestParams<typeof EXPLAIN_REQUEST>,
): Promise<ExplainResult> {
  const rule = RULES.find(({ meta }) => meta.name === name);
  if (rule === undefined) throw invalidParams(`there is no rule "${quoted(name)}"`);
  return Promise.resolve({ markdown: rule.meta.doc });
}
