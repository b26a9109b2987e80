/** What Heapghost says of a file, through the doors that the editor and the command line use. */
import { readFileSync } from 'node:fs';
import type { Arch } from '../../runtime';
import { createWorkspace } from '../../server/src/analysis/analysis';
import { LAYOUT_LIMITS } from '../../server/src/cli/workspace';
import type { Environment } from '../../server/src/contracts/environment';
import { uriOf } from '../../server/src/node/paths';
import { createOverlay } from '../../server/src/loading/overlay';
import { Packages } from '../../server/src/loading/packages';
import type { Settings } from '../../server/src/contracts/settings';
import type { Expr, Node } from '../../server/src/syntax/ast';
import { lineIndex } from '../../server/src/syntax/lines';
import { createGoParser } from '../../server/src/syntax/parser';
import { decodeSource } from '../../server/src/syntax/source';
import { walkFile } from '../../server/src/syntax/walk';
import { sizesFor, typeString, underlying } from '../../server/src/types';
import type { Type } from '../../server/src/types/type';
import type { LayoutRecord } from '../../server/src/contracts/workspace';
import type { Mode, OracleRecord } from './goOracle';

/** What is said of one type; sizes are bytes, null where `unknown` says why. */
export interface Answer {
  readonly type: string;
  readonly size: number | null;
  readonly align: number | null;
  readonly pointers: boolean | null;
  readonly key?: string | undefined;
  readonly keySize?: number | null | undefined;
  readonly elem?: string | undefined;
  readonly elemSize?: number | null | undefined;
  readonly elemPointers?: boolean | undefined;
  readonly unknown?: string | undefined;
}

/** The answers for a file by `placeOf`; each is made when it is taken. */
export type Answers = ReadonlyMap<string, () => Answer>;

/** Where a record stands in its file. Two operands may begin at the same byte. */
export function placeOf({ kind, op, off, end }: Omit<OracleRecord, 'type' | 'file'>): string {
  return kind === 'operand' ? `${op ?? ''}@${off}-${end}` : `${kind}@${off}`;
}

/** Answers for absolute file names; what is cached between the files is what the product caches. */
export function createProduct(
  mode: Mode,
  env: Environment,
  settings: Settings,
): (file: string) => Promise<Answers> {
  return mode === 'layout' ? layoutOf(env, settings) : operandsOf(env, settings);
}

function layoutOf(env: Environment, settings: Settings) {
  const workspace = createWorkspace(env, settings, LAYOUT_LIMITS);
  return async (file: string): Promise<Answers> => {
    const at = byteOffsets(file);
    const { records } = await workspace.layout(uriOf(file));
    return new Map(
      records.map((record: LayoutRecord) => {
        const { kind, start, end, ...answer } = record;
        return [placeOf({ kind, off: at(start), end: at(end) }), () => answer] as const;
      }),
    );
  };
}

function operandsOf(env: Environment, settings: Settings) {
  const parser = createGoParser(env);
  const packages = new Packages({
    env,
    overlay: createOverlay(),
    parser: () => parser,
    settings: () => settings,
    limits: { mostText: Infinity, ...LAYOUT_LIMITS },
  });
  return async (file: string): Promise<Answers> => {
    const uri = uriOf(file);
    const unit = (await packages.folderOf(uri)).unitOf(uri);
    const out = new Map<string, () => Answer>();
    for (const info of unit?.infos ?? []) {
      const source = info.files.find((f) => f.uri === uri);
      if (source === undefined) continue;
      const at = byteOffsets(file);
      walkFile(source.ast, (node) => {
        for (const [op, x] of operands(node)) {
          const place = placeOf({ kind: 'operand', op, off: at(x.pos), end: at(x.end) });
          out.set(place, () => answerOf(info.typeOf(x), settings.arch, info.path));
        }
        return true;
      });
    }
    return out;
  };
}

/** From UTF-16 offsets of the text to byte offsets of the file. */
function byteOffsets(file: string): (offset: number) => number {
  const bytes = readFileSync(file);
  const source = decodeSource(bytes);
  const text = source.ok ? source.text : '';
  const mark = bytes.length >= 3 && bytes.readUIntBE(0, 3) === 0xefbbbf ? 3 : 0;
  if (bytes.length - mark === text.length) return (offset) => offset + mark;
  const lines = lineIndex(text);
  return (offset) => lines.byteOffset(offset) + mark;
}

function operands(node: Node): readonly (readonly [string, Expr])[] {
  switch (node.kind) {
    case 'IndexExpr':
      return [['index', node.x]];
    case 'SliceExpr':
      return [['slice', node.x]];
    case 'RangeStmt':
      return [['range', node.x]];
    case 'CallExpr': {
      const { args } = node;
      let fun = node.fun;
      while (fun.kind === 'ParenExpr') fun = fun.x;
      const name = fun.kind === 'Ident' ? fun.name : '';
      if (name === 'delete' || name === 'clear') return args.slice(0, 1).map((a) => [name, a]);
      if (name === 'append' || name === 'copy') return args.map((a) => [name, a]);
      return [];
    }
    default:
      return [];
  }
}

function answerOf(type: Type, arch: Arch, pkg: string): Answer {
  const { layout } = sizesFor(arch);
  const whole = layout(type);
  const known = 'unknown' in whole ? undefined : whole;
  const own = {
    type: typeString(type, pkg),
    size: known?.size ?? null,
    align: known?.align ?? null,
    pointers: known?.pointers ?? null,
  };
  const u = underlying(type);
  const parts = u.kind === 'map' ? { key: u.key, elem: u.elem } : u.kind === 'slice' ? u : {};
  const key = 'key' in parts ? layout(parts.key) : undefined;
  const elem = 'elem' in parts ? layout(parts.elem) : undefined;
  const reasons = [whole, key, elem].flatMap((l) => (l && 'unknown' in l ? [l.unknown] : []));
  return {
    ...own,
    ...('key' in parts && { key: typeString(parts.key, pkg) }),
    ...(key && { keySize: 'unknown' in key ? null : key.size }),
    ...('elem' in parts && { elem: typeString(parts.elem, pkg) }),
    ...(elem && { elemSize: 'unknown' in elem ? null : elem.size }),
    ...(elem && !('unknown' in elem) && { elemPointers: elem.pointers }),
    ...(reasons[0] !== undefined && { unknown: reasons[0] }),
  };
}
