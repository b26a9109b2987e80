import type { Connection } from 'vscode-languageserver';
import type { Environment } from '../environment';
import type { FileParams, ReadDirectoryResult, ReadFileResult } from '../protocol';
import { READ_DIRECTORY_REQUEST, READ_FILE_REQUEST } from '../protocol';

/** Files and folders read by the client, which knows the file systems of its editor. */
export function clientFiles(
  connection: Connection,
): Pick<Environment, 'readFile' | 'readDirectory'> {
  const ask = async <T>(method: string, uri: string): Promise<T | undefined> => {
    try {
      const answer = await connection.sendRequest<T | null>(method, { uri } satisfies FileParams);
      return answer ?? undefined;
    } catch {
      // The client has no such request, or is gone: nothing can be read.
      return undefined;
    }
  };
  return {
    readFile: async (uri) => bytesOf(await ask<ReadFileResult>(READ_FILE_REQUEST, uri)),
    readDirectory: (uri) => ask<ReadDirectoryResult>(READ_DIRECTORY_REQUEST, uri),
  };
}

/** Bytes as they are, through a worker's port, or in base64, through JSON. */
function bytesOf(answer: ReadFileResult | undefined): Uint8Array | undefined {
  if (typeof answer !== 'string') return answer;
  return Uint8Array.from(atob(answer), (char) => char.charCodeAt(0));
}
