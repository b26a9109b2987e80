import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, hoverText, openExample, positionOf } from './editor';

describe('the server in a worker', () => {
  const Original = globalThis.Worker;
  const started: Worker[] = [];
  const ended = new Set<Worker>();

  before(() => {
    globalThis.Worker = function (script: string | URL) {
      const worker = new Original(script);
      started.push(worker);
      const terminate = worker.terminate.bind(worker);
      worker.terminate = () => {
        ended.add(worker);
        terminate();
      };
      return worker;
    } as unknown as typeof Worker;
  });
  after(() => {
    globalThis.Worker = Original;
  });

  async function answers(): Promise<void> {
    const { document } = await openExample('cache.go');
    const position = positionOf(document, '|sessions map[ID]Session');
    await eventually('the hover', () => hoverText(document, position));
  }

  it('is another one after a restart, and the old one ends', async () => {
    await vscode.commands.executeCommand('heapghost.restart');
    await vscode.commands.executeCommand('heapghost.restart');
    assert.equal(started.length, 2);
    assert.equal(ended.has(started[0]!), true);
    assert.equal(ended.has(started[1]!), false);
    await answers();
  });

  it('is started again when an error ended it', async () => {
    const before = started.length;
    started.at(-1)!.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
    await eventually('another worker', () => (started.length > before ? true : undefined));
    assert.equal(ended.has(started[before - 1]!), true);
    await answers();
  });
});
