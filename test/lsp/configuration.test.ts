import assert from 'node:assert/strict';
import { readSettings } from '../../server/src/lsp/configuration';
import type { Settings } from '../../server/src/contracts/settings';
import { DEFAULT_SETTINGS } from '../../server/src/contracts/settings';

interface Case {
  readonly what: string;
  readonly raw: unknown;
  /** What differs from the defaults. */
  readonly expected?: Partial<Settings>;
  /** A word of the one line that is logged; none when absent. */
  readonly complaint?: string;
}

const CASES: readonly Case[] = [
  { what: 'nothing', raw: undefined },
  { what: 'an empty section', raw: {} },
  { what: 'null, as VS Code answers for an unset value', raw: { goVersion: null } },
  {
    what: 'the section, nested',
    raw: { hover: { enabled: false }, assumedPeak: 5 },
    expected: { hoverEnabled: false, assumedPeak: 5 },
  },
  {
    what: 'full names',
    raw: { 'heapghost.hover.enabled': false, 'heapghost.arch': '386' },
    expected: { hoverEnabled: false, arch: '386' },
  },
  {
    what: 'the section in its parent',
    raw: { heapghost: { goVersion: '1.23' } },
    expected: { goVersion: '1.23' },
  },
  { what: 'a text for a number', raw: { assumedPeak: 'many' }, complaint: 'assumedPeak' },
  { what: 'a fraction', raw: { assumedPeak: 1.5 }, complaint: 'assumedPeak' },
  { what: 'zero entries', raw: { assumedPeak: 0 }, complaint: 'assumedPeak' },
  { what: 'a number for a switch', raw: { hover: { enabled: 1 } }, complaint: 'hover.enabled' },
  { what: 'an unknown version', raw: { goVersion: '1.2' }, complaint: 'goVersion' },
  { what: 'a list for an object', raw: { rules: ['map-never-shrinks'] }, complaint: 'rules' },
  { what: 'not an object at all', raw: 'x' },
  {
    what: 'switches of rules, the wrong one left out',
    raw: { rules: { 'map-never-shrinks': 'off', 'ticker-not-stopped': 'loud' } },
    expected: { rules: { 'map-never-shrinks': 'off' } },
    complaint: 'ticker-not-stopped',
  },
];

describe('settings', () => {
  for (const { what, raw, expected, complaint } of CASES) {
    it(`reads ${what}`, () => {
      const lines: string[] = [];
      assert.deepEqual(
        readSettings(raw, (line) => lines.push(line)),
        {
          ...DEFAULT_SETTINGS,
          ...expected,
        },
      );
      assert.equal(lines.length, complaint === undefined ? 0 : 1);
      if (complaint !== undefined) assert.match(lines[0] ?? '', new RegExp(complaint));
    });
  }
});
