/**
 * The signatures of analysis.ts: what lsp/ and cli/ may ask. Everything is plain data with UTF-16 offsets. URIs may be
 * spelled in any way; those of answers are canonical (project/uri.ts).
 */
import type { TypeShapeResult } from '../../../runtime';
import type { Finding, Fix, FixOffer, MapReport, RefusedFix } from './findings';
import type { Settings } from './settings';

/** One edit of an open document: the text between `start` and `oldEnd` became `text`, which ends at `newEnd`. UTF-16 offsets. */
export interface DocumentEdit {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
  readonly text: string;
}

export type FileChange = 'created' | 'changed' | 'deleted';

/** As in vscode-languageserver: an asked-for answer that nobody waits for any more. */
export interface CancellationToken {
  readonly isCancellationRequested: boolean;
}

/** Work that is done, and what is read for it: once for a package as it is at one moment. */
export type Work =
  /** The files of a folder were read, and its package is made when something asks. */
  | { readonly kind: 'load'; readonly folder: string }
  /** What was taken from the module around a folder that was read, as `Around.text`. */
  | { readonly kind: 'surroundings'; readonly folder: string; readonly text: string }
  /**
   * An import was looked up: of the files of a folder, by URI, or of a package, by what leads there; `leads` as in
   * `Looked`.
   */
  | {
      readonly kind: 'import';
      readonly by: string;
      readonly path: string;
      readonly leads: string;
    }
  /** All rules ran over a package. */
  | { readonly kind: 'rules' }
  /** The fixes of one finding, or the rewrites of one map, were made and formatted. */
  | { readonly kind: 'fixes'; readonly rule: string };

export type Observer = (work: Work) => void;

/** How much is read and kept. */
export interface Limits {
  /** UTF-16 length of the texts of packages that are only imported. */
  readonly mostText: number;
  /** Bytes of a file. A larger one is not analysed: it would stop everything else for seconds. */
  readonly mostBytes: number;
}

/** Why a file, or a part of it, was not analysed; one line for people. */
export interface FileProblem {
  readonly uri: string;
  readonly message: string;
}

/** What is left out of findings unless somebody asks for it, each as a file is called. */
export type LeftOut = 'test' | 'generated file' | 'vendored file' | 'file of the module cache';

/** A record of `heapghost layout --json` (docs/contract.md), with UTF-16 offsets. Bytes, except `start` and `end`. */
export interface LayoutRecord {
  readonly uri: string;
  /** Where the type expression, or the declared name of a type, starts and ends. */
  readonly start: number;
  readonly end: number;
  readonly kind: 'map' | 'type' | 'struct';
  readonly name?: string;
  readonly type: string;
  /** Bytes; null when unknown. */
  readonly size: number | null;
  readonly align: number | null;
  readonly key?: string;
  readonly keySize?: number | null;
  readonly elem?: string;
  readonly elemSize?: number | null;
  /** Whether a value holds pointers; null when unknown. */
  readonly pointers: boolean | null;
  readonly map?: MapLayoutRecord;
  readonly unknown?: string;
}

/** The layout of a map in a layout record: the plain data of runtime's `MapLayout`. */
export type MapLayoutRecord = Readonly<Record<string, unknown>>;

/** What `layout` says of one file. */
export interface FileLayout {
  /** One for each map type expression, named type and struct type of the file, in source order. */
  readonly records: readonly LayoutRecord[];
  readonly problems: readonly FileProblem[];
}

/** What lies around a folder now. */
export interface Around {
  /** Module, Go versions and build target: equal where a package would be made in the same way. */
  readonly text: string;
  /** Where an import of a file of the folder leads. */
  readonly lookUp: (path: string) => Looked;
}

export interface Looked {
  /** Where it leads, or why it leads nowhere. */
  readonly leads: string;
  /** Absent where no source is read. */
  readonly package?: {
    /** URI. */
    readonly folder: string;
    /** Where an import of that package leads. */
    readonly lookUp: (path: string) => Looked;
  };
}

/**
 * The packages of a workspace, loaded on demand and kept by content. No method throws for bad Go or a missing file;
 * an answer for a file that cannot be read is empty, and `problems` says why. A cancelled request answers with what an
 * empty file would give: the caller drops it.
 */
export interface Workspace {
  /** Takes effect with the next request. */
  setSettings(settings: Settings): void;
  /** From here on the buffer is the truth for this file. */
  openDocument(uri: string, version: number, text: string): void;
  /** Applies the edits in order, each on the result of the one before (LSP `didChange`). */
  changeDocument(uri: string, version: number, edits: readonly DocumentEdit[]): void;
  /** From here on the saved file is the truth. */
  closeDocument(uri: string): void;
  /** A file or folder was created, changed or deleted outside the open documents. */
  fileChanged(uri: string, change: FileChange): void;
  /** The findings that stand in this file, in source order; rules look at its whole package. */
  findings(uri: string, token?: CancellationToken): Promise<readonly Finding[]>;
  /** As what the file is left out of findings; undefined when it is not. */
  leftOut(uri: string, token?: CancellationToken): Promise<LeftOut | undefined>;
  /** The findings that touch the range, with their fixes, preferred ones first. */
  fixes(
    uri: string,
    start: number,
    end: number,
    token?: CancellationToken,
  ): Promise<readonly FixOffer[]>;
  /**
   * The fixes of a finding that `findings` gave, preferred ones first, made from the package with its tests alone: what
   * the finding was found in may be released.
   */
  fixesOf(finding: Finding, token?: CancellationToken): Promise<readonly (Fix | RefusedFix)[]>;
  /**
   * Lets go of what was made of the folder of a file, unless fixes are made of the very same: a package with its tests is
   * another one, and only few machines mind the time more than the memory of both.
   */
  release(uri: string): Promise<void>;
  /** Rewrites of the map under the range that are offered without a finding (LSP `refactor.rewrite`). */
  refactorings(
    uri: string,
    start: number,
    end: number,
    token?: CancellationToken,
  ): Promise<readonly (Fix | RefusedFix)[]>;
  /**
   * Makes what `fixes` and `refactorings` will answer in a file, piece by piece, so that they answer at once. A piece
   * takes as long as one of their requests.
   * @param goesOn asked before each piece: lets other requests come first, and tells whether to go on
   */
  prepare(uri: string, goesOn: () => Promise<boolean>): Promise<void>;
  /**
   * The map at the offset; undefined when the cursor is on something else. Its uses are those that findings count: none
   * in tests, unless the file is one itself.
   */
  mapReport(uri: string, offset: number, token?: CancellationToken): Promise<MapReport | undefined>;
  /** The shapes of types as they would be written at the offset, or why there is none; undefined for an unknown file. */
  typeShapes(
    uri: string,
    offset: number,
    texts: readonly string[],
    token?: CancellationToken,
  ): Promise<readonly TypeShapeResult[] | undefined>;
  /** The types that the file writes out, and what of it kept some of them from being seen. */
  layout(uri: string, token?: CancellationToken): Promise<FileLayout>;
  /** What kept the file, or a part of it, from being analysed; empty when all went well. */
  problems(uri: string, token?: CancellationToken): Promise<readonly FileProblem[]>;
  /** What lies around a folder, by URI; no Go file is read. Only where files can be read at once. */
  around(folder: string): Promise<Around>;
  /** The text that answers for this file are about: the open buffer, else the saved file. */
  text(uri: string): Promise<string | undefined>;
  /** The version of an open document, for versioned edits. */
  version(uri: string): number | undefined;
}
