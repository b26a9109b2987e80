/** The fix pointer-values: `map[K]V` becomes `map[K]*V`, with every use, so that a deleted entry frees its value. */
import type { Fix } from '../contracts/findings';
import type { Expr } from '../syntax/ast';
import type { PackageInfo } from '../types/info';
import { isExported } from '../types/lookup';
import { layoutOf } from '../types/sizes';
import type { Var } from '../types/object';
import { underlyingOf, unparen } from '../facts/expressions';
import { originOf } from '../facts/facts';
import { fileNamed } from '../facts/functions';
import type { Arch } from '../../../runtime';
import { operationsOf, placesRefusal } from './aliases';
import type { FixContext } from './context';
import { languageOf } from './context';
import type { Made } from './fix';
import { defineFix, titleOf } from './fix';
import { isRefused } from './pointerValues/conversion';
import { fileName } from '../base/fileName';
import { convert } from './pointerValues/convert';
import { inventoryOf } from './pointerValues/inventory';
import { leadsTo } from './leadsTo';
import { mentionsName } from './ownership';
import { isOwnerReachable, isUsableElsewhere } from './reach';
import type { Refused } from './pointerValues/uses';
import { copiesIn, isOfParameter } from './structCopies';

export const POINTER_VALUES = defineFix({
  id: 'pointer-values',
  title: 'Store pointers in {name}, so that deleting an entry frees its value',
  of: 'the map',
  safe: true,
});

/** Bytes of a pointer on a 64-bit machine: a smaller value gains nothing. */
const POINTER = 8;

/** Bytes above which Go's maps store a pointer of their own (internal/runtime/maps, MapMaxElemBytes; Go 1.26). */
const MAX_INLINE = 128;

/**
 * Makes the map of a field, package variable or local variable hold pointers to its values. The programme behaves as
 * before: every insert stores a pointer to a copy of its own, which nothing changes afterwards, and a missing key still
 * reads as the zero value. Edits are not formatted: see `formatFix`.
 */
export function pointerValues(context: FixContext, used: Var): Made<typeof POINTER_VALUES.id> {
  const variable = originOf(used);
  const { id } = POINTER_VALUES;
  const title = titleOf(POINTER_VALUES);
  const reason =
    whyUseless(variable, context.settings.arch) ?? placesRefusal(operationsOf(context, variable));
  const result = reason === undefined ? rewriteToPointers(context, variable) : { refused: reason };
  if (isRefused(result)) return { id, title, refused: result.refused };
  const { edits, safe } = result;
  const caveat = `unproven: other packages may print ${variable.owner ?? 'it'}`;
  return {
    ...{ id, safe, preferred: false, edits },
    title: safe ? title : `${title} (${caveat})`,
  };
}

/** Why pointers would not save memory; undefined when they do. */
function whyUseless(variable: Var, arch: Arch): string | undefined {
  const map = underlyingOf(variable.type());
  if (map.kind !== 'map') return 'it is not known to be a map';
  const plain = underlyingOf(map.elem);
  const kind = plain.kind === 'basic' && plain.name === 'unsafe.Pointer' ? 'pointer' : plain.kind;
  const references = REFERENCES.get(kind);
  if (references !== undefined) {
    return `its values are ${references} already, so pointers gain nothing`;
  }
  const layout = layoutOf(map.elem, arch);
  if ('unknown' in layout) return `the size of its values is not known: ${layout.unknown}`;
  if (layout.size <= POINTER) {
    return `its values take ${layout.size} B, no more than a pointer, so pointers gain nothing`;
  }
  if (layout.size > MAX_INLINE) {
    return `its values take ${layout.size} B: above ${MAX_INLINE} Go stores pointers already`;
  }
  return undefined;
}

const REFERENCES: ReadonlyMap<string, string> = new Map([
  ['pointer', 'pointers'],
  ['map', 'maps'],
  ['chan', 'channels'],
  ['signature', 'functions'],
  ['interface', 'interfaces'],
]);

/** The rewriting without the question whether it pays: what `pointerValues` does once that is answered. */
export function rewriteToPointers(
  context: FixContext,
  variable: Var,
): { readonly edits: Fix['edits']; readonly safe: boolean } | Refused {
  const info = packageOf(context, variable);
  const refused = whyImpossible(context, info, variable);
  if (refused !== undefined) return refused;
  if (variable.role === 'field' && isSeenByReflection(info, variable)) {
    const filled = isExported(variable.name);
    return {
      refused: filled
        ? 'code that works by reflection may fill it, and would store nil for null'
        : 'code that works by reflection may look at it, and would see pointers',
    };
  }
  const edits = convert(info, variable, {
    files: context.files,
    languageOf: (file) => languageOf(context, file),
  });
  if (isRefused(edits)) return edits;
  return { edits, safe: variable.role !== 'field' || !isOwnerReachable(info, variable) };
}

