/** Exit codes of the command line (design: 0 nothing found, 1 findings, 2 usage or I/O error). */
export const EXIT = { ok: 0, findings: 1, error: 2 } as const;

/** A mistake of the caller or of the file system: printed as one line on stderr, exit code 2, never a stack trace. */
export class UsageError extends Error {}
