/** The parts of a rule's doc.md that can be executed: its Before and After as packages, and the bytes under Numbers. */
import assert from 'node:assert/strict';
import type { MapReport } from '../../server/src/contracts/findings';
import type { Settings } from '../../server/src/contracts/settings';
import type { Workspace } from '../../server/src/contracts/workspace';
import type { RuleMeta } from '../../server/src/rules';
import { DEFAULT_GO } from './cases';
import { ROOT, workspaceOf } from './workspace';

export const SECTIONS = ['Before', 'After', 'Why', 'When not to care', 'Numbers'] as const;

const FILE = 'doc.go';
export const DOC_URI = `${ROOT}/${FILE}`;

export function sectionOf({ doc }: RuleMeta, heading: (typeof SECTIONS)[number]): string {
  return doc.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
}

/** The Go code of a section. */
export function codeOf(meta: RuleMeta, heading: 'Before' | 'After'): string {
  const code = /^```go\n(.*?)^```$/ms.exec(sectionOf(meta, heading))?.[1];
  return code ?? assert.fail(`no Go code under ${heading} in the doc.md of ${meta.name}`);
}

/** Minor Go versions in which the documentation holds, the one that it is written for first, and in which the rule is silent. */
export function versionsOf({ go: { since, before } }: RuleMeta): {
  readonly written: number;
  readonly speaks: readonly number[];
  readonly silent: readonly number[];
} {
  const speaks = [since, before && before - 1].filter((minor) => minor !== undefined);
  const silent = [since && since - 1, before].filter((minor) => minor !== undefined);
  const [written = DEFAULT_GO] = speaks;
  return { written, speaks: speaks.length === 0 ? [written] : speaks, silent };
}

/** Code as a package of a module whose Go versions are all 1.N. */
export function docFiles(code: string, minor: number): ReadonlyMap<string, string> {
  return new Map([
    ['go.mod', `module example.com/x\n\ngo 1.${minor}\n`],
    [FILE, code],
  ]);
}

export function docWorkspace(
  files: ReadonlyMap<string, string>,
  minor: number,
  settings: Partial<Settings> = {},
): Workspace {
  return workspaceOf(files, { goVersion: `1.${minor}`, ...settings });
}

// Numbers --------------------------------------------------------------------------------------------------------

/** What numbers.ts may ask of the Before of its rule. */
export interface Measured {
  /** What the map that is declared at this text keeps, in Go 1.N, with so many entries. */
  map(declared: string, minor: number, entries: number): Promise<MapReport>;
  /** Bytes of a type that the code declares. */
  sizeOf(type: string): Promise<number>;
}

/** The default export of `<rule>/numbers.ts`: every number of bytes under Numbers, in reading order, from runtime/. */
export type Numbers = (measured: Measured) => Promise<readonly number[]>;

export function measuredOf(meta: RuleMeta): Measured {
  const code = codeOf(meta, 'Before');
  const { written } = versionsOf(meta);
  return {
    async map(declared, minor, entries) {
      const at = code.indexOf(declared);
      const workspace = docWorkspace(docFiles(code, minor), minor, { assumedPeak: entries });
      const report = await workspace.mapReport(DOC_URI, at);
      return report ?? assert.fail(`no map stands at "${declared}" in Before`);
    },
    async sizeOf(type) {
      const { records } = await docWorkspace(docFiles(code, written), written).layout(DOC_URI);
      const size = records.find((record) => record.type === type)?.size;
      return size ?? assert.fail(`Before declares no type ${type} whose size is known`);
    },
  };
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB'] as const;

/** A number of bytes as a page has it. */
export interface Figure {
  readonly text: string;
  /** Bytes. */
  readonly value: number;
  /** Bytes by which it may be off: half of its last digit. */
  readonly tolerance: number;
}

export function figuresIn(text: string): readonly Figure[] {
  return [...text.matchAll(/(\d[\d,]*(?:\.(\d+))?) ([KMG]i)?B\b/g)].map(
    ([written, digits = '', fraction = '', prefix = '']) => {
      const unit = 1024 ** UNITS.findIndex((name) => name === `${prefix}B`);
      const value = Number(digits.replaceAll(',', '')) * unit;
      return { text: written, value, tolerance: unit === 1 ? 0 : unit / 10 ** fraction.length / 2 };
    },
  );
}
