import * as vscode from 'vscode';

/** A file system in memory, as extensions provide them: files by their absolute paths. */
export class MemoryFiles implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  private readonly files: Map<string, Uint8Array>;

  constructor(files: Readonly<Record<string, string>>) {
    const encoder = new TextEncoder();
    this.files = new Map(Object.entries(files).map(([name, text]) => [name, encoder.encode(text)]));
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    const size = this.files.get(path)?.length;
    if (size === undefined && this.below(path).length === 0) {
      throw vscode.FileSystemError.FileNotFound(path);
    }
    const type = size === undefined ? vscode.FileType.Directory : vscode.FileType.File;
    return { type, ctime: 0, mtime: 0, size: size ?? 0 };
  }

  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    const entries = new Map<string, vscode.FileType>();
    for (const rest of this.below(path)) {
      const [name, ...more] = rest.split('/');
      const type = more.length === 0 ? vscode.FileType.File : vscode.FileType.Directory;
      entries.set(name ?? '', type);
    }
    return [...entries];
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    const found = this.files.get(path);
    if (found === undefined) throw vscode.FileSystemError.FileNotFound(path);
    return found;
  }

  writeFile({ path }: vscode.Uri, content: Uint8Array): void {
    this.files.set(path, content);
  }

  createDirectory(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  /** What remains of the paths below a folder. */
  private below(folder: string): string[] {
    const prefix = folder.endsWith('/') ? folder : `${folder}/`;
    return [...this.files.keys()]
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length));
  }
}
