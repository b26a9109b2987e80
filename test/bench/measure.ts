/** Times, and what they are taken of. */
import { Edit, Language, Parser } from 'web-tree-sitter';
import type { Environment } from '../../server/src/contracts/environment';
import type { DocumentEdit } from '../../server/src/contracts/workspace';

/** Milliseconds that a piece of work takes. */
export function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Milliseconds that a piece of work takes that is waited for. */
export async function clocked(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The value below which so large a part of the values lies: 0.5 is the median, 1 the largest. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** Milliseconds of one request: by the clock, and of processor time, which other programs do not lengthen. */
export interface Sample {
  readonly ms: number;
  readonly cpu: number;
}

export async function sampled(request: () => Promise<unknown>): Promise<Sample> {
  const before = process.cpuUsage();
  const start = performance.now();
  await request();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { ms, cpu: (user + system) / 1000 };
}

/** One line of a table: a value, its budget, and whether it is kept. */
export function printBudget(what: string, value: number, budget: number, unit: string): void {
  const verdict = value <= budget ? 'within' : 'ABOVE';
  console.log(
    `${what.padEnd(44)} ${value.toFixed(2).padStart(9)} ${unit.padEnd(3)} ${verdict} the budget of ${budget} ${unit}`,
  );
}

/** The lines of a table for requests of one kind: p95 beside its budget, the rest of the distribution below. */
export function printSamples(what: string, samples: readonly Sample[], budget: number): void {
  const clock = samples.map(({ ms }) => ms);
  const processor = samples.map(({ cpu }) => cpu);
  printBudget(`${what}: p95`, percentile(clock, 0.95), budget, 'ms');
  const all = (times: readonly number[]): string =>
    [0.5, 0.95, 1].map((part) => percentile(times, part).toFixed(1)).join(', ');
  console.log(`  p50, p95, slowest: ${all(clock)} ms; processor time ${all(processor)} ms`);
}

/** web-tree-sitter alone. */
export async function bareParser(env: Environment): Promise<Parser> {
  await Parser.init({ wasmBinary: await env.loadAsset('web-tree-sitter.wasm') });
  const parser = new Parser();
  parser.setLanguage(await Language.load(await env.loadAsset('tree-sitter-go.wasm')));
  return parser;
}

const TYPED = '\n\n\tif counted := 1; counted > 0 {\n\t\tprintln(counted)\n\t}\n';

/** The keystrokes of somebody who types a statement at the end of a function in the middle of the file. */
export function typing(text: string): DocumentEdit[] {
  const start = Math.max(text.indexOf('\n}\n', text.length >> 1), 0);
  return Array.from(TYPED, (character, i) => ({
    start: start + i,
    oldEnd: start + i,
    newEnd: start + i + 1,
    text: character,
  }));
}

/** A document that only the parser follows. */
export function bareDocument(parser: Parser, first: string) {
  let text = first;
  let tree = parser.parse(text);
  return {
    edit({ start, oldEnd, newEnd, text: inserted }: DocumentEdit): void {
      const next = text.slice(0, start) + inserted + text.slice(oldEnd);
      tree?.edit(
        new Edit({
          startIndex: start,
          oldEndIndex: oldEnd,
          newEndIndex: newEnd,
          startPosition: point(text, start),
          oldEndPosition: point(text, oldEnd),
          newEndPosition: point(next, newEnd),
        }),
      );
      const old = tree;
      tree = parser.parse(next, old);
      old?.delete();
      text = next;
    },
    close: () => tree?.delete(),
  };
}

/** tree-sitter's row and column of an offset. */
function point(text: string, offset: number): { row: number; column: number } {
  const before = text.slice(0, offset);
  return {
    row: before.split('\n').length - 1,
    column: offset - (before.lastIndexOf('\n') + 1),
  };
}
