/** What a comparison found, counted: nothing of a record is kept but an example of each reason. */
import type { OracleRecord, OracleSummary } from './goOracle';
import type { Verdict } from './compareRecord';

export interface Tally {
  add(record: OracleRecord, verdict: Verdict): void;
  /** Lines for people: reasons and wrong ones first, at most `show` of each, the totals last. */
  report(title: string, summary: OracleSummary | undefined, show: number): readonly string[];
  /** Records that are wrong, and those that are right. */
  readonly counts: Readonly<Record<Verdict['kind'], number>>;
}

interface Reason {
  count: number;
  readonly example: string;
}

/** Wrong records that are kept for the report; the others are only counted. */
const MOST_WRONG = 1000;

export function createTally(): Tally {
  const counts = { right: 0, unknown: 0, wrong: 0, 'not counted': 0 };
  const reasons = new Map<string, Reason>();
  const wrongs: string[] = [];
  return {
    counts,
    add(record, verdict) {
      counts[verdict.kind]++;
      if (verdict.kind === 'unknown') {
        const reason = reasons.get(verdict.reason);
        if (reason === undefined) reasons.set(verdict.reason, { count: 1, example: where(record) });
        else reason.count++;
      }
      if (verdict.kind === 'wrong' && wrongs.length < MOST_WRONG) {
        wrongs.push(`${where(record)}: ${verdict.why}`);
      }
    },
    report(title, summary, show) {
      const often = [...reasons].sort(([, a], [, b]) => b.count - a.count);
      const { right, unknown, wrong } = counts;
      const known = (100 * right) / Math.max(right + unknown + wrong, 1);
      return [
        ...(summary?.firstErrors ?? []).slice(0, show).map((error) => `go/types: ${error}`),
        ...often
          .slice(0, show)
          .map(([reason, { count, example }]) => `${count} unknown: ${reason} (${example})`),
        ...wrongs.slice(0, show).map((line) => `wrong: ${line}`),
        `${title}: ${summary?.packages ?? 0} packages, ${summary?.files ?? 0} files, ` +
          `${summary?.dependencies ?? 0} dependencies, ${summary?.errors ?? 0} errors of go/types; ` +
          `${wrong} wrong, ${unknown} unknown, ${right} right, ${counts['not counted']} not counted; ` +
          `${(Math.floor(known * 1000) / 1000).toFixed(3)} % known`,
      ];
    },
  };
}

function where({ file, off, kind, op, name, type }: OracleRecord): string {
  return `${file}:#${off} ${op ?? kind} ${name ?? type}`;
}
