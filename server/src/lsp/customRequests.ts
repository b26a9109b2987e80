import type { Range } from 'vscode-languageserver';
import type { LayoutRecord } from '../analysis';
import type { ExplainResult, PanelMapResult, TypesResult } from '../protocol';
import {
  EXPLAIN_REQUEST,
  LAYOUT_REQUEST,
  MAX_TYPES,
  PANEL_MAP_REQUEST,
  SIMULATE_REQUEST,
  TYPES_REQUEST,
} from '../protocol';
import { RULES } from '../rules';
import type { Feature, ServerContext } from './context';
import { answer, positionLookup } from './context';
import { toPanelMap } from './panelMap';
import type { Positions } from './positions';
import type { Raw } from './parameters';
import * as parameters from './parameters';
import { workDoneProgress } from './progress';
import { safely } from './safely';
import type { Simulator } from './simulation';
import { createSimulator } from './simulation';

type Token = Parameters<typeof safely>[1]['token'];
type Handler = (context: ServerContext, params: Raw, token: Token) => Promise<unknown>;

/** Heapghost's own requests (protocol.ts). Wrong parameters are answered with InvalidParams and one line. */
const REQUESTS: Readonly<Record<string, Handler>> = {
  [PANEL_MAP_REQUEST]: panelMap,
  [LAYOUT_REQUEST]: layout,
  [TYPES_REQUEST]: types,
  [EXPLAIN_REQUEST]: explain,
};

export const customRequests: Feature = (context) => {
  const handlers = { ...REQUESTS, [SIMULATE_REQUEST]: simulateWith(createSimulator()) };
  for (const [method, handler] of Object.entries(handlers)) {
    context.connection.onRequest(method, async (params: Raw, token: Token) => {
      const request = { what: method, uri: 'a custom request', token, fallback: null };
      return safely<unknown>(context.connection, request, async () => {
        await context.configured();
        return handler(context, params, token);
      });
    });
  }
  return {};
};

const NO_MAP: PanelMapResult = { refused: 'There is no map at the cursor' };

/** The document need not be open: the panel asks again when the editor of its map was closed. */
async function panelMap(context: ServerContext, params: Raw, token: Token): Promise<unknown> {
  const uri = parameters.documentUri(params);
  const position = parameters.position(params);
  const report = async (positions: Positions): Promise<PanelMapResult> => {
    const found = await context.workspace.mapReport(uri, positions.offsetAt(position), token);
    if (found === undefined) return NO_MAP;
    // The panel's protocol has UTF-16 positions, whatever this client negotiated.
    const positionsOf = positionLookup(context, 'utf-16');
    return toPanelMap(found, context.settings().assumedPeak, context.documents, positionsOf);
  };
  if (context.documents.get(uri) === undefined) {
    const saved = await positionLookup(context)(uri);
    return saved === undefined ? { refused: `${uri} cannot be read` } : report(saved);
  }
  const fallback: PanelMapResult = { refused: `${uri} cannot be read` };
  return answer<PanelMapResult>(context, { what: 'the map', uri, token, fallback }, (document) =>
    report(document.positions),
  );
}

/** The document need not be open: the panel outlives the editor of its map. */
async function types(context: ServerContext, params: Raw, token: Token): Promise<TypesResult> {
  const uri = parameters.documentUri(params);
  const position = parameters.position(params);
  const texts = parameters.texts(params, 'types', MAX_TYPES);
  const offset = (await positionLookup(context)(uri))?.offsetAt(position);
  const shapes =
    offset === undefined
      ? undefined
      : await context.workspace.typeShapes(uri, offset, texts, token);
  if (shapes === undefined) throw parameters.invalidParams(`${uri} cannot be read`);
  return { types: shapes };
}

/** A layout record with a range in the client's encoding instead of offsets. */
type RangedRecord = Omit<LayoutRecord, 'start' | 'end'> & { readonly range: Range };

async function layout(
  context: ServerContext,
  params: Raw,
  token: Token,
): Promise<readonly RangedRecord[]> {
  const uri = parameters.documentUri(params);
  const positions = await positionLookup(context)(uri);
  if (positions === undefined) throw parameters.invalidParams(`${uri} cannot be read`);
  const { records } = await context.workspace.layout(uri, token);
  return records.map(({ start, end, ...record }) => ({
    ...record,
    uri: context.documents.spelling(record.uri),
    range: positions.rangeOf(start, end),
  }));
}

function simulateWith(simulator: Simulator): Handler {
  return async (context, params, token) => {
    const text = {
      key: parameters.requiredText(params, 'key'),
      elem: parameters.requiredText(params, 'elem'),
      workload: parameters.requiredText(params, 'workload'),
      go: parameters.optionalText(params, 'go'),
      arch: parameters.optionalText(params, 'arch') ?? context.settings().arch,
      goexperiment: parameters.optionalText(params, 'goexperiment'),
      seed: parameters.optionalInteger(params, 'seed'),
    };
    const progress = workDoneProgress(context.connection, params, 'Simulating a map');
    const result = await simulator.run(text, token, progress);
    // A cancelled request is answered as such, whatever comes back from here.
    if (result === undefined) return null;
    if (!result.ok) throw parameters.invalidParams(result.message);
    return result.value;
  };
}

function explain(_context: ServerContext, params: Raw): Promise<ExplainResult> {
  const name = parameters.requiredText(params, 'rule');
  const rule = RULES.find(({ meta }) => meta.name === name);
  if (rule === undefined) throw parameters.invalidParams(`there is no rule "${name}"`);
  return Promise.resolve({ markdown: rule.meta.doc });
}
