/** The language server in a Node process; the transport is named by the arguments (`--stdio`, `--node-ipc`, …). */
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from '../lsp/server';
import { createNodeEnvironment } from './environment';

const besideThisBundle = fileURLToPath(new URL('.', import.meta.url));

startServer(createConnection(ProposedFeatures.all), () => createNodeEnvironment(besideThisBundle));
