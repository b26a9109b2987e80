/**
 * What the pure layers need from the world, injected by node/, browser/ and cli/, so that the same code runs on the
 * desktop, in a web worker and in tests.
 *
 * Files and folders are named by canonical URIs (project/uri.ts), those that come from here too.
 */
export interface Environment {
  /** The bytes of a file; undefined when it does not exist or cannot be read. Never rejects. */
  readFile(uri: string): Promise<Uint8Array | undefined>;
  /** The entries of a folder; undefined when it does not exist or cannot be read. Never rejects. */
  readDirectory(uri: string): Promise<readonly DirectoryEntry[] | undefined>;
  /** As `readFile`, at once; absent where reading means asking somebody else. Never throws. */
  readonly readFileSync?: (uri: string) => Uint8Array | undefined;
  /** As `readDirectory`, at once; absent where `readFileSync` is. Never throws. */
  readonly readDirectorySync?: (uri: string) => readonly DirectoryEntry[] | undefined;
  /** Whether a file can only be read by asking somebody else, although others can be read at once; absent where none is. */
  readonly mustAsk?: (uri: string) => boolean;
  /** Where Go keeps sources on this machine; absent where there is no machine. Runs nothing. Never rejects. */
  goFolders?(): Promise<GoFolders>;
  /** One of the files shipped beside the bundle. Rejects when the installation is broken. */
  loadAsset(name: AssetName): Promise<Uint8Array>;
  /** A monotonic clock, in milliseconds: for deadlines only, never for results. */
  now(): number;
}

/** Folders, by URI, that may exist. */
export interface GoFolders {
  /** Where Go may be installed, what the go command would take first. */
  readonly roots: readonly string[];
  /** GOMODCACHE. */
  readonly moduleCache: string | undefined;
  /** The folder of a path that a setting or an option gives. */
  folderOf(path: string): string;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'other';
}

export type AssetName = 'web-tree-sitter.wasm' | 'tree-sitter-go.wasm' | 'gofmt.wasm';
