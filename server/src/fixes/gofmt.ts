/** Lets the edits of a fix come out as gofmt would have them, touching nothing else. */
import type { Environment } from '../contracts/environment';
import type { Edit, Fix } from '../contracts/findings';
import type { Span } from '../syntax/ast';
import type { SourceFile } from '../types/info';
import { applyEdits, diffEdits, lineEnding } from './edits';

export interface Gofmt {
  /** A whole Go file as gofmt prints it; undefined when it does not parse. Line ends are `\n` in and out. */
  format(source: string): string | undefined;
}

/** The exports of gofmt.wasm (@wasm-fmt/gofmt 0.7.3). Texts cross as UTF-8. */
interface GofmtExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  _initialize(): void;
  alloc(bytes: number): number;
  /** 0: the input is formatted already; 1: the output holds the formatted text; else an error message. */
  format(): number;
  output_ptr(): number;
  output_len(): number;
  dispose(): void;
}

/** Loads gofmt once; rejects when the installation is broken. */
export async function loadGofmt(env: Environment): Promise<Gofmt> {
  const bytes = await env.loadAsset('gofmt.wasm');
  const module = await WebAssembly.compile(bytes.slice());
  let instance: GofmtExports | undefined;
  const start = (): GofmtExports => {
    const fresh = new WebAssembly.Instance(module).exports as unknown as GofmtExports;
    fresh._initialize();
    return fresh;
  };
  return {
    format(source) {
      try {
        instance ??= start();
        return run(instance, source);
      } catch {
        // A trap (a large file exhausts its stack) leaves the memory in an unknown state: the next call starts anew.
        instance = undefined;
        return undefined;
      }
    },
  };
}

function run(wasm: GofmtExports, source: string): string | undefined {
  const bytes = new TextEncoder().encode(source);
  const input = wasm.alloc(bytes.length);
  new Uint8Array(wasm.memory.buffer, input, bytes.length).set(bytes);
  const result = wasm.format();
  const output =
    result === 1
      ? new TextDecoder().decode(
          new Uint8Array(wasm.memory.buffer, wasm.output_ptr(), wasm.output_len()),
        )
      : undefined;
  wasm.dispose();
  return result === 0 ? source : output;
}

/**
 * The fix with the top-level declarations it touches formatted by gofmt, as small edits. A declaration that was not
 * formatted before, or that gofmt.wasm cannot take (a generic method, a very large function), keeps the edits as they are.
 */
export function formatFix<F extends Pick<Fix, 'edits'>>(
  fix: F,
  files: readonly SourceFile[],
  gofmt: Gofmt,
): F {
  const edits: Edit[] = [];
  for (const [uri, own] of groupBy(fix.edits, (edit) => edit.uri)) {
    const file = files.find((candidate) => candidate.uri === uri);
    edits.push(...(file === undefined ? own : formatEdits(file, own, gofmt)));
  }
  return { ...fix, edits };
}

function formatEdits(file: SourceFile, edits: readonly Edit[], gofmt: Gofmt): readonly Edit[] {
  const regions = declarationRuns(file);
  const regionOf = (edit: Edit): Span | undefined =>
    regions.find((region) => region.pos <= edit.start && edit.end <= region.end);
  const formatted: Edit[] = [];
  for (const [region, own] of groupBy(edits, regionOf)) {
    const small = region === undefined ? undefined : formatRegion(file.text, region, own, gofmt);
    formatted.push(...(small?.map((edit) => ({ uri: file.uri, ...edit })) ?? own));
  }
  return formatted.sort((a, b) => a.start - b.start);
}

/**
 * The top-level declarations as whole lines, joined where no blank line stands between two: gofmt aligns comments
 * across such neighbours.
 */
function declarationRuns({ text, ast }: SourceFile): Span[] {
  const runs: { pos: number; end: number }[] = [];
  for (const decl of ast.decls) {
    const pos = text.lastIndexOf('\n', decl.pos - 1) + 1;
    const lineEnd = text.indexOf('\n', decl.end);
    let end = lineEnd < 0 ? text.length : lineEnd;
    if (text[end - 1] === '\r') end--;
    const last = runs.at(-1);
    if (last !== undefined && !/\n[\t \r]*\n/.test(text.slice(last.end, pos))) last.end = end;
    else runs.push({ pos, end });
  }
  return runs;
}

const CLAUSE = 'package p\n\n';

function formatRegion(text: string, region: Span, edits: readonly Edit[], gofmt: Gofmt) {
  const before = text.slice(region.pos, region.end);
  const windows = lineEnding(text) === '\r\n';
  if (windows ? /(^|[^\r])\n/.test(before) : before.includes('\r')) return undefined;
  const format = (source: string): string | undefined => {
    const lines = source.replaceAll('\r\n', '\n');
    const file = gofmt.format(`${CLAUSE}${lines}\n`);
    if (file?.startsWith(CLAUSE) !== true || !file.endsWith('\n')) return undefined;
    const result = file.slice(CLAUSE.length, -1);
    return windows ? result.replaceAll('\n', '\r\n') : result;
  };
  if (format(before) !== before) return undefined;
  const shifted = edits.map(({ start, end, text: inserted }) => ({
    start: start - region.pos,
    end: end - region.pos,
    text: inserted,
  }));
  const after = format(applyEdits(before, shifted));
  return after === undefined ? undefined : diffEdits(before, after, region.pos);
}

function groupBy<K, T>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
