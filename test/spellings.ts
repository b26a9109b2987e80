/** How editors spell the URI of a file, and the file names that they spell in different ways. */
import { pathToFileURL } from 'node:url';

/** By the editor that does it: the URI of an absolute path with `/`. */
export const SPELLINGS: Readonly<Record<string, (path: string) => string>> = {
  // vs/base/common/uri.ts, encodeURIComponentFast: all but the unreserved characters, and a lower-case drive letter.
  'VS Code': (path) =>
    `file://${escapedBut(/[A-Za-z0-9\-._~/]/, path).replace(/^\/[A-Z]%3A/, (d) => `/${d.charAt(1).toLowerCase()}%3A`)}`,
  // url.pathToFileURL, which does not read drive letters on other systems than Windows: there they are written so too.
  Node: (path) => pathToFileURL(path).href,
  // runtime/lua/vim/uri.lua, PATTERNS.rfc3986.
  Neovim: (path) => `file://${escapedBut(/[A-Za-z0-9\-._~!$&'()*+,;=:@/]/, path)}`,
  // As before 0.10, PATTERNS.rfc2396.
  'an older Neovim': (path) => `file://${escapedBut(/[A-Za-z0-9\-_.!~*'()/]/, path)}`,
  // java.io.File.toURI: no authority.
  Java: (path) => `file:${escapedBut(/[A-Za-z0-9\-._~!$&'()*+,;=:@/]/, path)}`,
  'an editor with lower-case escapes': (path) =>
    `file://${escapedBut(/[A-Za-z0-9\-._~/]/, path).replace(/%../g, (e) => e.toLowerCase())}`,
  'an editor that escapes all': (path) => `file://${escapedBut(/\//, path)}`,
};

/** Characters, and runs of them, that file names may have on Linux. */
export const ODD_NAMES = [
  ...Array.from('+@,;&=:()\'$~!*[]{}|^`"<>\\ %#?é日👻'),
  '%2F',
  '%41',
  '100%',
  'c:',
  '\t',
  '..',
] as const;

function escapedBut(kept: RegExp, path: string): string {
  return Array.from(path, (character) => {
    if (kept.test(character)) return character;
    const bytes = [...Buffer.from(character)];
    return bytes.map((b) => `%${b.toString(16).toUpperCase().padStart(2, '0')}`).join('');
  }).join('');
}
