/** Maps as the server describes them to the page. */
import { parseTypeShape } from '../../runtime';
import type { TypeShape } from '../../runtime';
import type { PanelMap } from '../../runtime/panelProtocol';

/** The shape of a type under amd64. */
export function shape(text: string): TypeShape {
  const result = parseTypeShape(text, 'amd64');
  if (!result.ok) throw new Error(`${text}: ${result.message}`);
  return result.shape;
}

const URI = 'file:///home/gopher/store/cache.go';

/** A field with a named elem type, which only the server can measure: 120 bytes with pointers. */
export const EXAMPLE: PanelMap = {
  title: 'Cache.sessions',
  key: shape('string'),
  elem: { ...shape('struct{ id string; user [80]byte; seen [3]int64 }'), text: 'Session' },
  go: '1.26',
  goOrigin: 'toolchain line of go.mod',
  arch: 'amd64',
  entries: 1_000_000,
  sites: [
    { use: 'declare', uri: URI, label: 'cache.go:18', line: 17, character: 1 },
    { use: 'insert', uri: URI, label: 'cache.go:41', line: 40, character: 1 },
    { use: 'insert', uri: URI, label: 'cache.go:77', line: 76, character: 2 },
    { use: 'delete', uri: URI, label: 'cache.go:58', line: 57, character: 3 },
  ],
};

/** A map small enough to be simulated in no time. */
export const SMALL: PanelMap = {
  ...EXAMPLE,
  title: 'lookup',
  key: shape('int'),
  elem: shape('[128]byte'),
  entries: 5_000,
};
