/** The type layer's answers beside the oracle's records. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Arch } from '../../runtime';
import type { Expr, File, Node } from '../../server/src/syntax/ast';
import type { GoParser } from '../../server/src/syntax/parser';
import type { Importer, PackageInfo, SourceFile } from '../../server/src/types';
import {
  checkPackage,
  sizesFor,
  stdImporter,
  typeString,
  underlying,
} from '../../server/src/types';
import type { Type } from '../../server/src/types/type';
import { goParser } from '../syntax/support';
import type { OracleRecord } from './goOracle';

export interface Comparison {
  right: number;
  /** How often which reason was given. */
  readonly unknown: Map<string, number>;
  readonly wrong: string[];
  parseMs: number;
  checkMs: number;
}

export interface ComparisonOptions {
  readonly arch: Arch;
  /** The minor version of the Go release that the oracle reads. */
  readonly go: number;
  /** Import the packages among the records from source instead of from the std table. */
  readonly source: boolean;
}

interface Group {
  readonly head: OracleRecord;
  readonly records: OracleRecord[];
}

interface Loaded {
  readonly info: PackageInfo;
  readonly files: ReadonlyMap<string, { readonly ast: File; readonly offsets: ByteOffsets }>;
}

/** Compares every record; a package's records follow its head. */
export async function comparePackages(
  records: AsyncIterable<OracleRecord>,
  options: ComparisonOptions,
): Promise<Comparison> {
  const groups: Group[] = [];
  for await (const record of records) {
    if (record.kind === 'package') groups.push({ head: record, records: [] });
    else groups.at(-1)?.records.push(record);
  }
  const result: Comparison = { right: 0, unknown: new Map(), wrong: [], parseMs: 0, checkMs: 0 };
  const load = loader(groups, await goParser(), options, result);
  for (const group of groups) compareGroup(group, load(group), options.arch, result);
  return result;
}

function loader(
  groups: readonly Group[],
  parser: GoParser,
  options: ComparisonOptions,
  result: Comparison,
): (group: Group) => Loaded {
  const byPath = new Map(groups.map((g) => [g.head.path ?? '', g]));
  const loaded = new Map<Group, Loaded>();
  const fromSource = (from: string): Importer => ({
    import: (name) => {
      const vendored = from.startsWith('cmd/') ? `cmd/vendor/${name}` : `vendor/${name}`;
      const group = byPath.get(name) ?? byPath.get(vendored);
      return group === undefined ? { unknown: `package ${name} is not loaded` } : load(group).info;
    },
  });
  const load = (group: Group): Loaded => {
    let found = loaded.get(group);
    if (found === undefined) {
      const { dir = '', files = [], path: pkg = '' } = group.head;
      const started = performance.now();
      const sources = files.map((name) => readSource(parser, path.join(dir, name)));
      result.parseMs += performance.now() - started;
      const importer = options.source ? fromSource(pkg) : stdImporter(options.arch, options.go);
      const info = checkPackage(sources, { path: pkg, arch: options.arch, importer });
      const entries = sources.map(
        (s, i) => [files[i] ?? '', { ast: s.ast, offsets: byteOffsets(s.text) }] as const,
      );
      found = { info, files: new Map(entries) };
      loaded.set(group, found);
    }
    return found;
  };
  return load;
}

function readSource(parser: GoParser, file: string): SourceFile {
  const text = readFileSync(file, 'utf8');
  return {
    uri: pathToFileURL(file).href,
    text,
    ast: parser.parse(text),
    test: file.endsWith('_test.go'),
    included: true,
  };
}

/** UTF-8 byte offset of each UTF-16 offset; undefined where both are the same. */
type ByteOffsets = Uint32Array | undefined;

function byteOffsets(text: string): ByteOffsets {
  if (Buffer.byteLength(text) === text.length) return undefined;
  const out = new Uint32Array(text.length + 1);
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    out[i] = bytes;
    const code = text.charCodeAt(i);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code < 0xe000 ? 2 : 3;
  }
  out[text.length] = bytes;
  return out;
}

// Comparing --------------------------------------------------------------------------------------------------------

interface Subject {
  /** Its type, asked for when needed. */
  readonly type: () => Type;
}

function compareGroup(group: Group, loaded: Loaded, arch: Arch, result: Comparison): void {
  const byFile = new Map<string, OracleRecord[]>();
  for (const r of group.records) {
    const list = byFile.get(r.file ?? '');
    if (list === undefined) byFile.set(r.file ?? '', [r]);
    else list.push(r);
  }
  for (const [name, records] of byFile) {
    const file = loaded.files.get(name);
    if (file === undefined) continue;
    const subjects = subjectsOf(loaded.info, file.ast, file.offsets);
    const started = performance.now();
    for (const r of records) {
      const where = `${group.head.path ?? ''}/${name}:#${r.off} ${r.kind} ${r.op ?? r.name ?? ''}`;
      const subject = subjects.get(keyOf(r));
      if (subject === undefined) count(result, 'not found in the syntax tree');
      else compareType(r, subject.type(), where, group.head.path ?? '', arch, result);
    }
    result.checkMs += performance.now() - started;
  }
}

