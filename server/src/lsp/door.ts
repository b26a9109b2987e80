/**
 * The one way in: everything that a client sends, over whatever transport, passes here before any handler, those of the
 * library included. What is no message, has wrong parameters (messages.ts) or comes at the wrong time is answered or
 * dropped, and changes nothing.
 */
import type {
  Message,
  MessageReader,
  MessageWriter,
  NotificationMessage,
  ResponseMessage,
} from 'vscode-languageserver';
import { ErrorCodes, MessageType } from 'vscode-languageserver';
import { quoted } from './safely';
import { checked, NOTIFICATIONS, REQUESTS, schemaOf } from './messages';

/** What becomes of one message; nothing at all for one that is ignored. */
export interface Verdict {
  /** For the handlers. */
  readonly pass?: Message;
  /** For the client. */
  readonly reply?: ResponseMessage;
  /** For the log of the client: one line. */
  readonly log?: string;
}

type Fields = Readonly<Record<string, unknown>>;
type Id = string | number;

/** Where the conversation is (LSP 3.17, "Server lifecycle"). */
type Phase = 'new' | 'running' | 'shut down';

/** Judges the messages of one client, in their order. */
export function createDoor(): (message: unknown) => Verdict {
  let phase: Phase = 'new';
  let greeted = false;

  function request(id: Id, method: string, message: Fields): Verdict {
    const refused = untimely(phase, method);
    if (refused !== undefined) return refuse(id, ...refused);
    const schema = schemaOf(REQUESTS, method);
    if (schema === undefined) {
      return refuse(id, ErrorCodes.MethodNotFound, `Unhandled method ${quoted(method)}`);
    }
    const result = checked(schema, message['params']);
    if ('wrong' in result) return refuse(id, ErrorCodes.InvalidParams, result.wrong);
    if (method === 'initialize') phase = 'running';
    if (method === 'shutdown') phase = 'shut down';
    return { pass: { ...message, params: result.params } as unknown as Message };
  }

  function notification(method: string, message: Fields): Verdict {
    if (phase !== 'running' && method !== 'exit') return {};
    const schema = schemaOf(NOTIFICATIONS, method);
    // A client may send what this server has not asked for, and what begins with `$/` need not be understood.
    if (schema === undefined) return {};
    const result = checked(schema, message['params']);
    if ('wrong' in result) return { log: `Ignored ${method}: ${result.wrong}` };
    if (method === 'initialized') {
      if (greeted) return { log: 'Ignored initialized: it was sent before' };
      greeted = true;
    }
    return { pass: { ...message, params: result.params } as unknown as Message };
  }

  return (message) => {
    if (!isObject(message)) {
      const what = Array.isArray(message) ? 'batches of messages are not supported' : 'no object';
      return refuse(null, ErrorCodes.InvalidRequest, `Not a message: ${what}`);
    }
    const { jsonrpc, id, method, result, error } = message;
    const known = isId(id) ? id : null;
    if (method === undefined && (result !== undefined || error !== undefined)) {
      return isId(id) ? { pass: response(id, message) } : {};
    }
    const wrong = complaint(jsonrpc, id, method);
    if (wrong !== undefined) {
      if (id === undefined) return { log: `Ignored a message: ${wrong}` };
      const refusal = refuse(known, ErrorCodes.InvalidRequest, `Not a message: ${wrong}`);
      // Were it the broken answer to a request of ours, that would wait for ever.
      return method === undefined && isId(id) ? { ...refusal, pass: noAnswer(id) } : refusal;
    }
    const name = method as string;
    return isId(id) ? request(id, name, message) : notification(name, message);
  };
}

/** Why a request may not come now: a code and a line; undefined when it may. */
function untimely(phase: Phase, method: string): readonly [number, string] | undefined {
  switch (phase) {
    case 'new':
      return method === 'initialize'
        ? undefined
        : [ErrorCodes.ServerNotInitialized, 'The server waits for the request initialize'];
    case 'running':
      return method === 'initialize'
        ? [ErrorCodes.InvalidRequest, 'The server is initialized already']
        : undefined;
    case 'shut down':
      return [ErrorCodes.InvalidRequest, 'The server has been shut down'];
  }
}

/** What is wrong with a message that is no response; undefined when it is a request or a notification. */
function complaint(jsonrpc: unknown, id: unknown, method: unknown): string | undefined {
  if (jsonrpc !== '2.0') return 'jsonrpc must be "2.0"';
  if (id !== undefined && !isId(id)) return 'id must be a string or a number';
  return typeof method === 'string' ? undefined : 'method must be a string';
}

/** A response with a result, or with an error that has the fields of one. */
function response(id: Id, message: Fields): Message {
  const { error, result } = message;
  if (error === undefined || error === null) {
    return (result === undefined ? noAnswer(id) : { jsonrpc: '2.0', id, result }) as Message;
  }
  const { code, message: text } = isObject(error) ? error : {};
  if (!Number.isSafeInteger(code) || typeof text !== 'string') return noAnswer(id);
  return { jsonrpc: '2.0', id, error: { code, message: text } } as Message;
}

function noAnswer(id: Id): Message {
  const error = { code: ErrorCodes.InvalidRequest, message: 'The client sent a broken response' };
  return { jsonrpc: '2.0', id, error } as Message;
}

function refuse(id: Id | null, code: number, message: string): Verdict {
  return { reply: { jsonrpc: '2.0', id, error: { code, message } } };
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isId(id: unknown): id is Id {
  return typeof id === 'string' || (typeof id === 'number' && Number.isFinite(id));
}

/** A reader that hands on only what may come in; the answers to the rest leave by the writer. */
export function guarded(reader: MessageReader, writer: MessageWriter): MessageReader {
  const judge = createDoor();
  /** A client that reads no more is reported by the writer's own events. */
  const send = (message: Message): void => void writer.write(message).catch(() => undefined);
  return {
    onError: reader.onError,
    onClose: reader.onClose,
    onPartialMessage: reader.onPartialMessage,
    listen: (callback) =>
      reader.listen((message) => {
        const { pass, reply, log } = judge(message);
        if (reply !== undefined) send(reply);
        if (log !== undefined) send(logMessage(log));
        if (pass !== undefined) callback(pass);
      }),
    dispose: () => reader.dispose(),
  };
}

function logMessage(message: string): NotificationMessage {
  const params = { type: MessageType.Warning, message };
  return { jsonrpc: '2.0', method: 'window/logMessage', params };
}
