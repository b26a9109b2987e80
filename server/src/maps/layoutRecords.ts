/** The records of `heapghost layout --json` (docs/contract.md) for one file. */
import { mapLayout, modelledGoVersion } from '../../../runtime';
import type { Arch, GoVersion } from '../../../runtime';
import type { ShapeOrUnknown } from '../contracts/findings';
import type { Decl, Expr, Node, TypeSpec } from '../syntax/ast';
import { mayWriteTypes } from '../syntax/rawDecl';
import { touching } from '../syntax/spans';
import { walk } from '../syntax/walk';
import type { PackageInfo, SourceFile } from '../types/info';
import { toShape, TYPE_PARAMETER, typeString, underlying } from '../types';
import type { Type } from '../types/type';
import type { LayoutRecord } from '../contracts/workspace';

interface Target {
  readonly go: GoVersion;
  readonly arch: Arch;
}

/** A record for each map type expression, struct type expression and declared type, in source order. */
export function layoutRecordsOf(
  info: PackageInfo,
  file: SourceFile,
  target: Target,
): readonly LayoutRecord[] {
  const records: LayoutRecord[] = [];
  const visit = (node: Node): boolean => {
    if (node.kind === 'MapType') records.push(record(info, file, node, 'map', target));
    if (node.kind === 'StructType') records.push(record(info, file, node, 'struct', target));
    if (node.kind === 'TypeSpec' && !node.alias) records.push(declared(info, file, node, target));
    return true;
  };
  for (const decl of declsWithTypes(file)) walk(decl, visit);
  return records.sort((a, b) => a.start - b.start);
}

/** Most functions write out no type: they stay unparsed. */
function declsWithTypes({ ast, text }: SourceFile): readonly Decl[] {
  return ast.decls.filter((decl) => mayWriteTypes(text, decl));
}

/**
 * Whether all of a file that may write out types could be parsed, so that its records are complete. True only once they
 * were made. What is known to be wrong with the functions that write out none, because something else asked for them, has
 * no part in this.
 */
export function areTypesSound(file: SourceFile): boolean {
  const wrong = touching(file.ast.readErrors);
  return file.ast.sound && !declsWithTypes(file).some(({ pos, end }) => wrong(pos, end));
}

function record(
  info: PackageInfo,
  file: SourceFile,
  node: Expr,
  kind: 'map' | 'struct',
  target: Target,
): LayoutRecord {
  const place = { uri: file.uri, start: node.pos, end: node.end };
  return { ...place, kind, ...facts(info, info.typeOf(node), target) };
}

function declared(
  info: PackageInfo,
  file: SourceFile,
  spec: TypeSpec,
  target: Target,
): LayoutRecord {
  const { name } = spec;
  const obj = info.objectOf(name);
  const type = obj?.kind === 'type' ? obj.type() : info.typeOf(spec.type);
  const place = { uri: file.uri, start: name.pos, end: name.end };
  return { ...place, kind: 'type', name: name.name, ...facts(info, type, target) };
}

function facts(
  info: PackageInfo,
  type: Type,
  target: Target,
): Omit<LayoutRecord, 'uri' | 'start' | 'end' | 'kind' | 'name'> {
  const { arch, go } = target;
  const whole = toShape(type, arch, info.path);
  const map = underlying(type);
  const own = {
    type: typeString(type, info.path),
    size: whole.shape?.size ?? null,
    align: whole.shape?.align ?? null,
    pointers: whole.shape?.pointers ?? null,
  };
  if (map.kind !== 'map') return { ...own, ...reason(whole) };
  const key = toShape(map.key, arch, info.path);
  const elem = toShape(map.elem, arch, info.path);
  const layout =
    key.shape === undefined || elem.shape === undefined
      ? undefined
      : mapLayout(modelledGoVersion(go).version, key.shape, elem.shape, arch);
  return {
    ...own,
    key: key.text,
    keySize: key.shape?.size ?? null,
    elem: elem.text,
    elemSize: elem.shape?.size ?? null,
    ...(layout && { map: { ...layout } }),
    ...reason(key, elem),
  };
}

/** `type parameter` wins: it is no lack of ours. */
function reason(...shapes: readonly ShapeOrUnknown[]): { readonly unknown?: string } {
  const reasons = shapes.flatMap(({ unknown }) => (unknown === undefined ? [] : [unknown]));
  const first = reasons.includes(TYPE_PARAMETER) ? TYPE_PARAMETER : reasons[0];
  return first === undefined ? {} : { unknown: first };
}
