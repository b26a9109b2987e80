/**
 * What the heap of a run is spent on, in words: each figure of a simulation as a sum that can be checked by hand.
 */
import type { GoMap } from '../maps/goMap';
import type { Heap } from '../heap/heap';
import type { HeapPart, PartName } from '../heap/heapParts';
import { PART_NAMES } from '../heap/heapParts';
import { tableSizes } from '../maps/swissMap';
import { arraySizes } from '../maps/bucketMap';
import { exactBytes, formatCount } from '../base/format';
import type { Run } from './run';

/** The parts of HeapAlloc, live and garbage, largest first; parts of no bytes are left out. */
export function partsOf(run: Run): readonly HeapPart[] {
  const details = run.map === undefined ? {} : detailsOf(run, run.map);
  return [...liveParts(run.heap, details), ...garbageParts(run.heap)].sort(
    (a, b) => b.bytes - a.bytes,
  );
}

function liveParts(heap: Heap, details: Details): HeapPart[] {
  return PART_NAMES.flatMap((part, i) => {
    const bytes = heap.liveParts[i] ?? 0;
    const detail = details[part];
    return bytes === 0 ? [] : [{ part, bytes, ...(detail === undefined ? {} : { detail }) }];
  });
}

function garbageParts(heap: Heap): HeapPart[] {
  return PART_NAMES.flatMap((part, i) => {
    const bytes = heap.garbageParts[i] ?? 0;
    return bytes === 0 ? [] : [{ part, bytes, garbage: true as const }];
  });
}

type Details = Readonly<Partial<Record<PartName, string>>>;

function detailsOf(run: Run, map: GoMap): Details {
  const { objects, heap } = run;
  const owned = (part: PartName, what: string, each: number): Details => {
    const bytes = heap.liveParts[PART_NAMES.indexOf(part)] ?? 0;
    return each === 0 ? {} : { [part]: times(bytes / each, what, each) };
  };
  return {
    ...(map.kind === 'bucket' ? bucketDetails(map) : swissDetails(map)),
    ...owned('keys', 'key', objects.keyBytes),
    ...owned('elems', 'elem', objects.elemBytes),
    ...owned('pointees', 'value', objects.pointeeBytes),
    ...(objects.tiny === undefined
      ? {}
      : { pointees: `up to ${objects.tiny.perBlock} values in each block of 16 B` }),
  };
}

function bucketDetails(map: GoMap & { kind: 'bucket' }): Details {
  const { bucketBytes } = map.layout;
  const { current, old } = arraySizes(map);
  const array = ({ main, preallocated }: typeof current): string =>
    preallocated === 0
      ? times(main, 'bucket', bucketBytes)
      : `(${counted(main, 'bucket')} + ${counted(preallocated, 'preallocated overflow bucket')}) of ${exactBytes(bucketBytes)}`;
  return {
    buckets: array(current),
    ...(old === undefined ? {} : { oldBuckets: array(old) }),
    overflow: times(current.separate + (old?.separate ?? 0), 'overflow bucket', current.eachBytes),
  };
}

function swissDetails(map: GoMap & { kind: 'swiss' }): Details {
  const { groupBytes, tableBytes } = map.layout;
  const sizes = tableSizes(map);
  if (sizes.length === 0) return { groups: times(1, 'group', groupBytes) };
  const count = sizes.reduce((sum, size) => sum + size.tables, 0);
  return {
    directory: counted(map.directory.length, 'reference'),
    tables: times(count, 'table', tableBytes),
    groups: sizes
      .map(
        ({ tables, groups, bytes }) =>
          `${times(tables, 'table', bytes)} (${times(groups, 'group', groupBytes)})`,
      ) // prettier-ignore
      .join(' + '),
  };
}

function times(count: number, what: string, eachBytes: number): string {
  return `${counted(count, what)} of ${exactBytes(eachBytes)}`;
}

function counted(count: number, what: string): string {
  return `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`;
}
