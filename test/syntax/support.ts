import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AssetName, Environment } from '../../server/src/contracts/environment';
import type { GoParser } from '../../server/src/syntax/parser';
import { createGoParser } from '../../server/src/syntax/parser';

const require = createRequire(__filename);

const ASSETS: Readonly<Record<AssetName, string>> = {
  'web-tree-sitter.wasm': 'web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-go.wasm': '@vscode/tree-sitter-wasm/wasm/tree-sitter-go.wasm',
  'gofmt.wasm': '@wasm-fmt/gofmt/gofmt.wasm',
};

/** An Environment that has the shipped assets, taken from node_modules, and the files given by URI. */
export function assetEnvironment(files: Readonly<Record<string, string>> = {}): Environment {
  const encoder = new TextEncoder();
  return {
    readFile: (uri) => {
      const text = files[uri];
      return Promise.resolve(text === undefined ? undefined : encoder.encode(text));
    },
    readDirectory: (uri) => {
      const entries = new Map<string, 'file' | 'directory'>();
      for (const file of Object.keys(files)) {
        if (!file.startsWith(`${uri}/`)) continue;
        const [name = '', ...below] = file.slice(uri.length + 1).split('/');
        entries.set(name, below.length > 0 ? 'directory' : 'file');
      }
      const list = [...entries].map(([name, kind]) => ({ name, kind }));
      return Promise.resolve(list.length > 0 ? list : undefined);
    },
    loadAsset: async (name) => new Uint8Array(await readFile(require.resolve(ASSETS[name]))),
    now: () => performance.now(),
  };
}

let parser: Promise<GoParser> | undefined;

/** The parser that all tests of a process share. */
export function goParser(): Promise<GoParser> {
  parser ??= createGoParser(assetEnvironment());
  return parser;
}
