/** Whether code outside the package can name a field or package variable. */
import type { PackageInfo } from '../types/info';
import type { Obj, TypeName, Var } from '../types/object';
import type { Type } from '../types/type';
import { unalias, underlying } from '../types/basic';
import { isExported } from '../types/lookup';

/** Whether another package may use the field or package variable of `info`, which then shows nothing of what it does. */
export function isUsableElsewhere(info: PackageInfo, variable: Var): boolean {
  const { name, role, at } = variable;
  if (!isExported(name) || (role !== 'field' && role !== 'package')) return false;
  if (info.name === 'main' || info.files.some(({ uri, test }) => test && uri === at?.uri)) {
    return false;
  }
  return role === 'package' || isOwnerReachable(info, variable);
}

/** Whether another package can get hold of the struct with a field, by its name or through what the package exports. */
export function isOwnerReachable(info: PackageInfo, { owner }: Pick<Var, 'owner'>): boolean {
  if (info.name === 'main') return false;
  const type = owner === undefined ? undefined : info.lookup(owner);
  return type?.kind !== 'type' || isExported(type.name) || isReachable(info, type);
}

/** Whether go vet complains about copies of the struct with a field: it holds a mutex or the like by value. */
export function isNeverCopied(info: PackageInfo, { owner }: Pick<Var, 'owner'>): boolean {
  const type = owner === undefined ? undefined : info.lookup(owner);
  return type?.kind === 'type' && holdsLock(type.type(), 0);
}

const MOST_NESTED = 6;

/** As copylocks of go vet does: a struct, or an array of such, with a type of sync or sync/atomic in it. */
function holdsLock(type: Type, depth: number): boolean {
  if (depth > MOST_NESTED) return false;
  const shown = unalias(type);
  if (shown.kind === 'named' && /^sync(?:\/atomic)?$/.test(shown.obj.pkg)) {
    return underlying(shown).kind === 'struct';
  }
  const plain = underlying(shown);
  if (plain.kind === 'array') return holdsLock(plain.elem, depth + 1);
  return plain.kind === 'struct' && plain.fields.some((f) => holdsLock(f.type(), depth + 1));
}

/** Whether a type of the package can be got hold of through what the package exports. */
function isReachable(info: PackageInfo, wanted: TypeName): boolean {
  const seen = new Set<Type | Obj>();
  const visitAll = (objects: readonly Obj[]): boolean =>
    objects.some((obj) => 'type' in obj && visit(obj.type()));
  const visit = (type: Type): boolean => {
    if (seen.has(type)) return false;
    seen.add(type);
    switch (type.kind) {
      case 'named':
        if (type.obj === wanted) return true;
        return type.typeArgs.some(visit) || (type.obj.pkg === info.path && visitNamed(type.obj));
      case 'alias':
        return visit(type.actual());
      case 'pointer':
      case 'slice':
      case 'array':
      case 'chan':
        return visit(type.elem);
      case 'map':
        return visit(type.key) || visit(type.elem);
      case 'signature':
        return visitAll(type.params) || visitAll(type.results);
      case 'struct':
        return visitAll(type.fields.filter(({ name, embedded }) => embedded || isExported(name)));
      case 'interface':
        return visitAll(type.methods) || type.embeds().some(visit);
      case 'tuple':
        return type.types.some(visit);
      case 'basic':
      case 'typeparam':
      case 'unknown':
        return false;
    }
  };
  const visitNamed = (obj: TypeName): boolean => {
    if (seen.has(obj)) return false;
    seen.add(obj);
    const type = obj.type();
    return (
      (type.kind === 'named' && visit(type.underlying())) || visitAll(methodsOf(info, obj.name))
    );
  };
  return visitAll(info.objects().filter(({ name }) => isExported(name)));
}

/** The exported methods of a type. */
function methodsOf(info: PackageInfo, name: string): Obj[] {
  return info.files.flatMap(({ ast }) =>
    ast.decls.flatMap((decl) => {
      if (decl.kind !== 'FuncDecl' || decl.recv === undefined || !isExported(decl.name.name))
        return [];
      const obj = info.objectOf(decl.name);
      return obj?.kind === 'func' && obj.recvName === name ? [obj] : [];
    }),
  );
}
