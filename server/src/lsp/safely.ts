import type { CancellationToken, Connection } from 'vscode-languageserver';
import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** An error for the client, without data: fits every request. */
export type Failure = ResponseError<never>;

/** An InvalidParams error with one line for the client. */
export function invalidParams(message: string): Failure {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}

/** What a request is about, for the log and for what its failure answers. */
export interface Guarded<T> {
  /** `hover`, `code actions`: completes "Error while computing …". */
  readonly what: string;
  readonly uri: string;
  /** The neutral answer when the handler fails. */
  readonly fallback: T;
  readonly token: CancellationToken;
}

/**
 * Runs a request handler so that nothing it does can end the server: a cancelled request answers RequestCancelled (LSP
 * 3.17, "Cancellation Support") before and after the work, an error the handler means for the client (a ResponseError)
 * passes, and any other failure is logged with the file and answered with the fallback.
 */
export async function safely<T>(
  connection: Connection,
  { what, uri, fallback, token }: Guarded<T>,
  handler: () => Promise<T>,
): Promise<T | Failure> {
  // The messages that already arrived come first: among them may be the cancellation of this request.
  await new Promise<void>((resolve) => setTimeout(resolve));
  if (isCancelled(token)) return cancelled();
  try {
    const result = await handler();
    return isCancelled(token) ? cancelled() : result;
  } catch (error) {
    if (error instanceof ResponseError) return error as Failure;
    connection.console.error(`Error while computing ${what} for ${quoted(uri)}: ${stackOf(error)}`);
    return fallback;
  }
}

/** Words of the client in a line of ours: without line breaks, and not too many. */
export function quoted(text: string): string {
  const start = text.slice(0, MOST_QUOTED).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  return text.length > MOST_QUOTED ? `${start}…` : start;
}

const MOST_QUOTED = 300;

/** Runs a notification handler: a failure is logged and the server goes on. */
export async function safelyDo(
  connection: Connection,
  what: string,
  handler: () => Promise<void> | void,
): Promise<void> {
  try {
    await handler();
  } catch (error) {
    connection.console.error(`Error while ${what}: ${stackOf(error)}`);
  }
}

/** A function, since the compiler takes a property that it saw once for settled. */
function isCancelled(token: CancellationToken): boolean {
  return token.isCancellationRequested;
}

function cancelled(): Failure {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled');
}

/** One line for what the client has answered, which is no failure of ours. */
function stackOf(error: unknown): string {
  if (error instanceof ResponseError) return quoted(error.message);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
