/** What a step does, as one sentence for people. */
import type { Place, RunEvent } from '../maps/mapEvents';
import { formatBytes, formatCount } from '../base/format';

/** Describes an event in the terms of bucketMap.ts and swissMap.ts. */
export function describeEvent(event: RunEvent): string {
  switch (event.kind) {
    case 'start':
      return 'Before the first operation.';
    case 'make':
      return event.hint > 0
        ? `A new map is made for ${formatCount(event.hint)} entries.`
        : 'A new map is made.';
    case 'drop':
      return 'The last reference to the map goes: all its memory becomes garbage.';
    case 'clone':
      return 'maps.Clone copies the map; the old one becomes garbage.';
    case 'replace':
      return 'The new map takes the place of the old one, which becomes garbage.';
    case 'collect':
      return `The garbage collector frees ${formatBytes(event.freedBytes)}.`;
    case 'end':
      return 'The operation is done.';
    case 'clear':
      return 'All slots are emptied at once; the memory stays.';
    case 'insert':
      return `Key ${event.key} goes into ${placeText(event.at)}${event.reused ? ', which was a tombstone' : ''}.`;
    case 'overwrite':
      return `Key ${event.key} gets a new value in ${placeText(event.at)}.`;
    case 'delete':
      return `Key ${event.key} is deleted: ${placeText(event.at)} is empty.`;
    case 'tombstone':
      return `Key ${event.key} is deleted from a full group: ${placeText(event.at)} becomes a tombstone.`;
    case 'probeGroup':
      return `Group ${event.group} of table ${event.table} has no empty slot: the search for key ${event.key} goes on.`;
    case 'probeBucket':
      return `${chainText(event.bucket, event.link, true)} is full: the search for key ${event.key} goes on.`;
    case 'buckets':
      return `An array of ${counted(event.buckets, 'bucket')}${event.preallocated > 0 ? ` and ${counted(event.preallocated, 'overflow bucket')}` : ''} is allocated: ${formatBytes(event.bytes)}.`;
    case 'grow':
      return event.because === 'load'
        ? `Too many entries for ${counted(event.buckets, 'bucket')}: the map starts to move to ${formatCount(event.newBuckets)} (${formatBytes(event.bytes)}).`
        : `Too many overflow buckets: the map starts to move to a new array of the same size (${formatBytes(event.bytes)}).`;
    case 'overflow':
      return `${event.preallocated ? 'A preallocated' : 'A newly allocated'} overflow bucket is chained to bucket ${event.bucket}.`;
    case 'evacuate':
      return `Old bucket ${event.bucket} is evacuated: ${formatCount(event.low)} ${event.low === 1 ? 'entry stays' : 'entries stay'} at its index, ${formatCount(event.high)} ${event.high === 1 ? 'goes' : 'go'} to the upper half.`;
    case 'grown':
      return `All old buckets are evacuated: ${formatBytes(event.bytes)} become garbage.`;
    case 'smallGroup':
      return `The group of a small map is allocated: ${formatBytes(event.bytes)}.`;
    case 'growToTable':
      return `The group is full: a table of ${event.capacity} slots and a directory replace it.`;
    case 'growTable':
      return `Table ${event.table} may fill no further slot: it grows from ${formatCount(event.capacity)} to ${formatCount(event.newCapacity)} slots.`;
    case 'split':
      return `A table splits into table ${event.left} with ${counted(event.leftUsed, 'entry', 'entries')} and table ${event.right} with ${counted(event.rightUsed, 'entry', 'entries')}.`;
    case 'directory':
      return `The directory doubles to ${formatCount(event.references)} references.`;
    case 'prune':
      return `${counted(event.removed, 'tombstone')} of table ${event.table} that no key needs ${event.removed === 1 ? 'is' : 'are'} removed.`;
  }
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

function placeText(at: Place): string {
  switch (at.in) {
    case 'smallGroup':
      return `slot ${at.slot}`;
    case 'table':
      return `slot ${at.slot} of group ${at.group} in table ${at.table}`;
    case 'bucket':
      return `slot ${at.slot} of ${at.old ? 'old ' : ''}${chainText(at.bucket, at.link)}`;
  }
}

function chainText(bucket: number, link: number, begins = false): string {
  const main = `bucket ${bucket}`;
  if (link > 0) return `${begins ? 'Overflow' : 'overflow'} bucket ${link} of ${main}`;
  return begins ? `Bucket ${bucket}` : main;
}
