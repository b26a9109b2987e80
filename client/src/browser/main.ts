/** VS Code in the browser: the server is a web worker, which reads the workspace's files through this client. */
import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import type { DirectoryEntry } from '../../../server/src/environment';
import type { FileParams, ReadDirectoryResult, ReadFileResult } from '../../../server/src/protocol';
import { READ_DIRECTORY_REQUEST, READ_FILE_REQUEST } from '../../../server/src/protocol';
import { activateWith } from '../client';

export function activate(context: vscode.ExtensionContext): void {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist/server.browser.js');
  const client = activateWith(
    context,
    (options) =>
      new LanguageClient(
        'heapghost',
        'Heapghost',
        () => Promise.resolve(new Worker(script.toString(true))),
        options,
      ),
  );
  context.subscriptions.push(
    client.onRequest(READ_FILE_REQUEST, ({ uri }: FileParams) => readFile(uri)),
    client.onRequest(READ_DIRECTORY_REQUEST, ({ uri }: FileParams) => readDirectory(uri)),
  );
}

/** Null when the file is missing or cannot be read: to the server it is the same. */
async function readFile(uri: string): Promise<ReadFileResult | null> {
  try {
    return await vscode.workspace.fs.readFile(vscode.Uri.parse(uri));
  } catch {
    return null;
  }
}

async function readDirectory(uri: string): Promise<ReadDirectoryResult | null> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.parse(uri));
    return entries.map(([name, type]) => ({ name, kind: kindOf(type) }));
  } catch {
    return null;
  }
}

/** The bit of a symbolic link is set beside the kind of its target. */
function kindOf(type: vscode.FileType): DirectoryEntry['kind'] {
  if ((type & vscode.FileType.File) !== 0) return 'file';
  return (type & vscode.FileType.Directory) !== 0 ? 'directory' : 'other';
}
