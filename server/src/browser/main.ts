/** The language server in a web worker. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
} from 'vscode-languageserver/browser';
import { guarded } from '../lsp/door';
import { startServer } from '../lsp/server';
import { createBrowserEnvironment } from './environment';

declare const self: DedicatedWorkerGlobalScope;

const writer = new BrowserMessageWriter(self);
const connection = createConnection(guarded(new BrowserMessageReader(self), writer), writer);

startServer(connection, ({ assets }) => createBrowserEnvironment(connection, assets));
