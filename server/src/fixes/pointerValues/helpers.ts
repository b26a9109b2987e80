/** The small functions that the rewritten code calls. */
import type { SourceFile } from '../../types/info';
import { unusedName } from '../names';
import { identifiersOf } from './tree';

export type HelperKind = 'pointerTo' | 'valueOrZero' | 'lookupValue';

/** Concrete type texts for a language without type parameters (Go < 1.18); undefined: generic helpers. */
export interface ConcreteTypes {
  readonly key: string;
  readonly elem: string;
}

/** Names the helpers that a fix needs, and hands out the source of those that the package does not have yet. */
export interface Helpers {
  /** The name to call; the helper is declared from now on. */
  use(kind: HelperKind): string;
  /** The declarations to add, separated by blank lines, without a blank line around them; '' when there are none. */
  source(): string;
}

/**
 * @param files the package's own, where a helper may be declared already
 * @param folder also what other builds of the package take, whose names must not clash
 * @param home gets the helpers
 */
export function createHelpers(
  files: readonly SourceFile[],
  folder: readonly SourceFile[],
  home: SourceFile,
  concrete: ConcreteTypes | undefined,
): Helpers {
  const names = new Map<HelperKind, string>();
  const sources: string[] = [];
  const declare = (kind: HelperKind): string => {
    const existing = findHelper(files, folder, home, kind, concrete);
    if (existing !== undefined) return existing;
    const name = unusedName(folder, kind);
    sources.push(DOC[kind](name) + '\n' + CODE[kind](name, concrete));
    return name;
  };
  return {
    use(kind) {
      const name = names.get(kind) ?? declare(kind);
      names.set(kind, name);
      return name;
    },
    source: () => sources.join('\n\n'),
  };
}

/** An earlier fix may have left the very same helper: its name must mean that function wherever it is written. */
function findHelper(
  files: readonly SourceFile[],
  folder: readonly SourceFile[],
  home: SourceFile,
  kind: HelperKind,
  concrete: ConcreteTypes | undefined,
): string | undefined {
  const declared = files
    .filter((file) => file.included && (file === home || isAlwaysBuilt(file)))
    .flatMap((file) => file.ast.decls.map((decl) => ({ file, decl })));
  for (const { file, decl } of declared) {
    if (decl.kind !== 'FuncDecl' || !decl.name.name.startsWith(kind)) continue;
    const name = decl.name.name;
    const text = file.text.slice(decl.pos, decl.end).replaceAll('\r\n', '\n');
    if (text === CODE[kind](name, concrete) && isOnlyCalled(folder, name)) return name;
  }
  return undefined;
}

/** Not a test, and neither its name nor a line in it can exclude it from a build. */
function isAlwaysBuilt(file: SourceFile): boolean {
  const base = file.uri.slice(file.uri.lastIndexOf('/') + 1);
  return !base.includes('_') && !/^\/\/(go:build| ?\+build)/m.test(file.text);
}

/** No file declares the name a second time: it stands only in calls, apart from the declaration. */
function isOnlyCalled(files: readonly SourceFile[], name: string): boolean {
  return files.every(({ ast, text }) =>
    identifiersOf(ast).every(
      (ident) =>
        ident.name !== name ||
        /^[([]/.test(text.slice(ident.end, ident.end + 1)) ||
        text.slice(ident.pos - 5, ident.pos) === 'func ',
    ),
  );
}

const DOC: Readonly<Record<HelperKind, (name: string) => string>> = {
  pointerTo: (name) => `// ${name} returns a pointer to a copy of value.`,
  valueOrZero: (name) =>
    `// ${name} returns what p points to; the zero value for nil, which a map of\n// pointers holds for a missing key.`,
  lookupValue: (name) =>
    `// ${name} is value, ok := m[key] for a map that stores pointers to its values: a\n// missing key gives the zero value.`,
};

const CODE: Readonly<
  Record<HelperKind, (name: string, types: ConcreteTypes | undefined) => string>
> = {
  pointerTo: (name, types) => {
    const elem = types?.elem ?? 'T';
    return `func ${name}${types === undefined ? '[T any]' : ''}(value ${elem}) *${elem} {
	return &value
}`;
  },
  valueOrZero: (name, types) => {
    const elem = types?.elem ?? 'T';
    return `func ${name}${types === undefined ? '[T any]' : ''}(p *${elem}) (value ${elem}) {
	if p != nil {
		value = *p
	}
	return value
}`;
  },
  lookupValue: (name, types) => {
    const { key, elem } = types ?? { key: 'K', elem: 'V' };
    const params = types === undefined ? '[K comparable, V any]' : '';
    return `func ${name}${params}(m map[${key}]*${elem}, key ${key}) (value ${elem}, ok bool) {
	p, ok := m[key]
	if ok {
		value = *p
	}
	return value, ok
}`;
  },
};
