import { stat } from 'node:fs/promises';
import { uriOf } from '../node/paths';
import { goLabel, mapTable } from '../render';
import type { LayoutRecord, Workspace } from '../workspace';
import { goFiles, reasonOf } from './paths';
import type { FileIndex, Sources } from './sources';
import { createSources, displayPath } from './sources';
import { EXIT, UsageError } from './usage';
import type { TargetOptions } from './workspace';
import { cliWorkspace, LAYOUT_LIMITS } from './workspace';

export interface LayoutOptions extends TargetOptions {
  readonly json?: boolean;
}

/** `FILE:LINE:COL`, both 1-based, the column in bytes. */
const POSITION = /^(?<file>.+\.go):(?<line>[1-9]\d*):(?<col>[1-9]\d*)$/;

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
    const lines = records.map((record) => {
      const printed = toJson(record, index);
      return options.json ? `${JSON.stringify(printed)}\n` : textLine(printed);
    });
    process.stdout.write(lines.join(''));
  }
  for (const { uri, message } of errors) {
    process.stderr.write(`heapghost: ${displayPath(uri)}: ${message}\n`);
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
  return `${file}:${line}:${col}: ${what}: ${facts}${entry}\n`;
}

async function printMapAt(
  position: string,
  workspace: Workspace,
  sources: Sources,
  json: boolean,
): Promise<void> {
  const { file = '', line = '', col = '' } = POSITION.exec(position)?.groups ?? {};
  await stat(file).catch((e: unknown) => {
    throw new UsageError(`${file}: ${reasonOf(e)}`);
  });
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
  process.stdout.write(
    json
      ? `${JSON.stringify(report)}\n`
      : `${[`${report.typeText} · ${goLabel(report)}`, ...mapTable(report)].join('\n')}\n`,
  );
}
