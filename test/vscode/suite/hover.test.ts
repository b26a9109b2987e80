import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { configure, eventually, hoverContent, hoverText, openExample, positionOf } from './editor';

describe('hover', () => {
  let document: vscode.TextDocument;
  before(async () => {
    ({ document } = await openExample('cache.go'));
  });

  for (const marked of [
    '|sessions map[ID]Session',
    'c.|sessions[id] = s',
    '|make(map[ID]Session)',
    '|map[ID]Session',
  ]) {
    it(`shows the memory of the map at ${marked}`, async () => {
      const text = await eventually('the hover', () =>
        hoverText(document, positionOf(document, marked)),
      );
      assert.match(text, /^heapghost · `map\[ID\]Session` · Go 1\.\d+ \(/);
      assert.match(text, /^slot +16 \+ \d+ = \d+ B, /m);
      assert.match(text, /^group +8 slots, [\d,]+ B$/m);
      assert.match(text, /^ +100,000 entries +all deleted +rebuilt$/m);
      assert.match(text, /^Session +[\d.]+ MiB +[\d.]+ MiB +48 B$/m);
    });
  }

  it('shows nothing anywhere else', async () => {
    await eventually('a hover at the map', () =>
      hoverText(document, positionOf(document, '|sessions map[ID]Session')),
    );
    assert.equal(
      await hoverText(document, positionOf(document, 'mu    |   sync.Mutex')),
      undefined,
    );
    assert.equal(await hoverText(document, positionOf(document, '// Login |adds')), undefined);
  });

  it('may run our commands and no others', async () => {
    const content = await eventually('the hover', () =>
      hoverContent(document, positionOf(document, '|sessions map[ID]Session')),
    );
    assert.deepEqual(content.isTrusted, {
      enabledCommands: ['heapghost.simulate', 'heapghost.explain'],
    });
    assert.match(content.value, /\[Simulate\]\(command:heapghost\.simulate\?/);
    assert.match(content.value, /\[map-never-shrinks\]\(command:heapghost\.explain\?/);
  });

  it('follows the settings at once', async () => {
    const position = positionOf(document, '|sessions map[ID]Session');
    const at = () => hoverText(document, position);
    try {
      await configure('assumedPeak', 5000);
      await eventually('5,000 entries', async () =>
        (await at())?.includes('5,000 entries') === true ? true : undefined,
      );
      await configure('goVersion', '1.22');
      await eventually('a bucket', async () =>
        (await at())?.includes('bucket   8 slots') === true ? true : undefined,
      );
      await configure('hover.enabled', false);
      await eventually('no hover', async () => ((await at()) === undefined ? true : undefined));
    } finally {
      for (const name of ['assumedPeak', 'goVersion', 'hover.enabled'])
        await configure(name, undefined);
    }
    await eventually('the hover again', at);
  });

  it('is there again after a restart of the server', async () => {
    await vscode.commands.executeCommand('heapghost.restart');
    await eventually('the hover', () =>
      hoverText(document, positionOf(document, '|sessions map[ID]Session')),
    );
  });
});
