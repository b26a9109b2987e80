/** Files for a server that cannot read them itself: those of the editor's virtual file systems. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { DirectoryEntry } from '../../server/src/contracts/environment';
import type {
  FileParams,
  ReadDirectoryResult,
  ReadFileResult,
} from '../../server/src/contracts/protocol';
import { READ_DIRECTORY_REQUEST, READ_FILE_REQUEST } from '../../server/src/contracts/protocol';

/** Answers the server's questions for files and folders; `encode` makes of the bytes what the transport can carry. */
export function answerFiles(
  client: BaseLanguageClient,
  encode: (bytes: Uint8Array) => ReadFileResult,
): void {
  client.onRequest(READ_FILE_REQUEST, ({ uri }: FileParams): Promise<ReadFileResult | null> =>
    orNull(async () => encode(await vscode.workspace.fs.readFile(vscode.Uri.parse(uri)))),
  );
  client.onRequest(
    READ_DIRECTORY_REQUEST,
    ({ uri }: FileParams): Promise<ReadDirectoryResult | null> =>
      orNull(async () => {
        const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.parse(uri));
        return entries.map(([name, type]) => ({ name, kind: kindOf(type) }));
      }),
  );
}

/** Missing or unreadable: to the server it is the same. */
async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch {
    return null;
  }
}

/** The bit of a symbolic link is set beside the kind of its target. */
function kindOf(type: vscode.FileType): DirectoryEntry['kind'] {
  if ((type & vscode.FileType.File) !== 0) return 'file';
  return (type & vscode.FileType.Directory) !== 0 ? 'directory' : 'other';
}
