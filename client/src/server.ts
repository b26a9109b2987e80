import type { BaseLanguageClient } from 'vscode-languageclient';
import { State } from 'vscode-languageclient';

/** The language server of the window. */
export interface Server {
  /** The client that is connected now; another one after a restart. */
  readonly client: BaseLanguageClient;
  /** Ends the server, in whatever state it is, and starts a new one. */
  restart(): Promise<void>;
  dispose(): void;
}

/**
 * Starts the server in the background: nothing waits for it, and requests wait by themselves.
 *
 * Each start gets a client of its own, since one whose start failed can neither be stopped nor started again.
 */
export function startServer(createClient: () => BaseLanguageClient): Server {
  const start = (): BaseLanguageClient => {
    const started = createClient();
    // A failure is shown by the client itself.
    started.start().catch(() => undefined);
    return started;
  };
  let client = start();
  /** A client that cannot be stopped, because its server does not answer or never came up, is left behind. */
  const end = (): Promise<void> => client.dispose().catch(() => undefined);
  return {
    get client() {
      return client;
    },
    async restart() {
      // While it starts it cannot be stopped, and would be there a second time.
      if (client.state === State.Starting) await client.start().catch(() => undefined);
      await end();
      client = start();
      await client.start();
    },
    dispose: () => void end(),
  };
}
