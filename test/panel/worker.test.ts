import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { DocumentDiagnosticReport, Hover, MarkupContent } from 'vscode-languageserver/node';
import { findBrowser, launchBrowser } from '../../scripts/host/browser';

const DIST = path.resolve(__dirname, '../../dist');

/** Only what the worker and its page may load; everything else is not found. */
const SERVED: Readonly<Record<string, string>> = {
  'server.browser.js': 'text/javascript',
  'web-tree-sitter.wasm': 'application/wasm',
  'tree-sitter-go.wasm': 'application/wasm',
  'gofmt.wasm': 'application/wasm',
};

/** A folder of a virtual file system, which only the client can read; `a.go` is open. */
const FOLDER = 'vscode-vfs://host/m';
const FILES: Readonly<Record<string, string>> = {
  [`${FOLDER}/go.mod`]: 'module example.com/m\n\ngo 1.26\n',
  [`${FOLDER}/a.go`]: 'saved, but the open text counts',
  [`${FOLDER}/b.go`]: 'package m\n\nfunc logout(id string) { delete(sessions, id) }\n',
};
const OPEN =
  'package m\n\nvar sessions = map[string][64]byte{}\n\nfunc login(id string) { sessions[id] = [64]byte{} }\n';

describe('the language server in a web worker', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;

  before(async () => {
    server = createServer((request, response) => {
      const name = (request.url ?? '').slice(1);
      const type = SERVED[name];
      response.setHeader('content-type', type ?? 'text/html');
      response.end(type === undefined ? '' : readFileSync(path.join(DIST, name)));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const executable = findBrowser();
    assert.ok(executable, 'there is a Chromium: HEAPGHOST_CHROMIUM, or one on the PATH');
    browser = await launchBrowser(executable);
    page = await browser.newPage();
    // tsx names functions with this helper, also those that run in the page.
    await page.addInitScript('globalThis.__name = (f) => f');
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  });
  after(async () => {
    await browser.close();
    server.close();
  });

  it('answers from files that it reads through the client', async () => {
    const { hover, report, asked } = await page.evaluate(askWorker, {
      files: FILES,
      folder: FOLDER,
      text: OPEN,
    });
    const { value } = hover.contents as MarkupContent;
    assert.match(value, /^heapghost · `map\[string\]\[64\]byte` · Go 1\.26 \(go line of go\.mod\)/);
    assert.match(value, /1 delete: \[b\.go:3\]\(vscode-vfs:\/\/host\/m\/b\.go#L3\)/);
    assert.equal(report.kind, 'full');
    assert.deepEqual(
      report.items.map(({ code }) => code),
      ['map-never-shrinks'],
    );
    assert.ok(asked.includes(`${FOLDER}/b.go`));
    assert.ok(!asked.includes(`${FOLDER}/a.go`), 'an open file is not read');
  });
});

interface Story {
  readonly files: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly text: string;
}

interface Answers {
  readonly hover: Hover;
  readonly report: DocumentDiagnosticReport;
  /** URIs that the worker asked the client to read. */
  readonly asked: string[];
}

/** Runs in the page: a client with a file system of its own. */
async function askWorker({ files, folder, text }: Story): Promise<Answers> {
  interface Message {
    readonly id?: number;
    readonly method?: string;
    readonly params?: { readonly uri?: string };
    readonly result?: unknown;
  }
  const worker = new Worker('/server.browser.js');
  const asked: string[] = [];
  const waiting = new Map<number, (result: unknown) => void>();
  let last = 0;
  worker.onmessage = ({ data }: MessageEvent<Message>) => {
    const { id, method, params, result } = data;
    if (id === undefined) return;
    if (method === undefined) {
      waiting.get(id)?.(result);
      return;
    }
    const uri = params?.uri ?? '';
    asked.push(uri);
    const content = files[uri];
    const bytes = content === undefined ? null : new TextEncoder().encode(content);
    const entries = Object.keys(files).map((file) => ({
      name: file.slice(folder.length + 1),
      kind: 'file',
    }));
    const listed = uri === folder ? entries : null;
    const answer = method === 'heapghost/readDirectory' ? listed : bytes;
    worker.postMessage({ jsonrpc: '2.0', id, result: answer });
  };
  const notify = (method: string, params: unknown): void =>
    worker.postMessage({ jsonrpc: '2.0', method, params });
  const request = (method: string, params: unknown): Promise<unknown> =>
    new Promise((resolve) => {
      waiting.set(++last, resolve);
      worker.postMessage({ jsonrpc: '2.0', id: last, method, params });
    });

  await request('initialize', {
    processId: null,
    rootUri: null,
    capabilities: { textDocument: { diagnostic: {}, hover: { contentFormat: ['markdown'] } } },
    initializationOptions: { assets: location.origin, settings: { 'heapghost.show': 'all' } },
  });
  notify('initialized', {});
  const textDocument = { uri: `${folder}/a.go` };
  notify('textDocument/didOpen', {
    textDocument: { ...textDocument, languageId: 'go', version: 1, text },
  });
  const position = { line: 2, character: 6 };
  return {
    hover: (await request('textDocument/hover', { textDocument, position })) as Hover,
    report: (await request('textDocument/diagnostic', {
      textDocument,
    })) as DocumentDiagnosticReport,
    asked,
  };
}
