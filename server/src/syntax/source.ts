export type DecodedSource =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/** Bytes that are looked at to tell a binary file. */
const BINARY_PROBE = 8000;

/**
 * The text of a Go source file's bytes. Go source is UTF-8; a byte order mark at its start is dropped (go/scanner does
 * so too), and all our offsets are of the text without it. A file that is not UTF-8 or holds NUL bytes is refused with a
 * reason, since every offset in it would be a guess.
 */
export function decodeSource(bytes: Uint8Array): DecodedSource {
  if (bytes.subarray(0, BINARY_PROBE).includes(0)) {
    return { ok: false, reason: 'The file is binary.' };
  }
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, reason: 'The file is not UTF-8.' };
  }
}
