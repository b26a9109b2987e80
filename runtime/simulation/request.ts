import type { Arch } from '../layout/arch';
import type { MapExperiment } from '../layout/experiments';
import type { TypeShape } from '../layout/shape';
import type { GoVersion } from '../layout/version';
import type { Op } from './workload';

/** What is simulated. */
export interface SimulateRequest {
  readonly go: GoVersion;
  readonly arch: Arch;
  readonly key: TypeShape;
  readonly elem: TypeShape;
  readonly workload: readonly Op[];
  /** Chooses the hash seeds; 1 when absent. */
  readonly seed?: number;
  /** What the toolchain is built with; nothing when absent. */
  readonly experiments?: readonly MapExperiment[];
  /** Whether to run again with other seeds to find how far the figures vary; true when absent. */
  readonly ranges?: boolean;
}
