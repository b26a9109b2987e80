/** Types as text: for people as go/types prints them, and for edits as they must be written in one file. */
import { unalias, underlying } from './basic';
import type { PackageInfo, SourceFile } from './info';
import { isExported } from './lookup';
import type { Func, Obj, TypeName, Var } from './object';
import type { InterfaceType, SignatureType, Type, TypeParamType, UnionTerm } from './type';

/** How a type's name is written: undefined when it cannot be written there. */
type Qualify = (obj: TypeName) => string | undefined;

const MAX_DEPTH = 30;
/** Parts of a type that are written: some types double with each level. */
const MAX_PARTS = 5000;

/** One text that is being written. */
interface Writing {
  readonly qualify: Qualify;
  /** Whether what is not known stands as the source writes it. */
  readonly asWritten: boolean;
  /** What is left of `MAX_PARTS`. */
  parts: number;
}

/**
 * A type as go/types prints it, packages by name; names of the package with the import path `relativeTo` stand alone.
 * What is not known is as the source writes it, else `?`.
 */
export function typeString(type: Type, relativeTo = ''): string {
  const qualify: Qualify = (obj) =>
    obj.pkg === '' || obj.pkg === relativeTo ? obj.name : `${obj.pkgName}.${obj.name}`;
  return write(type, { qualify, asWritten: true, parts: MAX_PARTS }, 0) ?? '?';
}

/**
 * A type as Go source that means this type at an offset of a file. Undefined when it cannot be written there: a part
 * of it is unknown, not exported, of a package that the file does not import, or shadowed.
 */
export function sourceText(
  type: Type,
  info: PackageInfo,
  file: SourceFile,
  pos: number,
): string | undefined {
  const means = (name: string, is: (obj: Obj) => boolean): boolean => {
    const obj = info.lookupAt(file, pos, name);
    return obj !== undefined && is(obj);
  };
  const qualify: Qualify = (obj) => {
    if (obj.pkg === '' || obj.pkg === info.path) {
      return means(obj.name, (o) => o === obj) ? obj.name : undefined;
    }
    if (!isExported(obj.name)) return undefined;
    const isPackage = (o: Obj): boolean => o.kind === 'pkgname' && o.path === obj.pkg;
    const names = [
      obj.pkgName,
      ...file.ast.imports.filter((i) => i.path === obj.pkg).map((i) => i.name?.name ?? ''),
    ];
    const name = names.find((n) => means(n, isPackage));
    return name === undefined ? undefined : `${name}.${obj.name}`;
  };
  const text = write(type, { qualify, asWritten: false, parts: MAX_PARTS }, 0);
  return text === undefined || text.includes('?') ? undefined : text;
}

/** The zero value of a type as Go source for an offset of a file; undefined when it cannot be written there. */
export function zeroValueText(
  type: Type,
  info: PackageInfo,
  file: SourceFile,
  pos: number,
): string | undefined {
  const literal = (suffix: string): string | undefined => {
    const text = sourceText(type, info, file, pos);
    return text === undefined ? undefined : text + suffix;
  };
  const universe = (name: string): string | undefined =>
    info.lookupAt(file, pos, name)?.pkg === '' ? name : undefined;
  const u = underlying(type);
  switch (u.kind) {
    case 'basic':
      if (u.name === 'bool') return universe('false');
      if (u.name === 'string') return '""';
      if (u.name === 'unsafe.Pointer') return universe('nil');
      return u.name.startsWith('untyped') ? undefined : '0';
    case 'struct':
    case 'array':
      return literal('{}');
    case 'typeparam': {
      const text = sourceText(type, info, file, pos);
      return text === undefined || universe('new') === undefined ? undefined : `*new(${text})`;
    }
    case 'pointer':
    case 'slice':
    case 'map':
    case 'chan':
    case 'signature':
    case 'interface':
      return universe('nil');
    default:
      return undefined;
  }
}

