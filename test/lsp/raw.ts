/** A client that sends anything at all: bytes, or messages of which nobody has checked that they are ones. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createDecoder } from '../../server/src/node/framing';

const SERVER = path.resolve(__dirname, '../../dist/server.js');

export type Fields = Readonly<Record<string, unknown>>;

/** How a server ended. */
export interface Ending {
  readonly code: number | null;
  readonly stderr: string;
}

export interface RawClient {
  readonly child: ChildProcess;
  /** What the server sent besides answers, in order: requests and notifications. */
  readonly received: readonly Fields[];
  /** Answers by id, as often as they came; `null` for those without one. */
  readonly answers: ReadonlyMap<unknown, readonly Fields[]>;
  /** Called with each request of the server; the client answers nothing by itself. */
  onRequest(listener: (request: Fields) => void): void;
  bytes(data: string | Buffer): void;
  /** Closes standard input. */
  close(): void;
  send(message: unknown): void;
  /** Sends a request and waits for what comes back with its id. */
  ask(method: string, params?: unknown, id?: string | number): Promise<Fields>;
  /** The first answer with this id. */
  answerTo(id: unknown): Promise<Fields>;
  /** Forgets what was received and answered: a long conversation would fill memory. */
  forget(): void;
  readonly ended: Promise<Ending>;
}

/** The client's own ids, which no message of a test has by chance. */
let asked = 0;

/**
 * @param args how to speak with it; `cwd` and environment are those of the test.
 * @param nodeOptions for the runtime, as a person would give them to node.
 */
export function startRaw(
  args: readonly string[] = ['--stdio'],
  nodeOptions: readonly string[] = [],
): RawClient {
  const child = spawn(process.execPath, [...nodeOptions, SERVER, ...args]);
  const received: Fields[] = [];
  const answers = new Map<unknown, Fields[]>();
  let listeners: (() => void)[] = [];
  let onRequest = (_request: Fields): void => undefined;
  let stderr = '';
  let gone = false;

  const decoder = createDecoder();
  child.stdout.on('data', (bytes: Buffer) => {
    for (const message of decoder.push(bytes) as Fields[]) {
      if (message.method !== undefined) {
        received.push(message);
        if (message.id !== undefined) onRequest(message);
      } else {
        answers.set(message.id, [...(answers.get(message.id) ?? []), message]);
      }
    }
    happened();
  });
  child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
  // The server may end while this client still writes.
  child.stdin.on('error', () => undefined);
  const ended = new Promise<Ending>((resolve) =>
    child.on('close', (code) => {
      gone = true;
      happened();
      resolve({ code, stderr });
    }),
  );
  const happened = (): void => {
    const waiting = listeners;
    listeners = [];
    for (const listener of waiting) listener();
  };
  const answerTo = async (id: unknown): Promise<Fields> => {
    for (;;) {
      const [answer] = answers.get(id) ?? [];
      if (answer !== undefined) return answer;
      if (gone) throw new Error(`the server ended without an answer to ${String(id)}: ${stderr}`);
      await new Promise<void>((resolve) => listeners.push(resolve));
    }
  };
  const send = (message: unknown): void => {
    const body = Buffer.from(JSON.stringify(message));
    child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    child.stdin.write(body);
  };
  return {
    child,
    received,
    answers,
    ended,
    onRequest: (listener) => (onRequest = listener),
    bytes: (data) => child.stdin.write(data),
    close: () => child.stdin.end(),
    send,
    ask: (method, params, id = `asked ${asked++}`) => {
      send({ jsonrpc: '2.0', id, method, params });
      return answerTo(id);
    },
    answerTo,
    forget() {
      received.length = 0;
      answers.clear();
    },
  };
}
