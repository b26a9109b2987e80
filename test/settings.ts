/** Settings that tests share. */
import type { Settings } from '../server/src/contracts/settings';
import { DEFAULT_SETTINGS } from '../server/src/contracts/settings';

/** What is only possible is shown too: most tests ask what is found at all. */
export const ALL_SHOWN: Settings = { ...DEFAULT_SETTINGS, show: 'all' };
