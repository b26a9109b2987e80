/** The language server in a Node process; the transport is named by the arguments (`--stdio`, `--node-ipc`, …). */
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { clientFiles } from '../lsp/clientFiles';
import { startServer } from '../lsp/server';
import { createNodeEnvironment, withVirtualFiles } from './environment';

const besideThisBundle = fileURLToPath(new URL('.', import.meta.url));

const connection = createConnection(ProposedFeatures.all);

startServer(connection, ({ files }) => {
  const disk = createNodeEnvironment(besideThisBundle);
  return files === true ? withVirtualFiles(disk, clientFiles(connection)) : disk;
});
