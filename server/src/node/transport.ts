/** How a client speaks with this process, by the arguments that language clients pass (LSP 3.17, "Implementation Considerations"). */
import { createConnection as connect } from 'node:net';
import type { MessageReader, MessageWriter } from 'vscode-languageserver/node';
import {
  IPCMessageReader,
  IPCMessageWriter,
  SocketMessageWriter,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Socket } from 'node:net';
import { StreamReader } from './framing';

export interface Transport {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

const TRANSPORTS: readonly {
  readonly argument: RegExp;
  open(value: string): Transport;
}[] = [
  {
    argument: /^--stdio$/,
    open: () => ({
      reader: new StreamReader(process.stdin),
      writer: new StreamMessageWriter(process.stdout),
    }),
  },
  {
    argument: /^--node-ipc$/,
    open: () => ({ reader: new IPCMessageReader(process), writer: new IPCMessageWriter(process) }),
  },
  {
    argument: /^--socket=(\d+)$/,
    open: (port) => overSocket(connect(Number(port), '127.0.0.1')),
  },
  { argument: /^--pipe=(.+)$/s, open: (name) => overSocket(connect(name)) },
];

function overSocket(socket: Socket): Transport {
  return { reader: new StreamReader(socket), writer: new SocketMessageWriter(socket) };
}

/** The transport that the arguments name, with their values behind `=` or as the next one; undefined when none does. */
export function openTransport(args: readonly string[]): Transport | undefined {
  for (const [i, arg] of args.entries()) {
    for (const transport of TRANSPORTS) {
      const { argument } = transport;
      const match = argument.exec(arg) ?? argument.exec(`${arg}=${args[i + 1] ?? ''}`);
      if (match !== null) return transport.open(match[1] ?? '');
    }
  }
  return undefined;
}
