import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { isToolTag } from '../../server/src/project/toolTags';

describe('project/toolTags', () => {
  const golden = readFileSync(path.join(__dirname, 'golden', 'toolTags.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(' '));
  const all = new Set(golden.flatMap(([, , ...tags]) => tags));

  for (const [version = '', target = '', ...tags] of golden) {
    it(`sets the tags of Go ${version} for ${target}`, () => {
      const [os = '', arch = ''] = target.split('/');
      const goMinor = Number(version.slice('1.'.length));
      const ours = [...all].filter((tag) => isToolTag(tag, { os, arch, goMinor }));
      assert.deepEqual(ours.sort(), tags.sort());
    });
  }
});
