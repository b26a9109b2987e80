import path from 'node:path';
import type { BuildTarget } from '../../server/src/project/buildTarget';

/** What Go says of one file. */
export interface Answer {
  /** By target of buildConstraints.cases.ts. */
  readonly targets: Readonly<Record<string, boolean>>;
  readonly goVersion?: string;
}

export const GOLDEN_FILE = path.join(__dirname, 'golden', 'buildConstraints.json');

/** `linux/amd64`, or `linux/amd64/nocgo`, of the Go 1.26 that the golden was made with. */
export function targetOf(target: string): BuildTarget {
  const [os = '', arch = '', cgo] = target.split('/');
  return { os, arch, goMinor: 26, cgo: cgo === undefined };
}