function keyOf(r: OracleRecord): string {
  return r.kind === 'operand' ? `${r.op ?? ''}@${r.off}-${r.end ?? 0}` : `${r.kind}@${r.off}`;
}

function count(result: Comparison, reason: string): void {
  result.unknown.set(reason, (result.unknown.get(reason) ?? 0) + 1);
}

function compareType(
  r: OracleRecord,
  type: Type,
  where: string,
  pkg: string,
  arch: Arch,
  result: Comparison,
): void {
  const { layout, offsets } = sizesFor(arch);
  const wrongs: string[] = [];
  let reason: string | undefined;
  const is = (what: string, mine: unknown, theirs: unknown): void => {
    if (mine !== theirs) wrongs.push(`${what}: ${String(mine)}, go/types has ${String(theirs)}`);
  };
  const size = (what: string, t: Type, bytes: number | undefined, pointers?: boolean): void => {
    const l = layout(t);
    if ('unknown' in l) {
      // A size that go/types does not have either is not missing.
      if (bytes !== undefined) reason = l.unknown;
      return;
    }
    is(`${what} size`, l.size, bytes);
    if (pointers !== undefined) is(`${what} pointers`, l.pointers, pointers);
  };
  if (type.kind === 'unknown') {
    reason = type.reason;
  } else {
    size('type', type, r.size, r.pointers);
    const l = layout(type);
    if (!('unknown' in l)) is('align', l.align, r.align);
    const text = withoutTags(typeString(type, pkg));
    if (!text.includes('?')) is('type', text, withoutTags(r.type ?? ''));
    const u = underlying(type);
    if (u.kind === 'map') {
      size('key', u.key, r.keySize);
      size('elem', u.elem, r.elemSize, r.elemPointers);
    } else if (u.kind === 'slice') {
      size('elem', u.elem, r.elemSize, r.elemPointers);
    } else if (u.kind === 'struct' && r.offsets !== undefined) {
      const own = offsets(u);
      if ('unknown' in own) reason = own.unknown;
      else is('offsets', own.offsets.join(' '), r.offsets.join(' '));
    } else if (r.elem !== undefined && u.kind !== 'unknown') {
      wrongs.push(`kind: ${u.kind}, go/types has ${r.type ?? ''}`);
    }
  }
  if (wrongs.length > 0) result.wrong.push(`${where}: ${wrongs.join('; ')}`);
  else if (reason !== undefined) count(result, reason);
  else result.right++;
}

/** go/types prints the tags of struct fields, which the type layer does not keep. */
function withoutTags(text: string): string {
  return text.replaceAll(/ "(?:[^"\\]|\\.)*"/g, '');
}

// Finding the records' nodes ---------------------------------------------------------------------------------------

function subjectsOf(
  info: PackageInfo,
  ast: File,
  bytes: ByteOffsets,
): ReadonlyMap<string, Subject> {
  const out = new Map<string, Subject>();
  const at = (offset: number): number => bytes?.[offset] ?? offset;
  visit(ast.decls, (node) => {
    switch (node.kind) {
      case 'TypeSpec':
        out.set(`type@${at(node.name.pos)}`, { type: () => info.typeOf(node.name) });
        return;
      case 'MapType':
        out.set(`map@${at(node.pos)}`, { type: () => info.typeOf(node) });
        return;
      case 'StructType':
        out.set(`struct@${at(node.pos)}`, { type: () => info.typeOf(node) });
        return;
      case 'IndexExpr':
      case 'SliceExpr':
      case 'RangeStmt':
      case 'CallExpr': {
        for (const [op, x] of operands(node)) {
          out.set(`${op}@${at(x.pos)}-${at(x.end)}`, { type: () => info.typeOf(x) });
        }
        return;
      }
      default:
        return;
    }
  });
  return out;
}

type Operator = Extract<Node, { kind: 'IndexExpr' | 'SliceExpr' | 'RangeStmt' | 'CallExpr' }>;

function operands(node: Operator): readonly (readonly [string, Expr])[] {
  switch (node.kind) {
    case 'IndexExpr':
      return [['index', node.x]];
    case 'SliceExpr':
      return [['slice', node.x]];
    case 'RangeStmt':
      return [['range', node.x]];
    case 'CallExpr': {
      const { fun, args } = node;
      const name = fun.kind === 'Ident' ? fun.name : '';
      if (name === 'delete' || name === 'clear') return args.slice(0, 1).map((a) => [name, a]);
      if (name === 'append' || name === 'copy') return args.map((a) => [name, a]);
      return [];
    }
  }
}

function visit(value: unknown, enter: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, enter);
  } else if (typeof value === 'object' && value !== null) {
    if ('kind' in value) enter(value as Node);
    for (const child of Object.values(value)) {
      if (typeof child === 'object') visit(child, enter);
    }
  }
}