function write(type: Type, w: Writing, depth: number): string | undefined {
  if (depth > MAX_DEPTH || w.parts-- <= 0) return '?';
  const of = (t: Type): string | undefined => write(t, w, depth + 1);
  const prefixed = (prefix: string, t: Type): string | undefined => {
    const text = of(t);
    return text === undefined ? undefined : prefix + text;
  };
  switch (type.kind) {
    case 'basic':
      return type.name;
    case 'named':
    case 'alias': {
      const name = w.qualify(type.obj);
      if (name === undefined) return undefined;
      if (type.typeArgs.length === 0) return name + typeParams(type.typeParams(), of);
      const args = all(type.typeArgs.map(of));
      return args === undefined ? undefined : `${name}[${args.join(', ')}]`;
    }
    case 'typeparam':
      return type.obj.name;
    case 'pointer':
      return prefixed('*', type.elem);
    case 'slice':
      return prefixed('[]', type.elem);
    case 'array':
      return prefixed(`[${type.len === undefined ? '?' : String(type.len)}]`, type.elem);
    case 'map': {
      const key = of(type.key);
      return key === undefined ? undefined : prefixed(`map[${key}]`, type.elem);
    }
    case 'chan': {
      if (type.dir !== 'both')
        return prefixed(type.dir === 'send' ? 'chan<- ' : '<-chan ', type.elem);
      const elem = of(type.elem);
      const receives = type.elem.kind === 'chan' && type.elem.dir === 'recv';
      return elem === undefined ? undefined : receives ? `chan (${elem})` : `chan ${elem}`;
    }
    case 'tuple': {
      const types = all(type.types.map(of));
      return types === undefined ? undefined : `(${types.join(', ')})`;
    }
    case 'signature': {
      const rest = signature(type, w, depth);
      return rest === undefined ? undefined : `func${typeParams(type.typeParams, of)}${rest}`;
    }
    case 'struct': {
      const fields = all(
        type.fields.map((f) => (f.embedded ? of(f.type()) : prefixed(`${f.name} `, f.type()))),
      );
      return fields === undefined ? undefined : `struct{${fields.join('; ')}}`;
    }
    case 'interface':
      return interfaceText(type, w, depth);
    case 'unknown':
      return (w.asWritten ? type.text : undefined) ?? '?';
  }
}

function all(list: readonly (string | undefined)[]): readonly string[] | undefined {
  const out: string[] = [];
  for (const s of list) {
    if (s === undefined) return undefined;
    out.push(s);
  }
  return out;
}

/** `[K comparable, V any]`; neighbours with the same constraint share it. */
function typeParams(params: readonly TypeParamType[], of: (t: Type) => string | undefined): string {
  if (params.length === 0) return '';
  const list = params.map((p, i) => {
    const constraint = p.constraint();
    const shared = params[i + 1]?.constraint() === constraint;
    return shared ? p.obj.name : `${p.obj.name} ${of(constraint) ?? '?'}`;
  });
  return `[${list.join(', ')}]`;
}

function signature(type: SignatureType, w: Writing, depth: number): string | undefined {
  const variable = (v: Var, text: string | undefined): string | undefined =>
    text === undefined ? undefined : v.name === '' ? text : `${v.name} ${text}`;
  const params = all(
    type.params.map((v, i) => {
      const t = v.type();
      const rest = type.variadic && i === type.params.length - 1;
      const u = rest ? unalias(t) : t;
      const text =
        rest && u.kind === 'slice' ? write(u.elem, w, depth + 1) : write(t, w, depth + 1);
      return variable(v, rest && text !== undefined ? `...${text}` : text);
    }),
  );
  const results = all(type.results.map((v) => variable(v, write(v.type(), w, depth + 1))));
  if (params === undefined || results === undefined) return undefined;
  const head = type.paramsOmitted ? '(?)' : `(${params.join(', ')})`;
  const [only] = results;
  if (only === undefined) return head;
  const plain = results.length === 1 && type.results[0]?.name === '';
  return `${head} ${plain ? only : `(${results.join(', ')})`}`;
}

function interfaceText(type: InterfaceType, w: Writing, depth: number): string | undefined {
  const methods = [...type.methods].sort(byName).map((m) => {
    const t = m.type();
    const rest = t.kind === 'signature' ? signature(t, w, depth + 1) : '(?)';
    return rest === undefined ? undefined : m.name + rest;
  });
  const embeds = type.embeds().map((t) => write(t, w, depth + 1));
  const unions = type.unions().map((u) => union(u, w, depth));
  const parts = all([...methods, ...embeds, ...unions]);
  if (type.implicit) return parts?.join('; ');
  return parts === undefined ? undefined : `interface{${parts.join('; ')}}`;
}

/** go/types puts the methods of an interface in this order: the exported ones first. */
function byName(a: Func, b: Func): number {
  const exported = Number(isExported(b.name)) - Number(isExported(a.name));
  return exported !== 0 ? exported : a.name < b.name ? -1 : Number(a.name > b.name);
}

function union(terms: readonly UnionTerm[], w: Writing, depth: number): string | undefined {
  const parts = all(
    terms.map((t) => {
      const text = write(t.type, w, depth + 1);
      return text === undefined ? undefined : (t.tilde ? '~' : '') + text;
    }),
  );
  return parts?.join(' | ');
}
