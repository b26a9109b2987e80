import { stat } from 'node:fs/promises';
import { pathOf, uriOf } from '../node/paths';
import { systemReason } from '../node/reasons';
import { goLabel, mapTable } from '../maps/render';
import type { LayoutRecord, Workspace } from '../contracts/workspace';
import { safeJson } from './escape';
import { complain, print, printLines } from './output';
import { goFiles, problemOf } from './paths';
import type { FileIndex, Sources } from './sources';
import { createSources, displayPath } from './sources';
import { EXIT, UsageError } from './usage';
import type { TargetOptions } from './workspace';
import { cliWorkspace, LAYOUT_LIMITS } from './workspace';

export interface LayoutOptions extends TargetOptions {
  readonly json?: boolean;
}

/** `FILE:LINE:COL`, both 1-based, the column in bytes. */
const POSITION = /^(?<file>.+\.go):(?<line>[1-9]\d*):(?<col>[1-9]\d*)$/s;

/** What is meant as a position and is none: without a column, or counted from 0. */
const HALF_POSITION = /\.go:\d+(?::\d*)?$/;

/** `heapghost layout`: a record for each type of the files, or what the hover shows of the map at a position. */
export async function layout(paths: readonly string[], options: LayoutOptions): Promise<void> {
  const workspace = cliWorkspace(options, {}, LAYOUT_LIMITS);
  const sources = createSources(workspace);
  const positions = paths.filter((path) => POSITION.test(path));
  const half = paths.find((path) => !POSITION.test(path) && HALF_POSITION.test(path));
  if (half !== undefined) {
    throw new UsageError(`${half}: a position is FILE:LINE:COL, both counted from 1`);
  }
  for (const position of positions) {
    await printMapAt(position, workspace, sources, options.json === true);
  }
  const others = paths.filter((path) => !POSITION.test(path));
  if (others.length === 0) return;
  const { files, problems: unread } = await goFiles(others, true);
  const errors = unread.map((p) => ({ uri: uriOf(p.file), message: p.message }));
  for (const file of files) {
    const uri = uriOf(file);
    const { records, problems } = await workspace.layout(uri);
    errors.push(...problems);
    if (records.length === 0) continue;
    const index = await sources.index(uri);
    const printed = records.map((record) => toJson(record, index));
    if (options.json) await print(printed.map((record) => `${safeJson(record)}\n`).join(''));
    else await printLines(printed.map(textLine));
  }
  for (const { uri, message } of errors) {
    await complain(`${displayPath(uri)}: ${await problemOf(pathOf(uri), message)}`);
  }
  if (errors.length > 0) process.exitCode = EXIT.error;
}

/** A record of docs/contract.md, "layout --json": `off` and `col` in bytes. */
function toJson({ uri, start, end: _, ...record }: LayoutRecord, { lines, bom }: FileIndex) {
  const { line, column } = lines.goPosition(start);
  return {
    file: displayPath(uri),
    line,
    col: column,
    off: lines.byteOffset(start) + bom,
    ...record,
  };
}

function textLine(record: ReturnType<typeof toJson>): string {
  const { file, line, col, name, kind, type, size, align, pointers, unknown } = record;
  const what = name === undefined ? type : `${kind} ${name}`;
  const facts =
    size === null
      ? `unknown: ${unknown ?? 'no reason given'}`
      : `${size} B, align ${align ?? '?'}, ${pointers ? 'pointers' : 'no pointers'}`;
  const known = `; key ${record.keySize ?? '?'} B, elem ${record.elemSize ?? '?'} B`;
  const entry =
    kind !== 'map' || size === null ? '' : known + (unknown ? `, unknown: ${unknown}` : '');
  return `${file}:${line}:${col}: ${what}: ${facts}${entry}`;
}

async function printMapAt(
  position: string,
  workspace: Workspace,
  sources: Sources,
  json: boolean,
): Promise<void> {
  const { file = '', line = '', col = '' } = POSITION.exec(position)?.groups ?? {};
  const info = await stat(file).catch((e: unknown) => {
    throw new UsageError(`${file}: ${systemReason(e)}`);
  });
  if (!info.isFile()) throw new UsageError(`${file}: not a regular file`);
  const uri = uriOf(file);
  const { lines } = await sources.index(uri);
  if (Number(line) > lines.lineCount) {
    throw new UsageError(`${position}: the file has ${lines.lineCount} lines`);
  }
  const offset = lines.offset({ line: Number(line) - 1, character: Number(col) - 1 }, 'utf-8');
  const report = await workspace.mapReport(uri, offset);
  if (report === undefined) {
    const [problem] = await workspace.problems(uri);
    throw new UsageError(`${position}: ${problem?.message ?? 'no map at this position'}`);
  }
  if (json) await print(`${safeJson(report)}\n`);
  else await printLines([`${report.typeText} · ${goLabel(report)}`, ...mapTable(report)]);
}
