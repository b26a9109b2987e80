/** Paths of this system and the `file:` URIs that name them. */
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canonicalUri, joinUri } from '../project/uri';

export { relativeReference } from '../project/uri';

/**
 * The canonical `file:` URI of a path, which may be relative. Not by `url.pathToFileURL`, which loses control characters
 * at the end of a name.
 */
export function uriOf(file: string): string {
  const path = resolve(file).split(sep).join('/');
  // `\\server\share` on Windows.
  const [, host = '', rest = path] = /^\/\/([^/]+)(\/.*|)$/s.exec(path) ?? [];
  return joinUri(canonicalUri(`file://${host}/`), rest);
}

/** The path of a `file:` URI, drive letters with or without an escaped colon; undefined for any other URI. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    // A file URI that names no path of this system: a host, or an escaped slash.
    return undefined;
  }
}
