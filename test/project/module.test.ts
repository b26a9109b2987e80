import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findModule, importPath } from '../../server/src/project/module';
import { createOverlay } from '../../server/src/loading/overlay';
import { createReader } from '../../server/src/loading/reader';
import { assetEnvironment } from '../syntax/support';

const FILES = {
  'file:///w/go.work': 'go 1.23\n\nuse (\n\t./app\n\t./lib\n)\n',
  'file:///w/app/go.mod': 'module example.com/app\n\ngo 1.22\n',
  'file:///w/lib/go.mod': 'module example.com/lib\n',
  'file:///w/apart/go.mod': 'module example.com/apart\n',
  'file:///w/app/cmd/x/main.go': 'package main\n',
  'file:///alone/go.mod': 'module example.com/alone\n',
};

describe('project/module', () => {
  const reader = createReader(assetEnvironment(FILES), createOverlay());

  const CASES: readonly [
    folder: string,
    mod: string | undefined,
    work: string | undefined,
    path: string | undefined,
  ][] = [
    ['file:///w/app', 'file:///w/app/go.mod', 'file:///w/go.work', 'example.com/app'],
    ['file:///w/app/cmd/x', 'file:///w/app/go.mod', 'file:///w/go.work', 'example.com/app/cmd/x'],
    ['file:///w/apart/sub', 'file:///w/apart/go.mod', undefined, 'example.com/apart/sub'],
    ['file:///w', undefined, 'file:///w/go.work', undefined],
    ['file:///alone', 'file:///alone/go.mod', undefined, 'example.com/alone'],
    ['file:///elsewhere', undefined, undefined, undefined],
    ['untitled:Untitled-1', undefined, undefined, undefined],
  ];
  for (const [folder, mod, work, path] of CASES) {
    it(`finds what governs ${folder}`, async () => {
      const context = await reader.settle(
        () => findModule(reader, folder),
        () => undefined,
      );
      assert.equal(context.mod?.uri, mod);
      assert.equal(context.work?.uri, work);
      assert.equal(context.mod && importPath(context.mod, folder), path);
    });
  }
});
