/** The page's host: VS Code's extension host, or outside VS Code a stand-in that shows an example map. */
import type { Arch, TypeShapeResult } from '../../runtime';
import { parseTypeShape } from '../../runtime';
import type { FromPanel, PanelMap, ToPanel } from '../../runtime/panelProtocol';
import { h } from './dom';
import { readMap, readTypes } from './state';

export interface Host {
  readonly post: (message: FromPanel) => void;
  /** What `saveState` kept last; undefined on the first start. */
  readonly savedState: () => unknown;
  readonly saveState: (state: unknown) => void;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare const acquireVsCodeApi: (() => VsCodeApi) | undefined;

/** Connects to the host. `receive` is called with each message of the protocol; others are ignored. */
export function connectHost(receive: (message: ToPanel) => void): Host {
  if (typeof acquireVsCodeApi === 'undefined') return standIn(receive);
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = readMessage(event.data);
    if (message !== undefined) receive(message);
  });
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    savedState: () => api.getState(),
    saveState: (state) => api.setState(state),
  };
}

function readMessage(value: unknown): ToPanel | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const message = value as Record<string, unknown>;
  if (message.type === 'refuse' && typeof message.reason === 'string') {
    return { type: 'refuse', reason: message.reason };
  }
  if (message.type === 'resolved' && typeof message.id === 'number') {
    const types = readTypes(message.types);
    return types === undefined ? undefined : { type: 'resolved', id: message.id, types };
  }
  if (message.type !== 'show' && message.type !== 'update') return undefined;
  const map = readMap(message.map);
  return map === undefined ? undefined : { type: message.type, map };
}

const STATE_KEY = 'heapghost.panel';

const MIME = { json: 'application/json', csv: 'text/csv', png: 'image/png' } as const;

/** A plain browser: the state lives in the tab, exports become downloads, and there is no source to open. */
function standIn(receive: (message: ToPanel) => void): Host {
  const post = (message: FromPanel): void => {
    if (message.type === 'ready') receive({ type: 'show', map: EXAMPLE_MAP });
    if (message.type === 'export') {
      const encoding = message.format === 'png' ? 'base64,' : `charset=utf-8,`;
      const data = message.format === 'png' ? message.data : encodeURIComponent(message.data);
      const href = `data:${MIME[message.format]};${encoding}${data}`;
      h('a', { href, download: message.name }).click();
    }
  };
  return {
    post,
    savedState: () => {
      try {
        return JSON.parse(sessionStorage.getItem(STATE_KEY) ?? 'null') as unknown;
      } catch {
        return undefined;
      }
    },
    saveState: (state) => sessionStorage.setItem(STATE_KEY, JSON.stringify(state)),
  };
}

const EXAMPLE_ARCH: Arch = 'amd64';

/** The map of the literature: a million entries with values just small enough to stand in the map. */
export const EXAMPLE_MAP: PanelMap = {
  title: 'Example map',
  key: shapeOf(parseTypeShape('int', EXAMPLE_ARCH)),
  elem: shapeOf(parseTypeShape('[128]byte', EXAMPLE_ARCH)),
  go: '1.27',
  goOrigin: 'newest known',
  arch: EXAMPLE_ARCH,
  entries: 1_000_000,
  sites: [],
};

function shapeOf(result: TypeShapeResult): PanelMap['key'] {
  if (!result.ok) throw new Error(result.message);
  return result.shape;
}
