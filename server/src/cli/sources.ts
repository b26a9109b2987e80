/** Places of analysis (URIs, UTF-16 offsets) as the command line prints them (paths, 1-based lines, bytes). */
import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { Edit, Place } from '../contracts/findings';
import { pathOf } from '../node/paths';
import type { LineIndex } from '../syntax/lines';
import { lineIndex } from '../syntax/lines';
import type { Workspace } from '../contracts/workspace';
import type { ResultEdit, ResultPlace } from './checkResult';

export interface Sources {
  place(place: Place): Promise<ResultPlace>;
  edit(edit: Edit): Promise<ResultEdit>;
  index(uri: string): Promise<FileIndex>;
}

/** The lines of a file, and how many bytes of a byte order mark stand before its text. */
export interface FileIndex {
  readonly lines: LineIndex;
  readonly bom: 0 | 3;
}

/** Files whose lines are kept: places come in the order of files, and an index keeps the text. */
const MOST_INDEXES = 32;

/** Looks up the texts of a workspace once for each file, as long as few others come between. */
export function createSources(workspace: Workspace): Sources {
  const indexes = new Map<string, Promise<FileIndex>>();

  function index(uri: string) {
    let entry = indexes.get(uri);
    if (entry === undefined) {
      entry = makeIndex(workspace, uri);
      indexes.set(uri, entry);
      const [oldest] = indexes.keys();
      if (indexes.size > MOST_INDEXES && oldest !== undefined) indexes.delete(oldest);
    }
    return entry;
  }

  return {
    index,
    async place({ uri, start, end }) {
      const { lines } = await index(uri);
      const [from, to] = [lines.goPosition(start), lines.goPosition(end)];
      return {
        file: displayPath(uri),
        line: from.line,
        endLine: to.line,
        col: from.column,
        endCol: to.column,
        utf16Col: lines.position(start).character + 1,
        utf16EndCol: lines.position(end).character + 1,
      };
    },
    async edit({ uri, start, end, text }) {
      const { lines, bom } = await index(uri);
      return {
        file: displayPath(uri),
        start: lines.byteOffset(start) + bom,
        end: lines.byteOffset(end) + bom,
        text,
      };
    },
  };
}

async function makeIndex(workspace: Workspace, uri: string): Promise<FileIndex> {
  const text = await workspace.text(uri);
  const path = pathOf(uri);
  // What the workspace has not read may be a pipe, which would be waited for.
  const bytes =
    text === undefined || path === undefined
      ? undefined
      : await readFile(path).catch(() => undefined);
  const marked = bytes?.[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { lines: lineIndex(text ?? ''), bom: marked ? 3 : 0 };
}

/** Relative to the working folder for what lies below it, else absolute; always with `/`. */
export function displayPath(uri: string): string {
  const path = pathOf(uri) ?? uri;
  const short = relative(process.cwd(), path);
  const outside = short === '..' || short.startsWith(`..${sep}`);
  const inside = short !== '' && !outside && short !== path;
  return (inside ? short : path).split(sep).join('/');
}
