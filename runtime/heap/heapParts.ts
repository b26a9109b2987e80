/**
 * What the bytes of a heap are spent on: the parts that `simulate` splits its figures into.
 *
 * Terminology. A *part* is a kind of object by its use, not by its type: the array of buckets that a growing map still
 * evacuates is another part than the one it fills. Every object belongs to one part, so the parts add up to the heap.
 */

/** The parts of a map's memory, in the order of display; `PartName` says what each is. */
export const PART_NAMES = [
  'header',
  'directory',
  'tables',
  'groups',
  'buckets',
  'overflow',
  'overflowList',
  'oldBuckets',
  'keys',
  'elems',
  'pointees',
] as const;

/**
 * - `header`: the map itself (runtime.hmap, maps.Map).
 * - `directory`, `tables`, `groups`: of a Swiss map; `tables` are the headers, `groups` their arrays of groups.
 * - `buckets`: the array of buckets with its preallocated overflow buckets; `oldBuckets`: that of a growing map which is
 *   evacuated.
 * - `overflow`: overflow buckets that were allocated one by one.
 * - `overflowList`: the mapextra struct and the list that keeps overflow buckets without pointers alive.
 * - `keys`, `elems`: objects of indirect keys and elems.
 * - `pointees`: objects behind elems of type `*T`.
 */
export type PartName = (typeof PART_NAMES)[number];

/** The index of each part: what the heap counts by. */
export const PART = Object.fromEntries(PART_NAMES.map((name, i) => [name, i])) as Readonly<
  Record<PartName, number>
>;

/** Bytes of one part. */
export interface HeapPart {
  readonly part: PartName;
  readonly bytes: number;
  /** Present when the bytes are unreachable, and only there until the next collection. */
  readonly garbage?: true;
  /** What the bytes are, for people: `278,528 buckets of 1,104 B`. */
  readonly detail?: string;
}
