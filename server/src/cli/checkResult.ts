/** The result of `heapghost check`: what the formats print. `formats/json.ts` follows docs/contract.md. */
import type { Confidence, Severity } from '../contracts/findings';

/** A range of a file, in every unit that an output format wants. Lines and columns are 1-based, ends exclusive. */
export interface ResultPlace {
  /** As the user would name it: relative to the working folder where it lies below it, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  /** In bytes, as the go command counts. */
  readonly col: number;
  readonly endCol: number;
  /** In UTF-16 code units, as editors and SARIF count. */
  readonly utf16Col: number;
  readonly utf16EndCol: number;
}

export interface ResultEdit {
  readonly file: string;
  /** Byte offsets. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface ResultFix {
  readonly id: string;
  readonly title: string;
  readonly safe: boolean;
  readonly preferred: boolean;
  readonly edits: readonly ResultEdit[];
}

export interface ResultFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly reason?: string;
  readonly place: ResultPlace;
  readonly message: string;
  readonly bytes?: number;
  readonly related: readonly { readonly place: ResultPlace; readonly message: string }[];
  readonly fixes: readonly ResultFix[];
}

export interface CheckResult {
  /** Of Heapghost. */
  readonly version: string;
  readonly findings: readonly ResultFinding[];
  /** Files, or parts of them, that were not analysed. */
  readonly errors: readonly { readonly file: string; readonly message: string }[];
}
