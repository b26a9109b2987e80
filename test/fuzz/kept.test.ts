/** Files in which the fuzzer found something, cut down: everything is asked about each of `kept/*.go`. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createWorkspace } from '../../server/src/analysis/analysis';
import { ALL_SHOWN } from '../settings';
import type { Asker } from './ask';
import { askAll } from './ask';
import { memoryEnvironment } from './environment';

const KEPT = path.join(__dirname, 'kept');
const URI = 'memory:/kept/file.go';

describe('what the fuzzer found', () => {
  for (const name of readdirSync(KEPT)) {
    it(name, async () => {
      const text = readFileSync(path.join(KEPT, name), 'utf8');
      const env = memoryEnvironment(undefined, true);
      env.add(new Map([[URI, text]]));
      const workspace = createWorkspace(env, ALL_SHOWN);
      const time: Asker['time'] = (_, request) => request();
      const offsets = [...text.matchAll(/\b\w/g)].map(({ index }) => index);
      await askAll({ workspace, time }, URI, { offsets });
    });
  }
});
