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
} from '../../../runtime';
import { UsageError } from './usage';

const RANGE = `${formatGoVersion(OLDEST_GO)} to ${formatGoVersion(NEWEST_GO)}`;

export function goOption(text: string): GoVersion {
  const go = parseGoVersion(text);
  if (go === undefined || modelledGoVersion(go).outside !== undefined) {
    throw new UsageError(
      `--go ${text === '' ? '""' : text}: unknown Go version; known are ${RANGE}`,
    );
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
function experimentsOption(
  text: string | undefined,
  go: GoVersion | undefined,
): readonly MapExperiment[] {
  const result = parseMapExperiments(text ?? '', go);
  if (!result.ok) throw new UsageError(`--goexperiment: ${result.message}`);
  return result.experiments;
}

/** `--key`: a comparable type over the universe. */
function keyOption(text: string, arch: Arch): TypeShape {
  return shape('--key', text, parseKeyShape(text, arch));
}

/** `--elem`: any type over the universe. */
function elemOption(text: string, arch: Arch): TypeShape {
  return shape('--elem', text, parseTypeShape(text, arch));
}

function shape(option: string, text: string, result: TypeShapeResult): TypeShape {
  if (!result.ok) throw problemIn(option, text, result);
  return result.shape;
}

/** `--workload`: operations in the language of runtime/simulation/workload.ts. */
function workloadOption(text: string): readonly Op[] {
  const result = parseWorkload(text);
  if (!result.ok) throw problemIn('--workload', text, result);
  return result.ops;
}

/** What `simulate` and `measure` are asked about, as options. */
export interface LifeOptions {
  readonly key: string;
  readonly elem: string;
  readonly workload: string;
  readonly arch?: string;
  readonly goexperiment?: string;
}

/** A map and what is done with it, on a toolchain. @param go its version, where it is known */
export function lifeOptions(options: LifeOptions, arch: Arch, go: GoVersion | undefined) {
  return {
    arch,
    key: keyOption(options.key, arch),
    elem: elemOption(options.elem, arch),
    workload: workloadOption(options.workload),
    experiments: experimentsOption(options.goexperiment, go),
  };
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
  if (text === '' || !existsSync(join(text, 'src', 'unsafe'))) {
    throw new UsageError(
      `--goroot ${text === '' ? '""' : text}: no Go installation here: src/unsafe is missing`,
    );
  }
  return resolve(text);
}
