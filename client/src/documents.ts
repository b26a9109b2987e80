/** Which Go documents the server gets to know. */
import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';

/** Schemes of the disk and of documents that no file system has yet. */
const ALWAYS: ReadonlySet<string> = new Set(['file', 'untitled']);

/**
 * Whether a document is one that its user works on: of a file system that can be written, or of one that a folder of the
 * workspace is in. So files of any editor's file system are served, whatever its scheme, also without a folder; old
 * versions (`git:` and what other extensions compare with, which are read-only) and views (`output:`, which are of no
 * file system) are not: the same findings a second time would be noise, and no fix could be applied.
 */
function isServed({ scheme }: vscode.Uri): boolean {
  return (
    ALWAYS.has(scheme) ||
    vscode.workspace.fs.isWritableFileSystem(scheme) === true ||
    vscode.workspace.workspaceFolders?.some(({ uri }) => uri.scheme === scheme) === true
  );
}

type Send = () => Promise<void>;

/** Lets a client tell its server of the served documents only, from first to last; the server answers for no others. */
export function servedDocuments(): { readonly middleware: Middleware; dispose(): void } {
  const open = new Set<string>();
  /** Documents that are not served, for as long as they are open: a folder of their file system may be added. */
  const waiting = new Map<string, { readonly uri: vscode.Uri; readonly send: Send }>();

  const folders = vscode.workspace.onDidChangeWorkspaceFolders(() => {
    for (const [key, { uri, send }] of waiting) {
      if (!isServed(uri)) continue;
      waiting.delete(key);
      open.add(key);
      // A failure is shown by the client itself.
      send().catch(() => undefined);
    }
  });
  const middleware: Middleware = {
    async didOpen(document, next) {
      const { uri } = document;
      const key = uri.toString();
      if (!isServed(uri)) {
        waiting.set(key, { uri, send: () => next(document) });
        return;
      }
      open.add(key);
      await next(document);
    },
    async didChange(event, next) {
      if (open.has(event.document.uri.toString())) await next(event);
    },
    async didClose(document, next) {
      const key = document.uri.toString();
      waiting.delete(key);
      if (open.delete(key)) await next(document);
    },
  };
  return { middleware, dispose: () => void folders.dispose() };
}
