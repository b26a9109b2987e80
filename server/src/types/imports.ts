/** The names that a file's imports declare. */
import type { ImportSpec } from '../syntax/ast';
import { declaredAt } from './declaredAt';
import type { Importer } from './importer';
import { isExported } from './lookup';
import type { Obj, PkgName } from './object';
import { UNIVERSE } from './universe';

/** What `name` means through the imports of a file or in the universe; undefined when nothing declares it. */
export type ImportScope = (name: string) => Obj | undefined;

export function importScope(
  specs: readonly ImportSpec[],
  uri: string,
  pkg: string,
  importer: Importer,
): ImportScope {
  const named = new Map<string, PkgName>();
  const unnamed: ImportSpec[] = [];
  const dots: string[] = [];
  for (const spec of specs) {
    const name = spec.name?.name;
    if (name === '.') dots.push(spec.path);
    else if (name === undefined) unnamed.push(spec);
    else if (name !== '_') named.set(name, pkgName(name, spec, uri, pkg));
  }
  let rest = unnamed;
  /** Asks for the names of packages: first only of those whose path hints at `name`. */
  const settle = (name: string, all: boolean): PkgName | undefined => {
    const waiting: ImportSpec[] = [];
    for (const spec of rest) {
      if (all || spec.path.includes(name)) {
        const own = declaredName(spec.path, importer);
        named.set(own, pkgName(own, spec, uri, pkg));
      } else {
        waiting.push(spec);
      }
    }
    rest = waiting;
    return named.get(name);
  };
  return (name) => {
    const known = named.get(name) ?? settle(name, false);
    if (known !== undefined) return known;
    // No package whose path does not even hold a universe name is called like it.
    const universe = UNIVERSE.get(name);
    if (universe !== undefined) return universe;
    if (isExported(name)) {
      for (const path of dots) {
        const imported = importer.import(path);
        const obj = 'unknown' in imported ? undefined : imported.lookup(name);
        if (obj !== undefined) return obj;
      }
    }
    return settle(name, true);
  };
}

function pkgName(name: string, spec: ImportSpec, uri: string, pkg: string): PkgName {
  const span = spec.name ?? spec;
  return { kind: 'pkgname', name, pkg, at: declaredAt(uri, span), path: spec.path };
}

/** The package clause's name; when the package is not known, what its path suggests. */
function declaredName(path: string, importer: Importer): string {
  if (path === 'C' || path === 'unsafe') return path;
  const imported = importer.import(path);
  return 'unknown' in imported ? guessedName(path) : imported.name;
}

/** The last element of an import path that is not a major version, without a `gopkg.in` version. */
function guessedName(path: string): string {
  const parts = path.split('/');
  let last = parts.at(-1) ?? path;
  if (/^v[0-9]+$/.test(last) && parts.length > 1) last = parts.at(-2) ?? last;
  last = last.replace(/\.v[0-9]+$/, '');
  return last.includes('-') ? last.replace(/^go-|-go$/g, '').replaceAll('-', '') : last;
}
