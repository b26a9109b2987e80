/**
 * The open documents of an editor, by canonical URIs (project/uri.ts): their text is the truth. Those that are asked about
 * or edited are parsed as a whole, the latest of them incrementally; the others are parsed as saved files are, since an
 * editor may hold a thousand.
 */
import { parentUri } from '../project/uri';
import type { File } from '../syntax/ast';
import type { OpenDocument } from '../syntax/openFile';
import type { GoParser } from '../syntax/parser';
import type { DocumentEdit } from '../contracts/workspace';

export interface Overlay {
  open(uri: string, version: number, text: string): void;
  /** Applies the edits in order. An unknown document begins empty. */
  change(uri: string, version: number, edits: readonly DocumentEdit[]): void;
  close(uri: string): void;
  text(uri: string): string | undefined;
  version(uri: string): number | undefined;
  /** The newest text, parsed; undefined for a document that is not open. */
  parsed(uri: string, parser: GoParser): File | undefined;
  /**
   * Parses a document as a whole from here on: somebody asks about it, and is going to edit it. Tells whether what was
   * parsed of it before is another file: it is where something is wrong in it, and what that is shows only as a whole.
   */
  parseWhole(uri: string, parser: GoParser): boolean;
  /** The open documents of a folder; of a document that has no folder, such as an untitled one, itself by its own URI. */
  inFolder(folder: string): ReadonlySet<string>;
}

interface Document {
  version: number;
  text: string;
  /** The newest text, parsed, where no tree has to be asked. */
  file?: File;
  whole: boolean;
}

/** Documents whose trees are kept: those that were edited last. A tree takes ten times the memory of its text. */
const MOST_TREES = 16;

const NONE: ReadonlySet<string> = new Set();

export function createOverlay(): Overlay {
  const documents = new Map<string, Document>();
  const folders = new Map<string, Set<string>>();
  /** By URI, the one that was asked for last at the end. */
  const trees = new Map<string, OpenDocument>();

  function put(uri: string, document: Document): void {
    documents.set(uri, document);
    const folder = parentUri(uri) ?? uri;
    const others = folders.get(folder);
    if (others === undefined) folders.set(folder, new Set([uri]));
    else others.add(uri);
  }

  function dropTree(uri: string): void {
    trees.get(uri)?.close();
    trees.delete(uri);
  }

  /** The tree of the newest text. */
  function treeOf(uri: string, { text }: Document, parser: GoParser): OpenDocument {
    const known = trees.get(uri);
    const tree = known ?? parser.open(text);
    if (tree.text !== text) tree.edit(text);
    trees.delete(uri);
    trees.set(uri, tree);
    for (const [oldest, { text: parsed, file }] of trees) {
      if (trees.size <= MOST_TREES) break;
      const document = documents.get(oldest);
      if (document?.text === parsed) document.file ??= file;
      dropTree(oldest);
    }
    return tree;
  }

  return {
    open(uri, version, text) {
      dropTree(uri);
      put(uri, { version, text, whole: false });
    },
    change(uri, version, edits) {
      const text = edits.reduce(
        (before, { start, oldEnd, text: inserted }) =>
          before.slice(0, start) + inserted + before.slice(oldEnd),
        documents.get(uri)?.text ?? '',
      );
      put(uri, { version, text, whole: true });
    },
    close(uri) {
      dropTree(uri);
      documents.delete(uri);
      const folder = parentUri(uri) ?? uri;
      const others = folders.get(folder);
      others?.delete(uri);
      if (others?.size === 0) folders.delete(folder);
    },
    text: (uri) => documents.get(uri)?.text,
    version: (uri) => documents.get(uri)?.version,
    parsed(uri, parser) {
      const document = documents.get(uri);
      if (document === undefined) return undefined;
      if (document.file === undefined && document.whole) return treeOf(uri, document, parser).file;
      if (document.file !== undefined) return document.file;
      const file = parser.parseLazily(document.text);
      // How far a mistake reaches is seen only as a whole, and decides what is known of the package.
      document.whole = !file.sound;
      if (document.whole) return treeOf(uri, document, parser).file;
      return (document.file = file);
    },
    parseWhole(uri, parser) {
      const document = documents.get(uri);
      if (document === undefined || document.whole) return false;
      document.whole = true;
      const before = document.file;
      if (treeOf(uri, document, parser).file.errors.length === 0) return false;
      delete document.file;
      return before !== undefined;
    },
    inFolder: (folder) => folders.get(folder) ?? NONE,
  };
}
