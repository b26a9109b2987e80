/** A language server in the process of the tests, so that they can count what it does. */
import { PassThrough } from 'node:stream';
import type { MessageConnection } from 'vscode-languageserver/node';
import {
  createConnection,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Environment } from '../../server/src/contracts/environment';
import { guarded } from '../../server/src/lsp/door';
import { startServer } from '../../server/src/lsp/server';
import type { Work } from '../../server/src/contracts/workspace';
import { EDITOR, SETTINGS } from './client';

export interface InProcess {
  readonly client: MessageConnection;
  /** What the server has done. */
  readonly work: readonly Work[];
  /** What it wrote to its log. */
  readonly log: readonly string[];
  /** Resolves when `wanted` holds; it is asked whenever the server has done something. */
  until(wanted: () => boolean): Promise<void>;
  dispose(): void;
}

/** Starts a server over files that an environment has, and does the handshake. */
export async function startInProcess(environment: Environment): Promise<InProcess> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const work: Work[] = [];
  const log: string[] = [];
  let waiting: (() => void)[] = [];
  const happened = (): void => {
    const listeners = waiting;
    waiting = [];
    for (const listener of listeners) listener();
  };
  const writer = new StreamMessageWriter(down);
  startServer(
    createConnection(guarded(new StreamMessageReader(up), writer), writer),
    () => environment,
    (done) => {
      work.push(done);
      happened();
    },
  );
  const client = createMessageConnection(
    new StreamMessageReader(down),
    new StreamMessageWriter(up),
  );
  client.onNotification('window/logMessage', ({ message }: { message: string }) => {
    log.push(message);
    happened();
  });
  client.onRequest((method) => (method === 'workspace/configuration' ? [SETTINGS] : null));
  client.listen();
  await client.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: EDITOR,
  });
  await client.sendNotification('initialized', {});
  return {
    client,
    work,
    log,
    async until(wanted) {
      while (!wanted()) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    dispose: () => client.dispose(),
  };
}
