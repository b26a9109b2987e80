/** Paths of this system and the `file:` URIs that name them. */
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The `file:` URI of a path, which may be relative; drive letters and everything outside ASCII come out as Node writes them. */
export function uriOf(file: string): string {
  return pathToFileURL(file).href;
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
