/**
 * Messages out of a stream (LSP 3.17, "Base Protocol"): a header with Content-Length, then JSON. What is broken here
 * cannot be mended, since nobody knows where the next message begins: it is an error of the reader, and the last one.
 * The library's own reader waits for ever where a header does not end, and takes `12abc` and `-5` for lengths.
 */
import type { Readable } from 'node:stream';
import type { DataCallback, Disposable, MessageReader } from 'vscode-languageserver/node';
import { AbstractMessageReader } from 'vscode-languageserver/node';

/** Bytes; headers have one or two lines. */
const MOST_HEADER = 4096;

/** Bytes. A message holds a whole file at most, and editors do not hand out files of more than 50 MB. */
const MOST_BODY = 256 * 1024 * 1024;

const END = '\r\n\r\n';

/** Lines as they have to be, of which the last one may not have come yet. */
const HEADER_SO_FAR =
  /^(?:[\w!#$%&'*+.^`|~-]+:[^\r\n]*\r\n)*(?:[\w!#$%&'*+.^`|~-]*|[\w!#$%&'*+.^`|~-]+:[^\r\n]*)\r?$/;

/** Takes bytes as they come and gives the messages that they complete. Throws an Error of one line for broken framing. */
export interface Decoder {
  push(bytes: Buffer): readonly unknown[];
  /** Whether a message has begun that has not ended. */
  readonly begun: boolean;
}

export function createDecoder(): Decoder {
  let chunks: Buffer[] = [];
  let size = 0;
  /** Bytes of the body; undefined while its header is awaited. */
  let length: number | undefined;

  const joined = (): Buffer => {
    const [first] = chunks;
    return chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks, size);
  };
  const keep = (rest: Buffer): void => {
    chunks = rest.length === 0 ? [] : [rest];
    size = rest.length;
  };

  return {
    push(bytes) {
      chunks.push(bytes);
      size += bytes.length;
      const messages: unknown[] = [];
      for (;;) {
        if (length === undefined) {
          const all = joined();
          const end = all.indexOf(END);
          const header = all.toString('latin1', 0, end < 0 ? Math.min(size, MOST_HEADER) : end);
          if (end < 0 ? size > MOST_HEADER : end > MOST_HEADER) {
            throw new Error(`a header has more than ${MOST_HEADER} bytes`);
          }
          if (!HEADER_SO_FAR.test(header)) throw new Error('a header is not made of "Name: value"');
          keep(end < 0 ? all : all.subarray(end + END.length));
          if (end < 0) return messages;
          length = contentLength(header);
        }
        if (size < length) return messages;
        const all = joined();
        const body = all.subarray(0, length);
        keep(all.subarray(length));
        length = undefined;
        messages.push(parsed(body));
      }
    },
    get begun() {
      return size > 0 || length !== undefined;
    },
  };
}

function contentLength(header: string): number {
  let length: number | undefined;
  for (const line of header.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'content-type') checkCharset(value);
    if (name !== 'content-length') continue;
    if (!/^\d+$/.test(value)) throw new Error('Content-Length is not a number');
    if (length !== undefined) throw new Error('a header has two Content-Length');
    length = Number(value);
  }
  if (length === undefined) throw new Error('a header has no Content-Length');
  if (length > MOST_BODY) {
    throw new Error(`Content-Length is larger than ${MOST_BODY}: no message has so many bytes`);
  }
  return length;
}

/** `utf8` is what clients of the first versions of the protocol write. */
function checkCharset(type: string): void {
  const charset = /charset\s*=\s*"?([^";\s]*)/i.exec(type)?.[1]?.toLowerCase();
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
    throw new Error('Content-Type names another charset than utf-8');
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new Error(`a body of ${body.length} bytes is not JSON`);
  }
}

/** Reads the messages of a stream; an error of it is the last thing that it reports. */
export class StreamReader extends AbstractMessageReader implements MessageReader {
  constructor(private readonly stream: Readable) {
    super();
  }

  listen(callback: DataCallback): Disposable {
    const decoder = createDecoder();
    const read = (bytes: Buffer): void => {
      try {
        for (const message of decoder.push(bytes)) callback(message as Parameters<DataCallback>[0]);
      } catch (error) {
        this.stream.off('data', read);
        this.fireError(error);
      }
    };
    const ended = (): void => {
      if (decoder.begun) this.fireError(new Error('the stream ends in the middle of a message'));
      else this.fireClose();
    };
    this.stream.on('data', read);
    this.stream.once('end', ended);
    this.stream.once('close', ended);
    this.stream.on('error', (error) => this.fireError(error));
    return { dispose: () => void this.stream.off('data', read) };
  }
}
