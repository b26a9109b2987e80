/**
 * The open documents of an editor, by canonical URIs (project/uri.ts): their text is the truth, and each keeps its syntax
 * tree for incremental parsing.
 */
import type { File } from './syntax/ast';
import type { GoParser, OpenDocument } from './syntax/parser';
import type { DocumentEdit } from './workspace';

export interface Overlay {
  open(uri: string, version: number, text: string): void;
  /** Applies the edits in order. An unknown document begins empty. */
  change(uri: string, version: number, edits: readonly DocumentEdit[]): void;
  close(uri: string): void;
  text(uri: string): string | undefined;
  version(uri: string): number | undefined;
  /** The tree of the newest text; undefined for a document that is not open. */
  parsed(uri: string, parser: GoParser): File | undefined;
  uris(): Iterable<string>;
}

interface Document {
  version: number;
  text: string;
  tree?: OpenDocument;
}

/** Milliseconds after which one parse is given up; far more than any file below the size limit takes. */
const DEADLINE = 2000;

export function createOverlay(): Overlay {
  const documents = new Map<string, Document>();
  return {
    open(uri, version, text) {
      documents.get(uri)?.tree?.close();
      documents.set(uri, { version, text });
    },
    change(uri, version, edits) {
      const document = documents.get(uri) ?? { version, text: '' };
      document.version = version;
      document.text = edits.reduce(
        (text, { start, oldEnd, text: inserted }) =>
          text.slice(0, start) + inserted + text.slice(oldEnd),
        document.text,
      );
      documents.set(uri, document);
    },
    close(uri) {
      documents.get(uri)?.tree?.close();
      documents.delete(uri);
    },
    text: (uri) => documents.get(uri)?.text,
    version: (uri) => documents.get(uri)?.version,
    parsed(uri, parser) {
      const document = documents.get(uri);
      if (document === undefined) return undefined;
      const { tree, text } = document;
      if (tree === undefined) document.tree = parser.open(text, { deadline: DEADLINE });
      else if (tree.text !== text) tree.edit(text, changeBetween(tree.text, text));
      return document.tree?.file;
    },
    uris: () => documents.keys(),
  };
}

/** One change that covers all that differs: several keystrokes since the last parse cost one parse. */
function changeBetween(before: string, after: string): Parameters<OpenDocument['edit']>[1] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < most - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++;
  }
  return { start, oldEnd: before.length - tail, newEnd: after.length - tail };
}
