/** Types as they must be written at a place of a file. */
import type { PackageInfo, SourceFile } from '../types/info';
import type { TypeName } from '../types/object';
import type { Type } from '../types/type';

/**
 * The type's text at a UTF-16 offset of a file; undefined where it cannot be written there: a package that the file
 * does not import, a name that is hidden or not exported, a struct or interface literal with fields or methods (they are
 * rather copied from the source than printed).
 */
export function typeTextAt(
  info: PackageInfo,
  file: SourceFile,
  pos: number,
  type: Type,
): string | undefined {
  const text = (t: Type): string | undefined => typeTextAt(info, file, pos, t);
  const prefixed = (prefix: string, elem: Type): string | undefined => {
    const inner = text(elem);
    return inner === undefined ? undefined : prefix + inner;
  };
  switch (type.kind) {
    case 'basic':
      return basicText(info, file, pos, type.name);
    case 'named':
    case 'alias': {
      const name = nameAt(info, file, pos, type.obj);
      if (type.typeArgs.length === 0) return name;
      const args = type.typeArgs.map(text);
      return name === undefined || args.includes(undefined)
        ? undefined
        : `${name}[${args.join(', ')}]`;
    }
    case 'typeparam':
      return nameAt(info, file, pos, type.obj);
    case 'pointer':
      return prefixed('*', type.elem);
    case 'slice':
      return prefixed('[]', type.elem);
    case 'array':
      return type.len === undefined ? undefined : prefixed(`[${type.len.toString()}]`, type.elem);
    case 'map': {
      const key = text(type.key);
      return key === undefined ? undefined : prefixed(`map[${key}]`, type.elem);
    }
    case 'chan': {
      if (type.elem.kind === 'chan' && type.dir !== 'send') return undefined;
      const arrow = { both: 'chan ', send: 'chan<- ', recv: '<-chan ' }[type.dir];
      return prefixed(arrow, type.elem);
    }
    case 'struct':
      return type.fields.length === 0 ? 'struct{}' : undefined;
    case 'interface':
      return type.methods.length + type.embeds().length + type.unions().length === 0
        ? 'interface{}'
        : undefined;
    case 'signature':
    case 'tuple':
    case 'unknown':
      return undefined;
  }
}

function basicText(
  info: PackageInfo,
  file: SourceFile,
  pos: number,
  name: string,
): string | undefined {
  if (name.includes(' ') || name.includes('.')) return undefined;
  return info.lookupAt(file, pos, name)?.pkg === '' ? name : undefined;
}

/** `Session`, or `session.Session` with the name that the file gives the import. */
function nameAt(
  info: PackageInfo,
  file: SourceFile,
  pos: number,
  type: TypeName,
): string | undefined {
  const found = info.lookupAt(file, pos, type.name);
  if (found !== undefined && sameType(found, type)) return type.name;
  for (const spec of file.ast.imports) {
    if (spec.path !== type.pkg || spec.name?.name === '_' || spec.name?.name === '.') continue;
    const local = spec.name?.name ?? type.pkgName;
    const imported = info.lookupAt(file, pos, local);
    if (imported?.kind === 'pkgname' && imported.path === type.pkg) return `${local}.${type.name}`;
  }
  return undefined;
}

function sameType(found: { readonly kind: string }, type: TypeName): boolean {
  if (found === type) return true;
  // The universe's `any` and `error` are one object; a type parameter of a receiver is found by its name alone.
  return found.kind === 'type' && 'pkg' in found && found.pkg === '' && type.pkg === '';
}
