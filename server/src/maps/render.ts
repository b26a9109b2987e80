/** What the hover and `heapghost layout FILE:LINE:COL` say of a map, as plain text lines. */
import type { MapLayout } from '../../../runtime';
import {
  exactBytes,
  formatBytes,
  formatCount,
  formatGoVersion,
  modelledGoVersion,
  pointerSize,
  SLOTS,
} from '../../../runtime';
import { fileName } from '../base/fileName';
import type { Footprint, MapReport, MapUse, Place, ShapeOrUnknown } from '../contracts/findings';

/**
 * `Go 1.26 (toolchain line of go.mod; std: source of go1.26.2)`; the architecture only where it is not the usual one, std
 * only where the map holds types of it.
 */
export function goLabel({ go, arch, std }: MapReport): string {
  const { outside, version } = modelledGoVersion(go.value);
  const standIn =
    outside === undefined ? '' : `, ${outside} than measured: shown as ${formatGoVersion(version)}`;
  const target = arch === 'amd64' ? '' : ` ${arch}`;
  const source = std === undefined ? '' : `; std: ${std}`;
  return `Go ${formatGoVersion(go.value)}${target} (${go.origin}${standIn}${source})`;
}

/**
 * The layout of a slot and a group (or bucket), then live bytes after a GC: with all entries, after deleting all of
 * them, after a rebuild. What is not known stands there with its reason.
 */
export function mapTable(report: MapReport): readonly string[] {
  const unknown = [unknownRow('key', report.key), unknownRow('elem', report.elem)].flat();
  const layout = report.layout === undefined ? [] : layoutRows(report.layout, report);
  return [...labelled([...unknown, ...layout]), ...footprintRows(report)];
}

type Row = readonly [label: string, text: string];

function unknownRow(label: string, shape: ShapeOrUnknown): readonly Row[] {
  return shape.unknown === undefined ? [] : [[label, `unknown: ${shape.unknown}`]];
}

function layoutRows(layout: MapLayout, report: MapReport): readonly Row[] {
  const word = pointerSize(report.arch);
  const key = layout.keyIndirect ? word : layout.keyBytes;
  const elem = layout.elemIndirect ? word : layout.elemBytes;
  const slot = layout.kind === 'swiss' ? layout.slotBytes : key + elem;
  const padding = slot - key - elem;
  const sum = `${key} + ${elem}${padding === 0 ? '' : ` + ${padding} padding`} = ${exactBytes(slot)}`;
  return [
    ['slot', `${sum}, ${placement(layout)}`],
    layout.kind === 'swiss'
      ? ['group', `${SLOTS} slots, ${exactBytes(layout.groupBytes)}`]
      : ['bucket', `${SLOTS} slots, ${exactBytes(layout.bucketBytes)}`],
  ];
}

/** Whether keys and elems stand in the slots, or how many bytes each takes elsewhere. */
function placement(layout: MapLayout): string {
  const apart = [
    ...(layout.keyIndirect ? [`key indirect, ${exactBytes(layout.keyObjectBytes)} each`] : []),
    ...(layout.elemIndirect ? [`elem indirect, ${exactBytes(layout.elemObjectBytes)} each`] : []),
  ];
  return apart.length === 0 ? 'inline' : apart.join(', ');
}

/** The longest type text that serves as the label of a row. */
const LONGEST_LABEL = 20;

function footprintRows(report: MapReport): readonly string[] {
  const { footprint, pointerValues, elem } = report;
  if (footprint === undefined) return [];
  const short = elem.text.length <= LONGEST_LABEL;
  const cells = (label: string, { peak, afterDelete, afterRebuild }: Footprint) => [
    label,
    ...[peak, afterDelete, afterRebuild].map(formatBytes),
  ];
  const rows = [
    ['', `${formatCount(footprint.entries)} entries`, 'all deleted', 'rebuilt'],
    cells(short ? elem.text : 'as declared', footprint),
    ...(pointerValues === undefined
      ? []
      : [cells(short ? `*${elem.text}` : 'with pointers', pointerValues)]),
  ];
  const widths = [0, 1, 2, 3].map((i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('   '),
  );
}

function labelled(rows: readonly Row[]): readonly string[] {
  const width = Math.max(0, ...rows.map(([label]) => label.length));
  return rows.map(([label, text]) => `${label.padEnd(width)}   ${text}`);
}

/** What happens to the map's variable, for one line of text with links. */
export interface UseSummary {
  /** `2 inserts`, `never replaced`. */
  readonly text: string;
  /** The first few places. */
  readonly places: readonly Place[];
  /** How many places there are beyond `places`. */
  readonly more: number;
}

/** How each use is counted, and what is said where there is none; uses without such words are left out then. */
const USE_WORDS: readonly {
  readonly use: MapUse;
  readonly one: string;
  readonly many: string;
  readonly none?: string;
}[] = [
  { use: 'insert', one: 'insert', many: 'inserts', none: 'no insert' },
  { use: 'delete', one: 'delete', many: 'deletes', none: 'no delete' },
  { use: 'clear', one: 'clear', many: 'clears' },
  { use: 'replace', one: 'replacement', many: 'replacements', none: 'never replaced' },
];

const MOST_PLACES = 3;

/** Empty when the map has no variable, or one that nothing happens to: then what is absent says nothing either. */
export function summariseUses(report: MapReport): readonly UseSummary[] {
  if (report.variable === undefined) return [];
  if (Object.values(report.uses).every((places) => places.length === 0)) return [];
  return USE_WORDS.flatMap(({ use, one, many, none }) => {
    const all = report.uses[use];
    const places = all.slice(0, MOST_PLACES);
    if (all.length > 0) {
      const text = `${formatCount(all.length)} ${all.length === 1 ? one : many}`;
      return [{ text, places, more: all.length - places.length }];
    }
    return none === undefined ? [] : [{ text: none, places, more: 0 }];
  });
}

/** The last part of a URI, decoded, with a 1-based line: `cache.go:41`. */
export function placeLabel(uri: string, line: number): string {
  return `${fileName(uri)}:${line}`;
}