function packageOf({ info, externalTests }: FixContext, { at }: Var): PackageInfo {
  const external = externalTests?.files.some(({ uri }) => uri === at?.uri) === true;
  return external ? externalTests : info;
}

function whyImpossible(context: FixContext, info: PackageInfo, variable: Var): Refused | undefined {
  const { role, at, name } = variable;
  if (role === 'param' || role === 'receiver' || role === 'result') {
    return {
      refused: `it is a ${role === 'param' ? 'parameter' : role}: its map is shared with callers`,
    };
  }
  if (at === undefined || fileNamed(info, at.uri) === undefined)
    return { refused: 'it is declared in another package' };
  const broken = context.files.find(({ ast }) => ast.errors.length > 0);
  if (broken !== undefined) return { refused: `${fileName(broken.uri)} has a syntax error` };
  if (role === 'local') return undefined;
  return (
    whyShared(context, info, variable) ??
    whyLeftOut(context, role, name) ??
    (role === 'field' ? whyConverted(info, variable) : undefined)
  );
}

/** Another package, or the external tests, may use the variable. */
function whyShared(
  { externalTests }: FixContext,
  info: PackageInfo,
  variable: Var,
): Refused | undefined {
  const { name, role } = variable;
  if (isExported(name) && info !== externalTests && externalTests !== undefined) {
    const file = externalTests.files.find((one) => mentionsName(one, name, role));
    if (file !== undefined) return { refused: `the external test ${fileName(file.uri)} uses it` };
  }
  if (!isUsableElsewhere(info, variable)) return undefined;
  const kind = role === 'field' ? 'field' : 'variable';
  return { refused: `it is an exported ${kind}: other packages may use it` };
}

/** A file that the build constraints leave out names the variable: it would no longer compile where it is built. */
function whyLeftOut({ files }: FixContext, role: Var['role'], name: string): Refused | undefined {
  const file = files.find((one) => !one.included && mentionsName(one, name, role));
  if (file === undefined) return undefined;
  const base = fileName(file.uri);
  return { refused: `${base}, which this build leaves out, uses the name ${name}` };
}

/** Another struct type looks the same, so that values may be converted or assigned between the two. */
function whyConverted(info: PackageInfo, field: Var): Refused | undefined {
  if (field.embedded) return { refused: 'it is embedded' };
  const shapes = inventoryOf(info).structs.map((node) => ({
    names: node.fields.flatMap(({ names, type }) =>
      names.length === 0 ? [`(${type.end - type.pos})`] : names.map(({ name }) => name),
    ),
    own: node.fields.some(({ names }) => names.some(({ pos }) => pos === field.at?.pos)),
  }));
  const own = shapes.find((shape) => shape.own && shape.names.includes(field.name));
  if (own === undefined) return { refused: 'the struct that declares it is not found' };
  const twin = shapes.some((shape) => shape !== own && shape.names.join() === own.names.join());
  return twin ? { refused: 'another struct type has the same fields' } : undefined;
}

/**
 * Whether a struct with the field is handed to code that may look at it by reflection: `fmt.Println(x)`, which prints
 * a pointer as an address, `json.Unmarshal(data, &x)`, which can store nil.
 */
export function isSeenByReflection(info: PackageInfo, field: Var): boolean {
  const leads = leadsTo(field);
  // Where a type parameter stands for such a struct, what is done with values of it is done with the struct.
  const generic = copiesIn(info).instances.some(({ type }) => leads(type));
  const hands = (arg: Expr): boolean => {
    const type = info.typeOf(arg);
    return leads(type) || (generic && isOfParameter(type));
  };
  return inventoryOf(info).calls.some(({ node: call }) => {
    if (!call.args.some(hands)) return false;
    if (info.isType(call.fun) || info.builtinOf(call) !== undefined) return false;
    const callee = underlyingOf(info.typeOf(unparen(call.fun)));
    if (callee.kind !== 'signature') return true;
    return call.args.some((arg, index) => {
      if (!hands(arg)) return false;
      const param = callee.params[Math.min(index, callee.params.length - 1)];
      const type = param === undefined ? undefined : underlyingOf(param.type());
      const elem = callee.variadic && type?.kind === 'slice' ? underlyingOf(type.elem) : type;
      return elem === undefined || elem.kind === 'interface' || elem.kind === 'unknown';
    });
  });
}
