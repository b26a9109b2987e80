/** The folders that something was asked about, the oldest of them let go of. */
import { KeptUnits } from './keptUnits';
import type { Folder } from './units';

/** Folders whose packages are kept, by number and by the UTF-16 length of their files; more where documents are open. */
const MOST_FOLDERS = 24;
const MOST_KEPT_TEXT = 4_000_000;
const MOST_OPEN_FOLDERS = 96;
const MOST_OPEN_TEXT = 16_000_000;

export interface KeptFolder {
  /** Another one whenever what was loaded before is out of date. */
  stamp: number;
  /** UTF-16 length of its files; 0 until it is loaded. */
  size: number;
  folder?: Promise<Folder>;
  /** What goes on from one load to the next, as long as only texts of open documents change. */
  units: KeptUnits;
}

export class KeptFolders {
  /** By URI, the one that was asked about last at the end. */
  private readonly folders = new Map<string, KeptFolder>();

  /** @param isOpen whether a document of the folder is open */
  constructor(
    private readonly isOpen: (folder: string) => boolean,
    private readonly letGo: (folder: string) => void,
  ) {}

  get(folder: string): KeptFolder {
    let kept = this.folders.get(folder);
    if (kept === undefined) {
      kept = { stamp: 0, size: 0, units: new KeptUnits() };
      this.folders.set(folder, kept);
    }
    return kept;
  }

  /** Something asks about the folder; lets go of the oldest, first of those that no open document is in. */
  use(folder: string): KeptFolder {
    const kept = this.get(folder);
    this.folders.delete(folder);
    this.folders.set(folder, kept);
    this.shrink(folder, MOST_FOLDERS, MOST_KEPT_TEXT, false);
    this.shrink(folder, MOST_OPEN_FOLDERS, MOST_OPEN_TEXT, true);
    return kept;
  }

  /** What was loaded of a folder is out of date. */
  forget(folder: string): void {
    this.renew(folder);
    const kept = this.folders.get(folder);
    if (kept !== undefined) kept.units = new KeptUnits();
  }

  /** As `forget`, but all that has changed is the text of a document that is open. */
  renew(folder: string): void {
    const kept = this.folders.get(folder);
    if (kept === undefined) return;
    kept.stamp++;
    delete kept.folder;
  }

  /** Nothing goes on to the next load of any folder. */
  forgetUnits(): void {
    for (const kept of this.folders.values()) kept.units = new KeptUnits();
  }

  forgetAll(): void {
    for (const kept of this.folders.values()) kept.stamp++;
    this.folders.clear();
  }

  private shrink(newest: string, most: number, mostText: number, open: boolean): void {
    let text = 0;
    for (const { size } of this.folders.values()) text += size;
    for (const [folder, { size }] of this.folders) {
      if (this.folders.size <= most && text <= mostText) return;
      if (folder === newest || (!open && this.isOpen(folder))) continue;
      text -= size;
      this.folders.delete(folder);
      this.letGo(folder);
    }
  }
}
