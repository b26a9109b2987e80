/** Option values that several commands share. Each throws a UsageError that says what is allowed. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type {
  Arch,
  GoVersion,
  MapExperiment,
  Op,
  TypeShape,
  TypeShapeResult,
} from '../../../runtime';
import {
  NEWEST_GO,
  OLDEST_GO,
  formatGoVersion,
  modelledGoVersion,
  parseArch,
  parseGoVersion,
  parseKeyShape,
  parseMapExperiments,
  parseTypeShape,
  parseWorkload,
  refuseExperiments,
} from '../../../runtime';
import { UsageError } from './usage';

const RANGE = `${formatGoVersion(OLDEST_GO)} to ${formatGoVersion(NEWEST_GO)}`;

export function goOption(text: string): GoVersion {
  const go = parseGoVersion(text);
  if (go === undefined || modelledGoVersion(go).outside !== undefined) {
    throw new UsageError(`--go ${text}: unknown Go version; known are ${RANGE}`);
  }
  return go;
}

/** amd64 when absent. */
export function archOption(text: string | undefined): Arch {
  const arch = parseArch(text ?? 'amd64');
  if (arch === undefined) throw new UsageError(`--arch ${text ?? ''}: unknown architecture`);
  return arch;
}

/** `--goexperiment`: what the toolchain is built with, checked against its version where that is known; none when absent. */
export function experimentsOption(
  text: string | undefined,
  go: GoVersion | undefined,
): readonly MapExperiment[] {
  if (text === undefined) return [];
  const result = parseMapExperiments(text);
  const problem = result.ok ? go && refuseExperiments(go, result.experiments) : result.message;
  if (problem !== undefined) throw new UsageError(`--goexperiment: ${problem}`);
  return result.ok ? result.experiments : [];
}

/** `--key`: a comparable type over the universe. */
export function keyOption(text: string, arch: Arch): TypeShape {
  return shape('--key', text, parseKeyShape(text, arch));
}

/** `--elem`: any type over the universe. */
export function elemOption(text: string, arch: Arch): TypeShape {
  return shape('--elem', text, parseTypeShape(text, arch));
}

function shape(option: string, text: string, result: TypeShapeResult): TypeShape {
  if (!result.ok) throw problemIn(option, text, result);
  return result.shape;
}

/** `--workload`: operations in the language of runtime/workload.ts. */
export function workloadOption(text: string): readonly Op[] {
  const result = parseWorkload(text);
  if (!result.ok) throw problemIn('--workload', text, result);
  return result.ops;
}

/** One line that quotes the text and counts columns from 1, as a reader does. */
function problemIn(
  option: string,
  text: string,
  { message, offset }: { readonly message: string; readonly offset: number },
): UsageError {
  return new UsageError(`${option} ${JSON.stringify(text)}: column ${offset + 1}: ${message}`);
}

/** A folder with a Go installation. */
export function goRootOption(text: string): string {
  if (!existsSync(join(text, 'src', 'unsafe'))) {
    throw new UsageError(`--goroot ${text}: no Go installation here: src/unsafe is missing`);
  }
  return resolve(text);
}
