/** What a map of either implementation needs of its surroundings. */
import type { Arch } from '../layout/arch';
import type { SeedSource } from './hash';
import type { Heap } from '../heap/heap';
import type { Trace } from './mapEvents';
import type { GoVersion } from '../layout/version';

export interface MapContext {
  readonly go: GoVersion;
  readonly arch: Arch;
  readonly heap: Heap;
  readonly seeds: SeedSource;
  /** Told of every step; absent when only the result counts. */
  readonly trace?: Trace | undefined;
}
