/** A language client for tests: starts the built server as a child process and speaks LSP with it. */
import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  ClientCapabilities,
  Diagnostic,
  InitializeResult,
  MessageConnection,
  PublishDiagnosticsParams,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

const SERVER = path.resolve(__dirname, '../../dist/server.js');

export type Transport = 'stdio' | 'ipc';

export interface ClientOptions {
  readonly transport?: Transport;
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** What the client answers to workspace/configuration, by the names below `heapghost.`. */
  readonly settings?: unknown;
}

export interface TestClient {
  /** Of the server. */
  readonly pid: number;
  readonly initialized: InitializeResult;
  readonly connection: MessageConnection;
  /** What the server wrote to its log, in order. */
  readonly log: readonly string[];
  /** Methods that the server asked the client for: `workspace/diagnostic/refresh`, `client/registerCapability`. */
  readonly asked: readonly string[];
  request<T>(method: string, params: unknown): Promise<T>;
  notify(method: string, params: unknown): void;
  open(uri: string, text: string, version?: number): void;
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void;
  close(uri: string): void;
  /** Changes what workspace/configuration answers, and says so. */
  configure(settings: unknown): void;
  /** Resolves with the next diagnostics pushed for the document for which `wanted` holds, or with those at hand. */
  pushed(
    uri: string,
    wanted?: (d: readonly Diagnostic[]) => boolean,
  ): Promise<readonly Diagnostic[]>;
  /** Resolves with the lines of the log that match, when there are any. */
  logged(pattern: RegExp): Promise<readonly string[]>;
  /** Resolves when the server has asked for `method` `times` times. */
  askedFor(method: string, times?: number): Promise<void>;
  /** Shuts the server down as the protocol says; resolves with its exit code, also when called again. */
  stop(): Promise<number | null>;
}

/** What an editor has set: most tests ask what is found at all. */
export const SETTINGS = { show: 'all' } as const;

/** What VS Code can do, as far as the server cares. */
export const EDITOR: ClientCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  textDocument: {
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: {
      disabledSupport: true,
      isPreferredSupport: true,
      codeActionLiteralSupport: {
        codeActionKind: { valueSet: ['', 'quickfix', 'refactor', 'source'] },
      },
    },
    diagnostic: { relatedDocumentSupport: false },
    publishDiagnostics: { relatedInformation: true },
  },
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true },
    diagnostics: { refreshSupport: true },
  },
};

/** Starts a server and does the handshake. The caller stops it. */
export async function startClient(options: ClientOptions = {}): Promise<TestClient> {
  if (!existsSync(SERVER)) throw new Error('dist/server.js is missing: run "npm run build"');
  const { child, connection } = launch(options.transport ?? 'stdio');
  const log: string[] = [];
  const asked: string[] = [];
  const diagnostics = new Map<string, readonly Diagnostic[]>();
  let listeners: (() => void)[] = [];
  let settings: unknown = options.settings ?? SETTINGS;

  const happened = (): void => {
    const waiting = listeners;
    listeners = [];
    for (const listener of waiting) listener();
  };
  const until = async <T>(probe: () => T | undefined): Promise<T> => {
    for (;;) {
      const found = probe();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => listeners.push(resolve));
    }
  };

  connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
    log.push(message);
    happened();
  });
  connection.onNotification(
    'textDocument/publishDiagnostics',
    (params: PublishDiagnosticsParams) => {
      diagnostics.set(params.uri, params.diagnostics);
      happened();
    },
  );
  connection.onRequest((method) => {
    asked.push(method);
    happened();
    return method === 'workspace/configuration' ? [settings] : null;
  });
  connection.listen();
  // Requests that a dead server will not answer are rejected instead of waiting for the test's time to run out.
  child.on('exit', () => connection.dispose());

  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: options.capabilities ?? EDITOR,
    initializationOptions: options.initializationOptions,
  });
  const notify = (method: string, params: unknown): void =>
    void connection.sendNotification(method, params);
  notify('initialized', {});

  let ending: Promise<number | null> | undefined;
  const end = async (): Promise<number | null> => {
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    await connection.sendRequest('shutdown');
    notify('exit', undefined);
    return ended;
  };

  return {
    pid: child.pid ?? 0,
    initialized,
    connection,
    log,
    asked,
    request: (method, params) => connection.sendRequest(method, params),
    notify,
    open: (uri, text, version = 1) =>
      notify('textDocument/didOpen', {
        textDocument: { uri, languageId: 'go', version, text },
      }),
    change: (uri, version, contentChanges) =>
      notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges }),
    close: (uri) => notify('textDocument/didClose', { textDocument: { uri } }),
    configure(changed) {
      settings = changed;
      notify('workspace/didChangeConfiguration', { settings: { heapghost: changed } });
    },
    pushed: (uri, wanted = () => true) =>
      until(() => {
        const list = diagnostics.get(uri);
        return list !== undefined && wanted(list) ? list : undefined;
      }),
    logged: (pattern) =>
      until(() => {
        const lines = log.filter((line) => pattern.test(line));
        return lines.length > 0 ? lines : undefined;
      }),
    askedFor: (method, times = 1) =>
      until(() => (asked.filter((m) => m === method).length >= times ? null : undefined)).then(
        () => undefined,
      ),
    stop: () => (ending ??= end()),
  };
}

function launch(transport: Transport): { child: ChildProcess; connection: MessageConnection } {
  if (transport === 'ipc') {
    const child = fork(SERVER, ['--node-ipc'], { execArgv: [], silent: true });
    const connection = createMessageConnection(
      new IPCMessageReader(child),
      new IPCMessageWriter(child),
    );
    return { child, connection };
  }
  const child = spawn(process.execPath, [SERVER, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  return { child, connection };
}

/** The `file:` URI of a path. */
export function fileUri(file: string): string {
  return pathToFileURL(file).href;
}
