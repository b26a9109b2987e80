import type { Connection } from 'vscode-languageserver/browser';
import type { Environment } from '../environment';
import type { FileParams, ReadDirectoryResult, ReadFileResult } from '../protocol';
import { READ_DIRECTORY_REQUEST, READ_FILE_REQUEST } from '../protocol';

/**
 * The world of a web worker: files are read by the client, which knows virtual file systems, and assets are fetched
 * from the folder that the client named.
 */
export function createBrowserEnvironment(
  connection: Connection,
  assets: string | undefined,
): Environment {
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
    readFile: (uri) => ask<ReadFileResult>(READ_FILE_REQUEST, uri),
    readDirectory: (uri) => ask<ReadDirectoryResult>(READ_DIRECTORY_REQUEST, uri),
    async loadAsset(name) {
      if (assets === undefined) throw new Error('initializationOptions.assets names no folder');
      const response = await fetch(`${assets}/${name}`);
      if (!response.ok) throw new Error(`${name}: ${response.status} ${response.statusText}`);
      return new Uint8Array(await response.arrayBuffer());
    },
    now: () => performance.now(),
  };
}
