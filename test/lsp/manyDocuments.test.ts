/** A thousand open documents: what a request costs is counted, in folders that are loaded. */
import assert from 'node:assert/strict';
import { assetEnvironment } from '../syntax/support';
import type { InProcess } from './inProcess';
import { startInProcess } from './inProcess';

const ROOT = 'memory:/module';
const MANY = 1000;

/** Documents with something to find. */
const ASKED = 20;

const text = (i: number): string =>
  i < ASKED ? cache(i) : `package m\n\nfunc f${i}(m map[int]int) { delete(m, ${i}) }\n`;

const cache = (i: number): string => `package m

type cache${i} struct{ sessions map[string][64]byte }

func (c *cache${i}) login(id string)  { c.sessions[id] = [64]byte{} }
func (c *cache${i}) logout(id string) { delete(c.sessions, id) }
`;

interface Shape {
  readonly uri: (i: number) => string;
  readonly saved: boolean;
  /** Documents are in one folder, so that each may hold what decides about another. */
  readonly together: boolean;
}

const SHAPES: Readonly<Record<string, Shape>> = {
  'saved, in one folder': { uri: (i) => `${ROOT}/f${i}.go`, saved: true, together: true },
  'saved, each in a folder of its own': {
    uri: (i) => `${ROOT}/p${i}/f.go`,
    saved: true,
    together: false,
  },
  'not saved yet, in one folder': {
    uri: (i) => `${ROOT}/new${i}.go`,
    saved: false,
    together: true,
  },
  'not saved yet, each in a new folder': {
    uri: (i) => `${ROOT}/new${i}/f.go`,
    saved: false,
    together: false,
  },
  untitled: { uri: (i) => `untitled:Untitled-${i}`, saved: false, together: false },
};

describe('a thousand open documents', () => {
  for (const [what, { uri, saved, together }] of Object.entries(SHAPES)) {
    describe(what, () => {
      let server: InProcess;
      const loads = (): number => server.work.filter(({ kind }) => kind === 'load').length;
      const open = (i: number): Promise<void> =>
        server.client.sendNotification('textDocument/didOpen', {
          textDocument: { uri: uri(i), languageId: 'go', version: 1, text: text(i) },
        });
      const pull = async (i: number): Promise<number> => {
        const report = await server.client.sendRequest<{ items: unknown[] }>(
          'textDocument/diagnostic',
          { textDocument: { uri: uri(i) } },
        );
        return report.items.length;
      };

      before(async () => {
        const files: Record<string, string> = {
          [`${ROOT}/go.mod`]: 'module example.com/m\n\ngo 1.26\n',
          [`${ROOT}/main.go`]: 'package m\n',
        };
        if (saved) for (let i = 0; i < MANY; i++) files[uri(i)] = text(i);
        server = await startInProcess(assetEnvironment(files));
        for (let i = 0; i < MANY; i++) await open(i);
      });
      after(() => {
        server.dispose();
      });

      it('load nothing until one is asked about, and then its folder', async () => {
        assert.equal(await pull(0), 1);
        assert.equal(loads(), 1);
      });

      it('load a folder once, not once for each document', async () => {
        const before = loads();
        for (let i = 0; i < ASKED; i++) assert.equal(await pull(i), 1);
        assert.equal(loads() - before, together ? 0 : ASKED - 1);
      });

      it('leave the folders of the others alone when one more is opened or closed', async () => {
        await pull(1);
        const before = loads();
        await open(MANY);
        await pull(1);
        await server.client.sendNotification('textDocument/didClose', {
          textDocument: { uri: uri(MANY) },
        });
        await pull(1);
        assert.equal(loads() - before, together ? 2 : 0);
      });
    });
  }
});
