/** The language server in a Node process; the transport is named by the arguments (`--stdio`, `--node-ipc`, …). */
import { Console } from 'node:console';
import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createConnection } from 'vscode-languageserver/node';
import { clientFiles } from '../lsp/clientFiles';
import { guarded } from '../lsp/door';
import { startServer } from '../lsp/server';
import { createNodeEnvironment, withVirtualFiles } from './environment';
import { openTransport } from './transport';

const besideThisBundle = fileURLToPath(new URL('.', import.meta.url));

/** Ends the process, which has nobody to speak with any more. */
function end(why: string): never {
  try {
    writeSync(2, `heapghost: ${why.replace(/\s+/g, ' ')}; the server ends\n`);
  } catch {
    // Nobody reads that either.
  }
  process.exit(1);
}

function main(): void {
  const transport = openTransport(process.argv.slice(2));
  if (transport === undefined) end('no --stdio, --node-ipc, --socket=PORT or --pipe=NAME is given');
  const { reader, writer } = transport;
  // Standard output belongs to the protocol, whoever wants to print.
  globalThis.console = new Console(process.stderr, process.stderr);

  let shutDown = false;
  const closed = (): void => {
    if (shutDown) process.exit(0);
    end('the client closed the connection without a shutdown');
  };
  reader.onError((error) => end(`the client cannot be understood: ${error.message}`));
  writer.onError(([error]) => end(`the client cannot be answered: ${error.message}`));
  reader.onClose(closed);
  writer.onClose(closed);
  process.on('disconnect', closed);

  const connection = createConnection(guarded(reader, writer), writer);
  connection.onShutdown(() => {
    shutDown = true;
  });
  startServer(connection, ({ files }) => {
    const disk = createNodeEnvironment(besideThisBundle);
    return files === true ? withVirtualFiles(disk, clientFiles(connection)) : disk;
  });
}

main();
