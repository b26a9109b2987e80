/** Workloads of the literature on Go map memory, written for a number of entries. */

export interface Preset {
  readonly id: string;
  readonly label: string;
  /** What it shows, for the tooltip. */
  readonly about: string;
  /** The workload text for a map with `entries` entries at its peak. */
  readonly workload: (entries: number) => string;
}

/** Rounds of the churn preset; a tenth of the map is replaced in each, so that in the end all entries are new. */
const CHURN_ROUNDS = 10;

export const PRESETS: readonly Preset[] = [
  {
    id: 'delete-all',
    label: 'Delete all',
    about: 'Delete every key: the entries go, the memory stays.',
    workload: (n) => `insert ${n}; gc; delete all; gc`,
  },
  {
    id: 'clear',
    label: 'clear(m)',
    about: 'clear empties the map, and keeps its memory for the next inserts.',
    workload: (n) => `insert ${n}; gc; clear; gc`,
  },
  {
    id: 'remake',
    label: 'nil + make',
    about: 'Drop the map and make a new one: the memory goes with the next garbage collection.',
    workload: (n) => `insert ${n}; gc; delete all; gc; remake; gc`,
  },
  {
    id: 'rebuild',
    label: 'Copy to new map',
    about: 'Delete 90 % of the entries, then copy the rest into a new map.',
    workload: (n) => `insert ${n}; gc; delete 90%; gc; rebuild; gc`,
  },
  {
    id: 'free-os-memory',
    label: 'FreeOSMemory',
    about: 'Returning memory to the system helps only after the map has let go of it.',
    workload: (n) => `insert ${n}; delete all; free-os-memory; nil; free-os-memory`,
  },
  {
    id: 'pointers',
    label: 'Pointer values',
    about: 'Store *T instead of T: the map stays large, the values go.',
    workload: (n) => `pointers; insert ${n}; gc; delete all; gc`,
  },
  {
    id: 'churn',
    label: 'Churn',
    about: 'Replace a tenth of the entries, again and again, at constant size.',
    workload: (n) =>
      `insert ${n}; gc; churn ${Math.max(1, Math.floor(n / 10))} x${CHURN_ROUNDS}; gc`,
  },
];

/** The preset whose workload for `entries` is exactly `workload`. */
export function presetOf(workload: string, entries: number): Preset | undefined {
  return PRESETS.find((preset) => preset.workload(entries) === workload);
}
