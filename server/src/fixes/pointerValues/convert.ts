/** Rewrites a map variable, and the local variables that share its map, from values to pointers. */
import { fileName } from '../../base/fileName';
import type { Edit } from '../../contracts/findings';
import type { Expr } from '../../syntax/ast';
import type { PackageInfo, SourceFile } from '../../types/info';
import type { MapType } from '../../types/type';
import type { Var } from '../../types/object';
import { identical } from '../../types/identical';
import { underlyingOf, unparen, variableOf } from '../../facts/expressions';
import { originOf } from '../../facts/facts';
import { namesIn } from '../names';
import type { EditBuilder } from '../edits';
import { createEditBuilder, lineEnding } from '../edits';
import type { Conversion } from './conversion';
import { isRefused } from './conversion';
import { createHelpers } from './helpers';
import type { Occurrence } from './inventory';
import { inventoryOf, occurrencesOf } from './inventory';
import { typeNames } from './tree';
import { rewriteElement, wrapValue } from './elements';
import { rewriteRange } from './ranges';
import type { Use, Refused } from './uses';
import { classify, originOfMap } from './uses';

/** One use of one of the variables. */
interface Found {
  readonly use: Use;
  readonly occurrence: Occurrence;
}

/** What the package alone does not tell. */
export interface Surroundings {
  /** Every Go file of the folder, also those that a build for another system takes. */
  readonly files: readonly SourceFile[];
  /** The language version of a file, as minor number. */
  readonly languageOf: (file: SourceFile) => number;
}

/**
 * The edits that make the variable's map hold pointers, or why not. The caller has made sure that no other package
 * and no other platform's file can use the variable.
 */
export function convert(
  info: PackageInfo,
  variable: Var,
  { files: folder, languageOf }: Surroundings,
): readonly Edit[] | Refused {
  const map = underlyingOf(variable.type());
  if (map.kind !== 'map') return { refused: 'it is no map' };
  const collected = collect(info, variable, map);
  if (isRefused(collected)) return collected;
  const { targets, found } = collected;
  const written = writtenTypes(info, variable, found);
  if (isRefused(written)) return written;

  const files = [...new Set(found.map(({ occurrence }) => occurrence.file))];
  const generated = files.find(({ ast }) => ast.generated);
  if (generated !== undefined) {
    return { refused: `the generated file ${fileName(generated.uri)} uses it` };
  }
  const language = Math.min(...files.map(languageOf));
  const home = written.file;
  const concrete = language >= 18 ? undefined : concreteTypes(info, written);
  const helpers = createHelpers(info.files, folder, home, concrete);
  const edits = createEditBuilder();
  const conversion: Conversion = {
    info,
    targets,
    map,
    written,
    language,
    helpers,
    namesIn: namesByFile(),
    edits,
    pointers: new Set(),
  };
  const refused = rewrite(conversion, found);
  if (refused !== undefined) return refused;
  const source = helpers.source();
  if (source !== '') {
    if (language < 18 && concrete === undefined) {
      return { refused: 'it needs type parameters, which need Go 1.18' };
    }
    appendDeclarations(edits, home, source);
  }
  return edits.build() ?? { refused: 'its uses overlap' };
}

function namesByFile(): Conversion['namesIn'] {
  const names = new Map<SourceFile, Set<string>>();
  return (file) => {
    const known = names.get(file) ?? namesIn([file]);
    names.set(file, known);
    return known;
  };
}

/** The uses of the variable and of the local variables that share its map. */
function collect(
  info: PackageInfo,
  variable: Var,
  map: MapType,
): { readonly targets: ReadonlySet<Var>; readonly found: readonly Found[] } | Refused {
  const targets = new Set([variable]);
  const found: Found[] = [];
  const include = (other: Var | undefined, declares: boolean): Refused | undefined => {
    if (other === undefined) return { refused: 'the map is stored elsewhere' };
    if (targets.has(other)) return undefined;
    const type = underlyingOf(other.type());
    if (other.role !== 'local' || type.kind !== 'map' || !identical(type.elem, map.elem)) {
      return declares
        ? { refused: `it holds the map of ${other.name}` }
        : { refused: `the map is stored in ${other.name} too` };
    }
    targets.add(other);
    return undefined;
  };
  for (const target of targets) {
    for (const occurrence of occurrencesOf(filesOf(info, target), target.name)) {
      const obj = info.objectOf(occurrence.ident);
      if (obj === undefined && mayBe(info, target, occurrence)) {
        const file = fileName(occurrence.file.uri);
        return { refused: `a use of the name ${target.name} in ${file} cannot be resolved` };
      }
      if (obj?.kind !== 'var' || originOf(obj) !== target) continue;
      const use = classify(info, occurrence);
      if (isRefused(use)) return use;
      found.push({ use, occurrence });
      if (use.kind === 'alias') {
        const to = variableOf(info, use.to);
        const refused = include(to === undefined ? undefined : originOf(to), false);
        if (refused !== undefined) return refused;
      }
      if (use.kind === 'assignment' || use.kind === 'declaration') {
        const origin = use.value === undefined ? undefined : originOfMap(info, use.value);
        if (origin === undefined) continue;
        if (isRefused(origin)) return origin;
        if (origin.kind !== 'variable') continue;
        const refused = include(origin.variable, true);
        if (refused !== undefined) return refused;
      }
    }
    const positional = positionalValues(info, target);
    if (isRefused(positional)) return positional;
    found.push(...positional);
  }
  return { targets, found };
}

function filesOf(info: PackageInfo, { role, at }: Var): readonly SourceFile[] {
  return role === 'field' || role === 'package'
    ? info.files
    : info.files.filter(({ uri }) => uri === at?.uri);
}

