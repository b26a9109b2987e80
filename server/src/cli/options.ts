/** Option values that several commands share. Each throws a UsageError that says what is allowed. */
import type { Arch, GoVersion } from '../../../runtime';
import {
  NEWEST_GO,
  OLDEST_GO,
  formatGoVersion,
  modelledGoVersion,
  parseArch,
  parseGoVersion,
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
