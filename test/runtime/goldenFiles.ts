/** Reads the measured data of golden/ (golden/README.md). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Arch } from '../../runtime/layout/arch';
import type { TypeShape } from '../../runtime/layout/shape';
import { parseTypeShape } from '../../runtime/layout/typeExpr';
import type { GoVersion } from '../../runtime/layout/version';
import { parseGoVersion } from '../../runtime/layout/version';

/** The records of a file of golden/; callers say what they are. */
export function readGolden(name: string): readonly unknown[] {
  const text = gunzipSync(readFileSync(join(__dirname, 'golden', name))).toString();
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}

export function shapeOf(text: string, arch: Arch = 'amd64'): TypeShape {
  const result = parseTypeShape(text, arch);
  assert.ok(result.ok, `${text}: ${JSON.stringify(result)}`);
  return result.shape;
}

export function goOf(text: string): GoVersion {
  const go = parseGoVersion(text);
  assert.ok(go, text);
  return go;
}
