import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, hoverText, openExample, positionOf, problemOf, problems } from './editor';
import { MemoryFiles } from './memory';

/** A module of two packages, one of them in two files: what a hover says takes all three. */
const MODULE = {
  '/shop/go.mod': 'module example.com/shop\n\ngo 1.26\n',
  '/shop/cart/cart.go': 'package cart\n\ntype Cart struct {\n\tItems [7]int64\n}\n',
  '/shop/main.go':
    'package main\n\nimport (\n\t"bytes"\n\n\t"example.com/shop/cart"\n)\n\n' +
    'type Carts struct {\n\tbyUser map[ID]cart.Cart\n\tdrafts map[ID]bytes.Buffer\n}\n\n' +
    'func (c *Carts) add(id ID, x cart.Cart) { c.byUser[id] = x }\n\n' +
    'func main() {\n\tc := &Carts{byUser: map[ID]cart.Cart{}}\n\tc.add(ID{}, cart.Cart{})\n\tc.remove(ID{})\n}\n',
  '/shop/other.go':
    'package main\n\ntype ID [16]byte\n\nfunc (c *Carts) remove(id ID) { delete(c.byUser, id) }\n',
};

const HOVERS = [
  { at: '|byUser map[ID]cart.Cart', slot: /^slot +16 \+ 56 = 72 B/m },
  { at: '|drafts map[ID]bytes.Buffer', slot: /^slot +16 \+ 40 = 56 B/m },
];

describe('types of other packages', () => {
  for (const { at, slot } of [
    { at: '|carts  map[session.ID]Cart', slot: /^slot +16 \+ 40 = 56 B/m },
    { at: '|users  map[session.ID]session.Session', slot: /^slot +16 \+ 128 = 144 B/m },
    { at: '|drafts map[string]bytes.Buffer', slot: /^slot +16 \+ 40 = 56 B/m },
  ]) {
    it(`have their sizes at ${at}`, async () => {
      const { document } = await openExample('shop.go');
      const text = await eventually('the hover', () =>
        hoverText(document, positionOf(document, at)),
      );
      assert.match(text, slot);
    });
  }

  it('of std come from the table where there is no Go', async () => {
    const { document } = await openExample('shop.go');
    const at = positionOf(document, '|drafts map[string]bytes.Buffer');
    const text = await eventually('the hover', () => hoverText(document, at));
    const place = document.uri.scheme === 'file' ? /std: / : /std: table of go1\.\d+/;
    assert.match(text, place);
  });
});

describe('documents', () => {
  const provided: vscode.Disposable[] = [];
  after(() => {
    for (const provider of provided) provider.dispose();
  });

  async function provide(scheme: string, isReadonly: boolean): Promise<vscode.TextDocument> {
    const files = new MemoryFiles(MODULE);
    provided.push(vscode.workspace.registerFileSystemProvider(scheme, files, { isReadonly }));
    const uri = vscode.Uri.from({ scheme, path: '/shop/main.go' });
    return vscode.workspace.openTextDocument(uri);
  }

  it('of another file system are served with all that lies around them', async () => {
    const document = await provide('heapghost-writable', false);
    for (const { at, slot } of HOVERS) {
      const position = positionOf(document, at);
      assert.match(await eventually('the hover', () => hoverText(document, position)), slot);
    }
    // The delete stands in the other file.
    await vscode.window.showTextDocument(document);
    const { message } = await problemOf(document, 'map-never-shrinks');
    assert.match(message, /Carts\.byUser/);
  });

  it('without a file are served', async () => {
    const content = 'package p\n\nvar counts map[string]int64\n';
    const document = await vscode.workspace.openTextDocument({ language: 'go', content });
    assert.equal(document.uri.scheme, 'untitled');
    const position = positionOf(document, '|counts');
    assert.match(
      await eventually('the hover', () => hoverText(document, position)),
      /^slot +16 \+ 8 = 24 B/m,
    );
    // Left dirty it would be asked about when editors close.
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('that are read-only and of no folder of the workspace, as old versions are, are not served', async () => {
    const document = await provide('heapghost-readonly', true);
    await vscode.window.showTextDocument(document);
    const { document: other } = await openExample('cache.go');
    const position = positionOf(other, '|sessions map[ID]Session');
    await eventually('a hover elsewhere', () => hoverText(other, position));
    for (const { at } of HOVERS) {
      assert.equal(await hoverText(document, positionOf(document, at)), undefined);
    }
    assert.deepEqual(problems(document), []);
  });
});
