/**
 * Just enough of URIs (RFC 3986) for files in folders: a URI is a string, its path is split at `/`, and names are
 * percent-encoded. Nothing here knows a file system, so `file:`, `vscode-vfs:` and tests' own schemes work alike.
 *
 * One file has many URIs: VS Code, Node and Neovim escape different characters and write drive letters differently. So
 * the core works with one spelling only, that of `canonicalUri`, which can be compared and be the key of a map. The doors
 * of the core (analysis.ts, node/paths.ts) make it, and `joinUri`, `resolvePath` and `parentUri` keep it.
 */
import { decoded } from '../base/fileName';

/** RFC 3986, appendix B: scheme, authority, path, query, fragment. Every string has these parts. */
const PARTS =
  /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*)(?![^/?#]))?([^?#]*)(\?[^#]*)?(#.*)?$/s;

/**
 * The one spelling of all URIs that name the same file: that of VS Code. Every character but the unreserved ones is
 * escaped, escapes are upper-case, scheme, host and drive letter lower-case; there are no empty, `.` or `..` names and no
 * slash at the end, except that of a root. Letters' case in names counts, as it does on most systems that Go is built on.
 */
export function canonicalUri(uri: string): string {
  const [, scheme = '', authority = '', path = '', query = '', fragment = ''] =
    PARTS.exec(uri) ?? [];
  const kind = scheme.toLowerCase();
  const host = canonicalAuthority(authority);
  const rest = escapeAll(query, '?') + escapeAll(fragment, '#');
  const own = canonicalPath(path, kind, host) + rest;
  const prefix = kind === '' ? '' : `${kind}:`;
  if (kind === 'file') return `${prefix}//${host === 'localhost' ? '' : host}${own}`;
  return host === '' ? prefix + own : `${prefix}//${host}${own}`;
}

function canonicalPath(path: string, scheme: string, host: string): string {
  const rooted = path.startsWith('/') || host !== '' || scheme === 'file';
  const names: string[] = [];
  for (const raw of path.split('/')) {
    const name = escapeName(raw);
    if (name === '' || name === '.') continue;
    if (name !== '..') names.push(name);
    else if (rooted) names.pop();
  }
  if (!rooted) return names.join('/');
  if (scheme === 'file' && names[0] !== undefined) names[0] = lowerDrive(names[0]);
  return `/${names.join('/')}`;
}

/** VS Code writes drive letters lower-case, Node as they come. */
function lowerDrive(name: string): string {
  return /^[A-Z]%3A$/.test(name) ? name.toLowerCase().replace('%3a', '%3A') : name;
}

function canonicalAuthority(authority: string): string {
  const escaped = authority
    .split(/([@:[\]])/)
    .map((part, i) => (i % 2 === 0 ? escapeName(part) : part))
    .join('');
  // The case of escapes does not follow that of the host.
  return escaped.replace(/%[0-9A-F]{2}|[A-Z]+/g, (part) =>
    part.startsWith('%') ? part : part.toLowerCase(),
  );
}

/** A query or fragment with its delimiter. */
function escapeAll(part: string, delimiter: '?' | '#'): string {
  return part === '' ? '' : delimiter + escapeName(part.slice(1));
}

const NOT_PLAIN = /[^A-Za-z0-9\-._~]/;
const ESCAPE_OR_RUN = /%[0-9A-Fa-f]{2}|[^%A-Za-z0-9\-._~]+|%/g;
const UNRESERVED = /[A-Za-z0-9\-._~]/;

/** Escapes what has to be, and undoes the escapes that nobody needs (RFC 3986, section 6.2.2). */
function escapeName(raw: string): string {
  if (!NOT_PLAIN.test(raw)) return raw;
  return raw.replace(ESCAPE_OR_RUN, (part) => {
    if (part.length === 3 && part.startsWith('%')) {
      const character = String.fromCharCode(parseInt(part.slice(1), 16));
      return UNRESERVED.test(character) ? character : part.toUpperCase();
    }
    return encode(part);
  });
}

/** Where the path begins: after `scheme://authority`, or after `scheme:` when there is no authority. */
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

/**
 * The folder that holds a file or folder; undefined for a root, and for a URI with a query or fragment: such a document
 * is a part or an older version of a file, and nobody says what lies beside it.
 */
export function parentUri(uri: string): string | undefined {
  if (/[?#]/.test(uri)) return undefined;
  const own = withoutTrailingSlash(uri);
  const first = pathStart(own);
  const slash = own.lastIndexOf('/');
  if (slash < first || own.length <= first + 1) return undefined;
  return slash === first ? own.slice(0, first + 1) : own.slice(0, slash);
}

/** The last name of a URI's path, decoded; the empty string for a root. */
export function basename(uri: string): string {
  const own = withoutTrailingSlash(uri.replace(/[?#].*/s, ''));
  const slash = own.lastIndexOf('/');
  return decoded(own.slice(Math.max(slash + 1, pathStart(own))));
}

/**
 * The URI of a relative path below a folder; `.` and `..` are resolved and never leave the root.
 * @param folder canonical, and then so is the result.
 * @param relative names separated by `/`, not percent-encoded.
 */
export function joinUri(folder: string, relative: string): string {
  let at = withoutTrailingSlash(folder);
  for (const name of relative.split('/')) {
    if (name === '' || name === '.') continue;
    if (name === '..') at = parentUri(at) ?? at;
    else if (at === 'file:///') at += lowerDrive(encode(name));
    else at = `${at.endsWith('/') ? at : `${at}/`}${encode(name)}`;
  }
  return at;
}

/** The relative reference (RFC 3986, section 4.2) of a relative path, as a report has it that names no folder. */
export function relativeReference(path: string): string {
  return path.split('/').map(encode).join('/');
}

/** The file or folder that a path means which stands in a file of a folder, such as go.mod: relative to it or absolute. */
export function resolvePath(folder: string, path: string): string {
  const forward = path.replaceAll('\\', '/');
  const isAbsolute = forward.startsWith('/') || /^[A-Za-z]:\//.test(forward);
  return joinUri(isAbsolute ? rootOf(folder) : folder, forward);
}

function rootOf(uri: string): string {
  return `${uri.slice(0, pathStart(uri))}/`;
}

/**
 * The decoded path from a folder to a file or folder below it; the empty string for the folder itself, undefined for
 * what is not below it. How they are spelled does not count.
 */
export function relativePath(folder: string, uri: string): string | undefined {
  const base = canonicalUri(folder);
  const all = canonicalUri(uri);
  if (all === base) return '';
  const prefix = base.endsWith('/') ? base : `${base}/`;
  if (!all.startsWith(prefix)) return undefined;
  return all.slice(prefix.length).split('/').map(decoded).join('/');
}

/** Do two URIs, however they are spelled, name the same file? */
export function sameUri(a: string, b: string): boolean {
  return a === b || canonicalUri(a) === canonicalUri(b);
}

/** Escapes everything but unreserved characters. */
function encode(text: string): string {
  if (!NOT_PLAIN.test(text)) return text;
  // A half of a surrogate pair, as broken import paths hold, has no encoding.
  const wellFormed = text.replace(/[\ud800-\udfff]/gu, '\ufffd');
  return encodeURIComponent(wellFormed).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
