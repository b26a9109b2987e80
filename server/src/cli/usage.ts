import { nearest } from '../../../runtime';

/** Exit codes of the command line (docs/contract.md). */
export const EXIT = { ok: 0, findings: 1, error: 2 } as const;

/** A mistake of the caller or of the file system: printed as one line on stderr, exit code 2, never a stack trace. */
export class UsageError extends Error {}

/** A name that there is not, with the one that was meant, or all of them. */
export function unknownName(
  what: string,
  name: string,
  kind: string,
  known: readonly string[],
): UsageError {
  const near = nearest(name, known);
  const hint = near === undefined ? `known are ${known.join(', ')}` : `did you mean ${near}?`;
  return new UsageError(`${what}: no such ${kind}; ${hint}`);
}
