/**
 * What the pure layers need from the world, injected by node/, browser/ and cli/, so that the same code runs on the
 * desktop, in a web worker and in tests.
 *
 * Files and folders are named by URI strings (`file:///a/b.go`, `vscode-vfs://…`), without a trailing slash.
 */
export interface Environment {
  /** The bytes of a file; undefined when it does not exist or cannot be read. Never rejects. */
  readFile(uri: string): Promise<Uint8Array | undefined>;
  /** The entries of a folder; undefined when it does not exist or cannot be read. Never rejects. */
  readDirectory(uri: string): Promise<readonly DirectoryEntry[] | undefined>;
  /** One of the files shipped beside the bundle. Rejects when the installation is broken. */
  loadAsset(name: AssetName): Promise<Uint8Array>;
  /** A monotonic clock, in milliseconds: for deadlines only, never for results. */
  now(): number;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'other';
}

export type AssetName = 'web-tree-sitter.wasm' | 'tree-sitter-go.wasm' | 'gofmt.wasm';
