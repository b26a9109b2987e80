/** What analysis hands to the doors (lsp/, cli/): plain data in editor terms, UTF-16 offsets, no syntax nodes. */
import type { Arch, GoVersion, MapLayout, TypeShape } from '../../../runtime';

/** As in the Language Server Protocol (3.17, DiagnosticSeverity); a rule's default is hint or information unless the code is wrong. */
export type Severity = 'hint' | 'information' | 'warning';

export interface Place {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
}

export interface Edit extends Place {
  readonly text: string;
}

export interface Related extends Place {
  readonly message: string;
}

/** Whether a finding is shown unasked (`likely`), or in the hover and where all are asked for (`possible`). */
export type Confidence = 'likely' | 'possible';

export interface Judgement {
  readonly confidence: Confidence;
  /** A fact of the source that the confidence rests on: a clause; absent where the finding says it all. */
  readonly reason?: string;
}

export interface Finding extends Place, Judgement {
  readonly rule: string;
  readonly severity: Severity;
  /** What, why and what to do; one sentence or two, no trailing period, plain text. */
  readonly message: string;
  /** Bytes kept at the assumed peak, where a number can be proven. */
  readonly bytes?: number;
  readonly related: readonly Related[];
}

export interface Fix {
  /** A stable id, listed in docs/contract.md: `rebuild-map`, `pointer-values`, … */
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  /** The behaviour of the program stays as it is (memory and speed aside). */
  readonly safe: boolean;
  readonly preferred: boolean;
  /** Never overlapping; may span several files. */
  readonly edits: readonly Edit[];
}

/** A fix that does not apply here, with the reason to show (LSP: CodeAction.disabled). */
export interface RefusedFix {
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  readonly refused: string;
}

export interface FixOffer {
  readonly finding: Finding;
  readonly fixes: readonly (Fix | RefusedFix)[];
}

/** Where a fact comes from, for display: "toolchain line of go.mod", "setting heapghost.goVersion", "newest known". */
export interface Sourced<T> {
  readonly value: T;
  readonly origin: string;
}

/** A type's text with its shape, or the reason why there is none. */
export type ShapeOrUnknown =
  | { readonly text: string; readonly shape: TypeShape; readonly unknown?: undefined }
  | { readonly text: string; readonly shape?: undefined; readonly unknown: string };

/** Live bytes of one map after a GC, in bytes. */
export interface Footprint {
  readonly entries: number;
  /** With all entries in it. */
  readonly peak: number;
  /** After deleting every entry. */
  readonly afterDelete: number;
  /** After copying what is left (nothing) into a new map. */
  readonly afterRebuild: number;
}

/** What the hover, `heapghost layout FILE:LINE:COL` and the panel show of the map under the cursor. */
export interface MapReport extends Place {
  /** The map type as Go prints it, packages by name. */
  readonly typeText: string;
  readonly variable?: {
    /** `Cache.sessions`, `pool`. */
    readonly name: string;
    readonly kind: 'field' | 'package variable' | 'local variable' | 'parameter' | 'result';
    readonly declaration: Place;
  };
  readonly go: Sourced<GoVersion>;
  readonly arch: Arch;
  readonly key: ShapeOrUnknown;
  readonly elem: ShapeOrUnknown;
  /** Absent when the key or elem is unknown. */
  readonly layout?: MapLayout;
  readonly footprint?: Footprint;
  /** The same map with `*elem`; absent where it would change nothing for the better or elem is a pointer already. */
  readonly pointerValues?: Footprint;
  /** Uses of the variable within its package, by what they do; empty when the map has no variable. */
  readonly uses: Readonly<Record<MapUse, readonly Place[]>>;
  /** What a rule finds at this variable, shown elsewhere or not. */
  readonly found?: FoundAtMap;
  /** Where the sizes of std types that the map is made of are from; absent when it is made of none. */
  readonly std?: string;
}

export interface FoundAtMap extends Judgement {
  readonly rule: string;
}

export type MapUse = 'insert' | 'delete' | 'clear' | 'replace';
