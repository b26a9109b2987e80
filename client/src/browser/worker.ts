import type { MessageTransports } from 'vscode-languageclient/browser';
import { BrowserMessageReader, BrowserMessageWriter } from 'vscode-languageclient/browser';

/** The worker of the last start: it may be busy for ever, and then nobody else would end it. */
let last: Worker | undefined;

/**
 * Starts a worker and ends the one before it. An error that the worker does not catch ends it as it would end a process:
 * the connection closes, and the client starts another one, a few times.
 */
export function startWorker(script: string): Promise<MessageTransports> {
  last?.terminate();
  const worker = new Worker(script);
  last = worker;
  // Before the library listens: for an error of the transport it would stop for good.
  worker.addEventListener('error', (event) => {
    event.stopImmediatePropagation();
    worker.terminate();
    reader.close();
  });
  const reader = new WorkerReader(worker);
  return Promise.resolve({ reader, writer: new BrowserMessageWriter(worker) });
}

/** Ends the worker together with the connection, as the end of its pipe ends a process. */
class WorkerReader extends BrowserMessageReader {
  constructor(private readonly worker: Worker) {
    super(worker);
  }

  /** Tells the client that no message will come any more. */
  close(): void {
    this.fireClose();
  }

  override dispose(): void {
    super.dispose();
    this.worker.terminate();
  }
}
