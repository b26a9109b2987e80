/**
 * What happens inside a map, one event a step. Plain data: an event names where in the structure it took place, so that
 * it can be drawn and told; the structure itself is in picture.ts.
 *
 * Terminology: that of bucketMap.ts and swissMap.ts. Keys are the ordinals of the workload. A table is named by the
 * first directory reference to it at the time of the event, a bucket by its index in the array.
 */

/** Where an entry stands. */
export type Place =
  | { readonly in: 'smallGroup'; readonly slot: number }
  | { readonly in: 'table'; readonly table: number; readonly group: number; readonly slot: number }
  | {
      readonly in: 'bucket';
      /** In the array that a growing map evacuates. */
      readonly old: boolean;
      readonly bucket: number;
      /** 0 for the bucket itself, 1 for its first overflow bucket, … */
      readonly link: number;
      readonly slot: number;
    };

export type MapEvent =
  | {
      readonly kind: 'insert';
      readonly key: number;
      readonly at: Place;
      /** The slot was a tombstone. */
      readonly reused?: true;
    }
  | { readonly kind: 'overwrite'; readonly key: number; readonly at: Place }
  /** The slot is empty from now on. */
  | { readonly kind: 'delete'; readonly key: number; readonly at: Place }
  /** An entry is deleted from a full group: its slot becomes a tombstone. */
  | { readonly kind: 'tombstone'; readonly key: number; readonly at: Place }
  /** The search for a key leaves a group without an empty slot, or a bucket, for the next of its sequence. */
  | { readonly kind: 'probeGroup'; readonly key: number; readonly table: number; readonly group: number } // prettier-ignore
  | { readonly kind: 'probeBucket'; readonly key: number; readonly bucket: number; readonly link: number } // prettier-ignore
  | { readonly kind: 'clear' }
  // Bucket maps.
  /** The first array of buckets is allocated. */
  | {
      readonly kind: 'buckets';
      readonly buckets: number;
      readonly preallocated: number;
      readonly bytes: number;
    }
  /** The map starts to grow: at the load factor, or at the same size because of too many overflow buckets. */
  | {
      readonly kind: 'grow';
      readonly buckets: number;
      readonly newBuckets: number;
      /** Of the new array. */
      readonly bytes: number;
      readonly because: 'load' | 'overflow';
    }
  /** An overflow bucket is chained to a bucket's chain. */
  | {
      readonly kind: 'overflow';
      readonly bucket: number;
      readonly link: number;
      readonly preallocated: boolean;
    }
  /** An old bucket's chain is moved: so many entries to the bucket of the same index, so many to the one above. */
  | {
      readonly kind: 'evacuate';
      readonly bucket: number;
      readonly low: number;
      readonly high: number;
      /** Overflow buckets that became garbage. */
      readonly unlinked: number;
    }
  /** All old buckets are evacuated; the old array becomes garbage. */
  | { readonly kind: 'grown'; readonly bytes: number }
  // Swiss maps.
  /** The group of a small map is allocated. */
  | { readonly kind: 'smallGroup'; readonly bytes: number }
  /** The group of a small map is replaced by a directory with one table. */
  | { readonly kind: 'growToTable'; readonly capacity: number }
  | {
      readonly kind: 'growTable';
      readonly table: number;
      readonly capacity: number;
      readonly newCapacity: number;
    }
  | {
      readonly kind: 'split';
      readonly left: number;
      readonly right: number;
      readonly localDepth: number;
      readonly leftUsed: number;
      readonly rightUsed: number;
    }
  | { readonly kind: 'directory'; readonly references: number; readonly globalDepth: number }
  | { readonly kind: 'prune'; readonly table: number; readonly removed: number };

/** What happens to the map as a whole, beside what happens inside it. */
export type RunEvent =
  | MapEvent
  /** Before the first operation. */
  | { readonly kind: 'start' }
  | { readonly kind: 'make'; readonly hint: number }
  /** The last reference to the map goes. */
  | { readonly kind: 'drop' }
  | { readonly kind: 'clone' }
  /** The new map, with all entries, takes the place of the old one, which becomes garbage. */
  | { readonly kind: 'replace' }
  | { readonly kind: 'collect'; readonly freedBytes: number }
  /** The operation is done. */
  | { readonly kind: 'end' };

/** Called with each event, when the structure is as after it. */
export type Trace = (event: MapEvent) => void;
