import type { Connection } from 'vscode-languageserver/browser';
import type { Environment } from '../contracts/environment';
import { clientFiles } from '../lsp/clientFiles';

/** The world of a web worker: files are read by the client, and assets are fetched from the folder that it named. */
export function createBrowserEnvironment(
  connection: Connection,
  assets: string | undefined,
): Environment {
  return {
    ...clientFiles(connection),
    async loadAsset(name) {
      if (assets === undefined) throw new Error('initializationOptions.assets names no folder');
      const response = await fetch(`${assets}/${name}`);
      if (!response.ok) throw new Error(`${name}: ${response.status} ${response.statusText}`);
      return new Uint8Array(await response.arrayBuffer());
    },
    now: () => performance.now(),
  };
}
