/** Everything that the product can be asked about a file, and what must hold of any answer. */
import type { Edit, Fix, FixOffer, Place, RefusedFix } from '../../server/src/contracts/findings';
import type { LayoutRecord, Workspace } from '../../server/src/contracts/workspace';
import type { Random } from './random';

export interface Asker {
  readonly workspace: Workspace;
  /** Runs one request; fails when it takes too long. */
  readonly time: <T>(what: string, request: () => Promise<T>) => Promise<T>;
}

/** What is asked of a file: the same questions for two workspaces give answers that can be compared. */
export interface Probes {
  /** UTF-16 offsets. */
  readonly offsets: readonly number[];
}

/** Findings whose fixes are asked for at once. */
const MOST_FINDINGS = 50;

export class Failure extends Error {}

/** Offsets that are worth asking about: maps, names, places at random. */
export function probesOf(text: string, random: Random): Probes {
  const words = [...text.matchAll(/\b(?:map|make|delete|clear)\b/g)].map(({ index }) => index);
  const names = [...text.matchAll(/\b\w+(?= map\[|\[|\.|, k)/g)].map(({ index }) => index);
  const some = (from: readonly number[], n: number): number[] =>
    from.length <= n ? [...from] : Array.from({ length: n }, () => random.pick(from, 0));
  const anywhere = Array.from({ length: 4 }, () => random.below(text.length + 1));
  return { offsets: [...some(words, 8), ...some(names, 6), ...anywhere, 0, text.length] };
}

/** The answers to all requests, as plain data. */
export async function askAll(
  { workspace, time }: Asker,
  uri: string,
  { offsets }: Probes,
): Promise<unknown> {
  const check = createChecks(workspace);
  const length = (await time('text', () => workspace.text(uri)))?.length ?? 0;
  const { records } = await time('layout', () => workspace.layout(uri));
  for (const record of records) await check.record(record, uri);
  const findings = await time('findings', () => workspace.findings(uri));
  for (const finding of findings) {
    await check.place('finding', finding);
    for (const related of finding.related) await check.place('related', related);
  }
  // Behind the findings: only then it is known which rules fail.
  const problems = await time('problems', () => workspace.problems(uri));
  for (const { message } of problems) {
    if (/bug of Heapghost|undefined|\[object/.test(message)) throw new Failure(message);
  }
  const offers: FixOffer[] = [];
  // An editor asks about a selection: each fix is formatted by itself.
  const selections =
    findings.length <= MOST_FINDINGS ? [{ start: 0, end: length }] : findings.slice(0, 10);
  for (const { start, end } of selections) {
    offers.push(...(await time('fixes', () => workspace.fixes(uri, start, end))));
  }
  for (const { finding, fixes } of offers) {
    await check.place('finding of a fix', finding);
    if (fixes.length === 0) throw new Failure(`no fix, and no reason, for ${finding.message}`);
    for (const fix of fixes) await check.fix(fix);
  }
  const answers: unknown[] = [];
  for (const offset of offsets) {
    const report = await time(`mapReport at ${offset}`, () => workspace.mapReport(uri, offset));
    const rewrites = await time(`refactorings at ${offset}`, () =>
      workspace.refactorings(uri, offset, offset),
    );
    answers.push({ offset, report, rewrites });
    for (const fix of rewrites) await check.fix(fix);
    if (report === undefined) continue;
    await check.place('map', report);
    if (offset < report.start || offset > report.end) throw new Failure('the map is elsewhere');
    if (report.variable !== undefined) await check.place('variable', report.variable.declaration);
    for (const uses of Object.values(report.uses)) {
      for (const use of uses) await check.place('use', use);
    }
    if (
      (report.layout === undefined) !==
      (report.key.shape === undefined || report.elem.shape === undefined)
    ) {
      throw new Failure('a layout without sizes, or sizes without a layout');
    }
  }
  return { records, problems, findings, offers, answers };
}

function createChecks(workspace: Workspace) {
  const lengths = new Map<string, number | undefined>();
  const lengthOf = async (uri: string): Promise<number | undefined> => {
    if (!lengths.has(uri)) lengths.set(uri, (await workspace.text(uri))?.length);
    return lengths.get(uri);
  };
  const place = async (what: string, { uri, start, end }: Place): Promise<void> => {
    const length = await lengthOf(uri);
    if (length === undefined) throw new Failure(`${what} in ${uri}, which is no file`);
    if (!(start >= 0 && start <= end && end <= length)) {
      throw new Failure(`${what} at ${start}-${end} of ${uri}, which has ${length} characters`);
    }
  };
  return {
    place,
    async record(record: LayoutRecord, uri: string): Promise<void> {
      if (record.uri !== uri) throw new Failure(`a record of ${record.uri}`);
      await place('record', record);
      for (const size of [record.size, record.align, record.keySize, record.elemSize]) {
        if (size !== null && size !== undefined && !(Number.isSafeInteger(size) && size >= 0)) {
          throw new Failure(`size ${size} of ${record.type}`);
        }
      }
      const isUnknown = record.size === null || record.keySize === null || record.elemSize === null;
      if (isUnknown && record.unknown === undefined) {
        throw new Failure(`no reason why ${record.type} is unknown`);
      }
    },
    async fix(fix: Fix | RefusedFix): Promise<void> {
      if ('refused' in fix) {
        if (fix.refused === '') throw new Failure(`${fix.id} is refused without a reason`);
        return;
      }
      if (fix.edits.length === 0) throw new Failure(`${fix.id} changes nothing`);
      const byFile = new Map<string, Edit[]>();
      for (const edit of fix.edits) {
        await place(fix.id, edit);
        byFile.set(edit.uri, [...(byFile.get(edit.uri) ?? []), edit]);
      }
      for (const edits of byFile.values()) {
        edits.sort((a, b) => a.start - b.start || a.end - b.end);
        edits.forEach((edit, i) => {
          const before = edits[i - 1];
          if (before === undefined) return;
          if (before.end > edit.start || before.start === edit.start) {
            throw new Failure(`two edits of ${fix.id} overlap at ${edit.start}`);
          }
        });
      }
    },
  };
}
