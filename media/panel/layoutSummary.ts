/** How the map is laid out: bytes of a slot and its group or bucket, what stands in the map and what behind a pointer. */
import type { MapLayout } from '../../runtime';
import { formatCount, SLOTS } from '../../runtime';
import { h } from './dom';
import type { StrategyResult } from './strategies';

export interface LayoutSummary {
  readonly root: HTMLElement;
  readonly show: (result: StrategyResult) => void;
}

type Row = readonly [term: string, value: string];

export function createLayoutSummary(): LayoutSummary {
  const list = h('dl', { class: 'facts' });
  const root = h('section', { class: 'block layout', 'aria-labelledby': 'layout-title' });
  root.append(h('h2', { id: 'layout-title' }, 'Layout'), list);
  return {
    root,
    show: (result) => {
      const rows = layoutRows(result);
      list.replaceChildren(
        ...rows.map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value))),
      );
    },
  };
}

function layoutRows({ layout, request }: StrategyResult): readonly Row[] {
  const { key, elem } = request;
  return [
    ['Key', part(key.size, layout.keyIndirect, layout.keyObjectBytes)],
    ['Value', part(elem.size, layout.elemIndirect, layout.elemObjectBytes)],
    ...structureRows(layout),
    ['Header', `${layout.headerBytes} B`],
  ];
}

function structureRows(layout: MapLayout): readonly Row[] {
  if (layout.kind === 'bucket') {
    return [
      ['Bucket', `${formatCount(layout.bucketBytes)} B for ${SLOTS} entries`],
      ['Grows at', `${layout.loadFactorTimesTwo / 2} entries a bucket`],
      ['Garbage collector', layout.bucketPointers ? 'scans the buckets' : 'skips the buckets'],
    ];
  }
  return [
    ['Slot', `${formatCount(layout.slotBytes)} B`],
    ['Group', `${formatCount(layout.groupBytes)} B for ${SLOTS} slots`],
    ['Grows at', '7 of 8 slots in a table'],
    ['Garbage collector', layout.groupPointers ? 'scans the groups' : 'skips the groups'],
  ];
}

function part(size: number, indirect: boolean, objectBytes: number): string {
  if (!indirect) return `${formatCount(size)} B, inline`;
  return `${formatCount(size)} B, behind a pointer (${formatCount(objectBytes)} B on the heap each)`;
}
