import type { Connection, InitializeParams, InitializeResult } from 'vscode-languageserver';
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { createWorkspace } from '../analysis/analysis';
import type { Environment } from '../contracts/environment';
import type { InitializationOptions } from '../contracts/protocol';
import type { FileChange, Observer } from '../contracts/workspace';
import { readClientSupport, readInitializationOptions } from './capabilities';
import { codeActions } from './codeActions';
import { readSettings } from './configuration';
import type { Feature, ServerContext } from './context';
import { customRequests } from './customRequests';
import { diagnostics } from './diagnostics';
import { syncDocuments } from './documents';
import { hover } from './hover';
import { problemLog } from './problemLog';
import { safelyDo } from './safely';
import { warmUp } from './warmUp';

/** Makes the environment when the client has said what it knows: a web worker learns only then where its assets are. */
export type EnvironmentFactory = (options: InitializationOptions) => Environment;

const FEATURES: readonly Feature[] = [
  hover,
  diagnostics,
  codeActions,
  customRequests,
  problemLog,
  warmUp,
];

/** Files outside the open documents that answers depend on. */
const WATCHED = ['**/*.go', '**/go.mod', '**/go.work', '**/vendor/modules.txt'] as const;

const CHANGES: Readonly<Record<FileChangeType, FileChange>> = {
  [FileChangeType.Created]: 'created',
  [FileChangeType.Changed]: 'changed',
  [FileChangeType.Deleted]: 'deleted',
};

/**
 * Serves one client on the connection, which may be a pipe, a socket or a worker's port.
 * @param observe is told of work as it is done
 */
export function startServer(
  connection: Connection,
  makeEnvironment: EnvironmentFactory,
  observe?: Observer,
): void {
  connection.onInitialize((params) => initialize(connection, makeEnvironment, params, observe));
  connection.listen();
}

function initialize(
  connection: Connection,
  makeEnvironment: EnvironmentFactory,
  params: InitializeParams,
  observe: Observer | undefined,
): InitializeResult {
  const options = readInitializationOptions(params.initializationOptions);
  const client = readClientSupport(params.capabilities, options);
  const log = (line: string): void => connection.console.warn(line);

  let settings = readSettings(options.settings, log);
  let configured = Promise.resolve();
  const invalidated: (() => void)[] = [];
  const diagnosed: ((uri: string) => void)[] = [];
  const workspace = createWorkspace(makeEnvironment(options), settings, {}, observe);
  const context: ServerContext = {
    connection,
    workspace,
    documents: syncDocuments(connection, workspace, client.encoding),
    client,
    settings: () => settings,
    configured: () => configured,
    onInvalidated: (listener) => void invalidated.push(listener),
    diagnosed: (uri) => diagnosed.forEach((listener) => listener(uri)),
    onDiagnosed: (listener) => void diagnosed.push(listener),
  };
  const invalidate = (): void => invalidated.forEach((listener) => listener());

  /** Asks the client for the settings, or takes the pushed ones where it cannot be asked. */
  const configure = async (pushed: unknown): Promise<void> => {
    const raw: unknown = client.configuration
      ? await connection.workspace.getConfiguration('heapghost')
      : pushed;
    settings = readSettings(raw ?? {}, log);
    workspace.setSettings(settings);
  };
  connection.onInitialized(() => {
    configured = safelyDo(connection, 'reading the settings', async () => {
      if (client.configuration) await configure(undefined);
    });
    void safelyDo(connection, 'registering for changes', () => register(context));
  });
  connection.onDidChangeConfiguration((change) => {
    configured = safelyDo(connection, 'reading the settings', () => configure(change.settings));
    void configured.then(invalidate);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri, type } of changes) workspace.fileChanged(uri, CHANGES[type]);
    invalidate();
  });

  const capabilities = Object.assign(
    {
      positionEncoding: client.encoding,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    },
    ...FEATURES.map((feature) => feature(context)),
  ) as InitializeResult['capabilities'];
  return { capabilities, serverInfo: { name: 'heapghost' } };
}

/** Asks for the notifications that a client sends only on request. */
async function register({ connection, client }: ServerContext): Promise<void> {
  if (client.registerConfiguration) {
    await connection.client.register(DidChangeConfigurationNotification.type, {
      section: 'heapghost',
    });
  }
  if (client.registerWatchers) {
    const watchers = WATCHED.map((globPattern) => ({ globPattern }));
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }
}
