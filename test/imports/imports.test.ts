/**
 * Sizes that follow imports. Each fixture is an archive of files by path: `w/` holds the workspace, `goroot/` a Go
 * installation, `cache/` the module cache. A comment behind a type's name says its size or why it has none:
 *
 *     type T struct{ x other.Type } // want 24
 *     type U struct{ x gone.Type } // want unknown: no required module provides package
 *
 * Every fixture is read three ways: files at once, files that have to be waited for, and the files of the workspace, and
 * all with such comments, as open documents that differ from what is saved.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { createWorkspace } from '../../server/src/analysis/analysis';
import type { Environment } from '../../server/src/contracts/environment';
import { joinUri } from '../../server/src/project/uri';
import { DEFAULT_SETTINGS } from '../../server/src/contracts/settings';
import { assetEnvironment } from '../syntax/support';
import { parseTxtar } from '../txtar';

const FOLDER = path.join(__dirname, 'fixtures');

type Files = Readonly<Record<string, string>>;

function later(files: Files): Environment {
  return {
    ...assetEnvironment(files),
    goFolders: () =>
      Promise.resolve({
        roots: ['file:///goroot'],
        moduleCache: 'file:///cache',
        folderOf: (name) => `file://${name}`,
      }),
  };
}

function atOnce(files: Files): Environment {
  const encoder = new TextEncoder();
  const env = later(files);
  const folders = new Map<string, Map<string, 'file' | 'directory'>>();
  for (const uri of Object.keys(files)) {
    let kind: 'file' | 'directory' = 'file';
    for (let at = uri; at !== 'file://'; kind = 'directory') {
      const slash = at.lastIndexOf('/');
      const folder = at.slice(0, slash);
      const entries = folders.get(folder) ?? new Map<string, 'file' | 'directory'>();
      entries.set(decodeURIComponent(at.slice(slash + 1)), kind);
      folders.set(folder, entries);
      at = folder;
    }
  }
  return {
    ...env,
    readFileSync: (uri) => (files[uri] === undefined ? undefined : encoder.encode(files[uri])),
    readDirectorySync: (uri) => {
      const entries = folders.get(uri);
      return entries && [...entries].map(([name, kind]) => ({ name, kind }));
    },
  };
}

/** The place and the wanted size, or reason, of each marked line of a file. */
function wants(text: string): readonly { readonly line: number; readonly want: string }[] {
  return text.split('\n').flatMap((line, i) => {
    const want = /\/\/ want (.*)$/.exec(line)?.[1];
    return want === undefined ? [] : [{ line: i + 1, want: want.trim() }];
  });
}

const WAYS: readonly [way: string, env: (files: Files) => Environment, open: boolean][] = [
  ['at once', atOnce, false],
  ['when files have to be waited for', later, false],
  ['with open documents', atOnce, true],
  ['with open documents, when files have to be waited for', later, true],
];

describe('imports', () => {
  for (const name of readdirSync(FOLDER)) {
    const { comment, files } = parseTxtar(readFileSync(path.join(FOLDER, name), 'utf8'));
    const uris = new Map([...files].map(([file, text]) => [joinUri('file:///', file), text]));
    for (const [way, env, open] of WAYS) {
      it(`${comment.trim().split('\n')[0] ?? name} (${name}, ${way})`, async () => {
        const own = [...uris].filter(
          ([uri, text]) =>
            uri.endsWith('.go') && (uri.startsWith('file:///w/') || wants(text).length > 0),
        );
        const saved = Object.fromEntries(uris);
        if (open) for (const [uri] of own) saved[uri] = 'package stale\n\ntype T [3]byte\n';
        const workspace = createWorkspace(env(saved), DEFAULT_SETTINGS);
        if (open) for (const [uri, text] of own) workspace.openDocument(uri, 1, text);
        let checked = 0;
        for (const [uri, text] of own) {
          const { records } = await workspace.layout(uri);
          for (const { line, want } of wants(text)) {
            const found = records.find(
              ({ kind, start }) =>
                kind === 'type' && text.slice(0, start).split('\n').length === line,
            );
            assert.ok(found, `${uri}:${line}: no record`);
            const got =
              found.size === null ? `unknown: ${found.unknown ?? ''}` : String(found.size);
            assert.equal(got, want, `${uri}:${line}`);
            checked++;
          }
        }
        assert.ok(checked > 0, 'the fixture wants nothing');
      });
    }
  }
});
