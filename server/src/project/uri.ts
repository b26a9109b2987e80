/**
 * Just enough of URIs (RFC 3986) for files in folders: a URI is a string, its path is split at `/`, and names are
 * percent-encoded. Nothing here knows a scheme, so `file:`, `vscode-vfs:` and tests' own schemes work alike.
 */

/** Where the path begins: behind `scheme://authority`, or behind `scheme:` when there is no authority. */
function pathStart(uri: string): number {
  const colon = uri.indexOf(':');
  if (uri.startsWith('//', colon + 1)) {
    const slash = uri.indexOf('/', colon + 3);
    return slash < 0 ? uri.length : slash;
  }
  return colon + 1;
}

function withoutTrailingSlash(uri: string): string {
  return uri.endsWith('/') && uri.length > pathStart(uri) + 1 ? uri.slice(0, -1) : uri;
}

/** The folder that holds a file or folder; undefined for a root. */
export function parentUri(uri: string): string | undefined {
  const own = withoutTrailingSlash(uri);
  const first = pathStart(own);
  const slash = own.lastIndexOf('/');
  if (slash < first || own.length <= first + 1) return undefined;
  return slash === first ? own.slice(0, first + 1) : own.slice(0, slash);
}

/** The last name of a URI, decoded; the empty string for a root. */
export function basename(uri: string): string {
  const own = withoutTrailingSlash(uri);
  const slash = own.lastIndexOf('/');
  return slash < pathStart(own) ? '' : decode(own.slice(slash + 1));
}

/**
 * The URI of a relative path below a folder; `.` and `..` are resolved and never leave the root.
 * @param relative names separated by `/`, not percent-encoded.
 */
export function joinUri(folder: string, relative: string): string {
  let at = withoutTrailingSlash(folder);
  for (const name of relative.split('/')) {
    if (name === '' || name === '.') continue;
    if (name === '..') at = parentUri(at) ?? at;
    else at = `${at.endsWith('/') ? at : `${at}/`}${encode(name)}`;
  }
  return at;
}

/**
 * The decoded path from a folder to a file or folder below it; the empty string for the folder itself, undefined for
 * what is not below it. Differences of encoding (`%3A` and `:`) do not count.
 */
export function relativePath(folder: string, uri: string): string | undefined {
  const base = segments(folder);
  const all = segments(uri);
  if (all.length < base.length || base.some((name, i) => name !== all[i])) return undefined;
  return all.slice(base.length).join('/');
}

/** Do two URIs name the same file? */
export function sameUri(a: string, b: string): boolean {
  return a === b || relativePath(a, b) === '';
}

/** The part before the path, then each name, decoded. */
function segments(uri: string): string[] {
  const own = withoutTrailingSlash(uri);
  const first = pathStart(own);
  const names = own
    .slice(first)
    .split('/')
    .filter((name) => name !== '');
  return [own.slice(0, first), ...names.map(decode)];
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    // A stray `%` is not an escape.
    return name;
  }
}

/** Encodes like VS Code and `url.pathToFileURL` do where they agree: everything but unreserved characters. */
function encode(name: string): string {
  // A half of a surrogate pair, as broken import paths hold, has no encoding.
  const wellFormed = name.replace(/[\ud800-\udfff]/gu, '\ufffd');
  return encodeURIComponent(wellFormed).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
