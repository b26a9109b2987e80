/** How this layer reads: at once, whatever stands between it and the files. */
import type { DirectoryEntry } from '../contracts/environment';

/** Files and folders by canonical URIs, open documents first. */
export interface Reader {
  /** The text of a file, of its open document first; undefined when there is none that can be read. */
  text(uri: string): string | undefined;
  /** The texts of several files, waited for together. */
  texts(uris: readonly string[]): readonly (string | undefined)[];
  /** The entries of a folder, open documents that are not saved yet among them; undefined when there is no folder. */
  entries(uri: string): readonly DirectoryEntry[] | undefined;
}
