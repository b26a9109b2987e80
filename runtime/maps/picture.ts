/**
 * The structure of a map at a moment, to be drawn: plain data, no more of it than fits on a screen.
 *
 * Terminology: that of bucketMap.ts and swissMap.ts. A picture shows a *window* of consecutive groups or buckets around
 * a *focus*; counts are of the whole map. Groups are numbered through all tables in the order of the directory.
 *
 * Control bytes are those of internal/runtime/maps/group.go (Go 1.27): 0x80 empty, 0xFE deleted, else the low 7 bits of
 * the hash. Top hashes are those of runtime/map.go (Go 1.23): 5 and above for an entry, 0 for an empty slot; the
 * runtime's further marks of empty and evacuated slots are not told apart here.
 */

export const CONTROL_EMPTY = 0x80;
export const CONTROL_DELETED = 0xfe;
/** Top hashes below mark slots without an entry (minTopHash). */
export const MIN_TOP_HASH = 5;

/** The groups or buckets to show; as many as there are, starting near `around`. */
export interface PictureWindow {
  /** The index of a group (through all tables) or of a bucket. */
  readonly around: number;
  /** How many, at most MAX_WINDOW. */
  readonly size: number;
}

/** The most groups or buckets of a picture. */
export const MAX_WINDOW = 4096;

export type Picture = NilPicture | SmallPicture | SwissPicture | BucketPicture;

/** No map, or one that has no memory for entries yet. */
export interface NilPicture {
  readonly kind: 'nil' | 'empty';
}

export interface SmallPicture {
  readonly kind: 'small';
  /** The 8 control bytes. */
  readonly control: readonly number[];
}

export interface TablePicture {
  /** The first reference of the directory that leads here, and how many do. */
  readonly index: number;
  readonly references: number;
  readonly localDepth: number;
  /** Slots. */
  readonly capacity: number;
  readonly used: number;
  readonly growthLeft: number;
  readonly tombstones: number;
  /** Its first group, counted through all tables. */
  readonly firstGroup: number;
}

export interface SwissPicture {
  readonly kind: 'swiss';
  readonly globalDepth: number;
  /** References of the directory. */
  readonly references: number;
  /** How many tables and groups there are. */
  readonly tableCount: number;
  readonly groupCount: number;
  /** The tables of which groups are shown. */
  readonly tables: readonly TablePicture[];
  /** The first group shown. */
  readonly firstGroup: number;
  /** 8 control bytes for each group shown. */
  readonly control: readonly number[];
}

/** A bucket and its overflow buckets. */
export interface ChainPicture {
  readonly bucket: number;
  /** All entries were moved to the new array. */
  readonly evacuated: boolean;
  /** 8 top hashes for each bucket of the chain. */
  readonly tophash: readonly number[];
}

export interface BucketArrayPicture {
  /** Buckets without overflow buckets: 2^B. */
  readonly buckets: number;
  /** Overflow buckets that came with the array, and how many of them are in use. */
  readonly preallocated: number;
  readonly preallocatedUsed: number;
  /** Overflow buckets that were allocated one by one. */
  readonly separate: number;
  readonly chains: readonly ChainPicture[];
}

export interface BucketPicture {
  readonly kind: 'bucket';
  /** The runtime's count of overflow buckets; from 2^16 buckets on it is approximate. */
  readonly noverflow: number;
  readonly array: BucketArrayPicture;
  /** While the map grows: the array that is evacuated. */
  readonly old?: BucketArrayPicture;
  /** While the map grows: every old bucket below has been evacuated (nevacuate). */
  readonly nextEvacuated?: number;
}

/** The first of `size` shown of `count`, so that `around` is in the middle where that is possible. */
export function windowStart(window: PictureWindow, count: number): number {
  return Math.max(0, Math.min(window.around - (window.size >> 1), count - window.size));
}