/** Whether an identifier that does not resolve could mean the variable. */
function mayBe(info: PackageInfo, { role }: Var, { ident, parents }: Occurrence): boolean {
  const parent = parents.get(ident);
  if (parent?.kind === 'LabeledStmt' || parent?.kind === 'BranchStmt') return false;
  if (parent?.kind === 'SelectorExpr' && parent.sel === ident) {
    if (role !== 'field') return false;
    const x = unparen(parent.x);
    return x.kind !== 'Ident' || info.objectOf(x)?.kind !== 'pkgname';
  }
  if (parent?.kind === 'KeyValueExpr' && parent.key === ident) return true;
  return role !== 'field';
}

/** Values that the field gets in composite literals without keys. */
function positionalValues(info: PackageInfo, field: Var): Found[] | Refused {
  if (field.role !== 'field') return [];
  const found: Found[] = [];
  for (const { file, decl, node } of inventoryOf(info).positional) {
    const type = underlyingOf(info.typeOf(node));
    const struct = type.kind === 'pointer' ? underlyingOf(type.elem) : type;
    if (struct.kind !== 'struct') continue;
    const value = node.elts[struct.fields.findIndex((other) => originOf(other) === field)];
    if (value === undefined) continue;
    const origin = originOfMap(info, value);
    if (isRefused(origin)) return origin;
    if (origin.kind === 'variable') return { refused: 'the map is stored elsewhere' };
    // The literal stands in for the identifier that a literal without keys lacks.
    const ident = { kind: 'Ident', name: field.name, pos: node.pos, end: node.pos } as const;
    found.push({
      use: { kind: 'assignment', value },
      occurrence: { file, decl, ident, parents: new Map() },
    });
  }
  return found;
}

/** Where the map type of the variable itself is written. */
function writtenTypes(
  info: PackageInfo,
  variable: Var,
  found: readonly Found[],
): Conversion['written'] | Refused {
  for (const { use, occurrence } of found) {
    if (use.kind !== 'declaration' && use.kind !== 'assignment') continue;
    const { file, ident } = occurrence;
    if (file.uri !== variable.at?.uri || ident.pos !== variable.at.pos) continue;
    const origin = use.value === undefined ? undefined : originOfMap(info, use.value);
    const made = origin !== undefined && 'type' in origin ? origin.type : undefined;
    const type = (use.kind === 'declaration' ? use.type : undefined) ?? made;
    const plain = type === undefined ? undefined : unparen(type);
    if (plain?.kind === 'MapType') return { key: plain.key, elem: plain.value, file };
  }
  return { refused: 'its type is not written as map[K]V where it is declared' };
}

function rewrite(conversion: Conversion, found: readonly Found[]): Refused | undefined {
  // Copies first: whether a value is a pointer already decides how it is stored.
  const kinds: readonly Use['kind'][] = ['range', 'element'];
  for (const { use, occurrence } of found) {
    if (use.kind !== 'range') continue;
    const refused = rewriteRange(conversion, use.range, occurrence);
    if (refused !== undefined) return refused;
  }
  for (const pass of ['copy', 'rest'] as const) {
    for (const { use, occurrence } of found) {
      if (use.kind !== 'element') continue;
      const refused = rewriteElement(conversion, use.index, occurrence, pass);
      if (refused !== undefined) return refused;
    }
  }
  for (const { use, occurrence } of found) {
    if (kinds.includes(use.kind)) continue;
    const refused = rewriteMap(conversion, use, occurrence);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

/** The types and literals that a declaration or an assignment gives to the variable. */
function rewriteMap(conversion: Conversion, use: Use, occurrence: Occurrence): Refused | undefined {
  if (use.kind !== 'declaration' && use.kind !== 'assignment') return undefined;
  const { info, edits } = conversion;
  const origin = use.value === undefined ? undefined : originOfMap(info, use.value);
  // Where it may not come from was refused when the uses were collected.
  const made = origin !== undefined && 'type' in origin ? origin : undefined;
  const declared = use.kind === 'declaration' ? use.type : undefined;
  for (const type of [declared, made?.type]) {
    if (type === undefined) continue;
    const plain = unparen(type);
    if (plain.kind !== 'MapType') return { refused: 'its type has a name of its own' };
    edits.wrap(occurrence.file.uri, plain.value.pos, plain.value.end, '*', '');
  }
  for (const elt of made?.elts ?? []) {
    if (elt.kind !== 'KeyValueExpr') return { refused: 'a literal of it has no keys' };
    const refused = wrapValue(conversion, occurrence, elt.value, made && info.typeOf(made.type));
    if (refused !== undefined) return refused;
  }
  return undefined;
}

/** For helpers of one type: K and V as they are written, where that means the same at package level. */
function concreteTypes(info: PackageInfo, written: Conversion['written']) {
  const { file, key, elem } = written;
  const local = [key, elem].some((type) => namesLocals(info, type));
  if (local) return undefined;
  return { key: file.text.slice(key.pos, key.end), elem: file.text.slice(elem.pos, elem.end) };
}

function namesLocals(info: PackageInfo, type: Expr): boolean {
  const objects = typeNames(type).map((ident) => ({ name: ident.name, obj: info.objectOf(ident) }));
  return objects.some(
    ({ name, obj }) => obj === undefined || (obj.pkg === info.path && info.lookup(name) !== obj),
  );
}

function appendDeclarations(edits: EditBuilder, { uri, text }: SourceFile, source: string): void {
  const eol = lineEnding(text);
  const end = text.trimEnd().length;
  const declarations = source.replaceAll('\n', eol);
  edits.insert(uri, end, eol + eol + declarations + (text.length === end ? eol : ''));
}
