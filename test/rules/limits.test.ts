/** How much is looked into before a fix says that it is too much. */
import assert from 'node:assert/strict';
import { ROOT, workspaceOf } from './workspace';
import { DEFAULT_MOD } from './cases';

/** The reason why a map that is used in so many places gets no fix; undefined where it gets one. */
async function refusalFor(places: number): Promise<string | undefined> {
  const reads = '\t_ = entries["a"]\n'.repeat(places - 2);
  const text = `package p

var entries = map[string][64]byte{}

func drop(k string) {
	delete(entries, k)
${reads}}
`;
  const workspace = workspaceOf(
    new Map([
      ['go.mod', DEFAULT_MOD],
      ['main.go', text],
    ]),
  );
  const at = text.indexOf('entries');
  const fixes = await workspace.refactorings(`${ROOT}/main.go`, at, at);
  const fix = fixes.find(({ id }) => id === 'release-when-empty');
  return fix !== undefined && 'refused' in fix ? fix.refused : undefined;
}

describe('limits', () => {
  it('a map that is used in too many places is left alone', async () => {
    assert.equal(await refusalFor(300), undefined);
    assert.match((await refusalFor(301)) ?? '', /^it is used in 301 places, and only up to 300 /);
  });
});
