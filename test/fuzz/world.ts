/** The files of one case: a real package and one that it imports, in one of the ways in which modules find each other. */
import type { Corpus, RealPackage } from './corpus';
import { FORBIDDEN, MODULE_CACHE } from './environment';
import type { Files } from './environment';
import type { Mutator } from './mutate';
import { MODULE_MUTATORS, MUTATORS } from './mutate';
import type { Random } from './random';

export interface World {
  /** What was done, for people. */
  readonly steps: readonly string[];
  /** By URI. */
  readonly files: Files;
  /** URIs of Go files to ask about, the most mutated one first. */
  readonly asked: readonly string[];
  /** The text of the first one before it was mutated. */
  readonly original: string;
}

const DEP = 'example.com/dep';

interface Module {
  readonly main: string;
  readonly dep: string;
  /** By URI. */
  readonly files: Readonly<Record<string, string>>;
}

/** Where the imported package is, and what says so. */
const ARRANGEMENTS: Readonly<Record<string, (root: string) => Module>> = {
  'a package of the module': (root) => ({
    main: `${root}/pkg`,
    dep: `${root}/dep`,
    files: { [`${root}/go.mod`]: 'module example.com\n\ngo 1.24\n' },
  }),
  'a replaced module': (root) => ({
    main: `${root}/m/pkg`,
    dep: `${root}/dep`,
    files: {
      [`${root}/m/go.mod`]: `module example.com/m\n\ngo 1.26\n\nrequire ${DEP} v1.2.3\n\nreplace ${DEP} => ../dep\n`,
      [`${root}/dep/go.mod`]: `module ${DEP}\n\ngo 1.20\n`,
    },
  }),
  'a workspace': (root) => ({
    main: `${root}/m`,
    dep: `${root}/dep`,
    files: {
      [`${root}/go.work`]: 'go 1.25\n\nuse (\n\t./m\n\t./dep\n)\n',
      [`${root}/m/go.mod`]: 'module example.com/m\n\ngo 1.25\n',
      [`${root}/dep/go.mod`]: `module ${DEP}\n\ngo 1.25\n`,
    },
  }),
  'a vendored module': (root) => ({
    main: root,
    dep: `${root}/vendor/${DEP}`,
    files: {
      [`${root}/go.mod`]: `module example.com/m\n\ngo 1.23\n\nrequire ${DEP} v1.0.0\n`,
      [`${root}/vendor/modules.txt`]: `# ${DEP} v1.0.0\n## explicit; go 1.23\n${DEP}\n`,
    },
  }),
  'a module of the cache': (root) => {
    const version = `v0.0.0-${root.replaceAll(/\W/g, '')}`;
    const dep = `${MODULE_CACHE}/${DEP}@${version}`;
    return {
      main: root,
      dep,
      files: {
        [`${root}/go.mod`]: `module example.com/m\n\ngo 1.16\n\nrequire ${DEP} ${version}\n`,
        [`${dep}/go.mod`]: `module ${DEP}\n`,
      },
    };
  },
  'no module': (root) => ({ main: root, dep: `${root}/dep`, files: {} }),
};

/** @param root URI of a folder that no other case has */
export function makeWorld(root: string, corpus: Corpus, random: Random): World {
  const real = corpus.at(random.below(corpus.size));
  const other = corpus.at(random.below(corpus.size));
  const [arrangement, arrange] = random.pick(Object.entries(ARRANGEMENTS), [
    'no module',
    (folder: string) => ({ main: folder, dep: folder, files: {} }),
  ]);
  const { main, dep, files: modules } = arrange(root);
  const names = [...real.files.keys()];
  const subject = `${main}/${encodeURIComponent(random.pick(names, 'empty.go'))}`;
  const steps = [`${real.path || 'a package'} in ${arrangement}`];
  const files = new Map<string, string | typeof FORBIDDEN>(Object.entries(modules));
  const imported = importedBy(real, corpus, random) ?? other;
  for (const [name, text] of real.files) {
    files.set(
      `${main}/${encodeURIComponent(name)}`,
      text.replaceAll(`"${imported.path}"`, `"${DEP}"`),
    );
  }
  for (const [name, text] of imported.files) files.set(`${dep}/${encodeURIComponent(name)}`, text);
  if (random.oneIn(2)) useDep(files, subject, imported, random, steps);
  if (random.oneIn(6))
    importBack(files, `${dep}/`, main === root ? 'example.com/m' : 'example.com/m/pkg', steps);
  const original = textOf(files, subject);
  const spare = [...other.files.values()];
  const mutations = 1 + (random.oneIn(2) ? 0 : random.below(4));
  for (let i = 0; i < mutations; i++) {
    const uris = [...files.keys()];
    const uri = random.oneIn(3) ? random.pick(uris, subject) : subject;
    const table = uri.endsWith('.go') ? MUTATORS : MODULE_MUTATORS;
    const [name, mutate] = random.pick<[string, Mutator]>(Object.entries(table), [
      'none',
      (t) => t,
    ]);
    const before = textOf(files, uri);
    files.set(uri, mutate(before, random, random.pick(spare, before)));
    steps.push(`${uri.slice(root.length + 1)}: ${name}`);
  }
  if (random.oneIn(30)) {
    const uri = random.pick([...files.keys(), `${main}/`, `${dep}/`], `${dep}/`);
    files.set(uri, FORBIDDEN);
    steps.push(`${uri}: cannot be read`);
  }
  const depFile = [...files.keys()].find((uri) => uri.startsWith(`${dep}/`) && uri.endsWith('.go'));
  const sibling = `${main}/${encodeURIComponent(random.pick(names, 'empty.go'))}`;
  const asked = [
    ...new Set([
      subject,
      ...(random.oneIn(3) ? [sibling] : []),
      ...(depFile !== undefined && random.oneIn(4) ? [depFile] : []),
    ]),
  ];
  return { steps, files, asked, original };
}

function textOf(files: Files, uri: string): string {
  const text = files.get(uri);
  return typeof text === 'string' ? text : '';
}

/** A package of the corpus that a package imports. */
function importedBy(real: RealPackage, corpus: Corpus, random: Random): RealPackage | undefined {
  const paths = [...real.files.values()].flatMap((text) =>
    [...text.matchAll(/^\s*(?:import )?\w* ?"([\w./-]+)"$/gm)].map((m) => m[1] ?? ''),
  );
  for (let tries = 0; tries < 3; tries++) {
    const found = corpus.find(random.pick(paths, ''));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The subject has maps of types of the other package. */
function useDep(
  files: Map<string, string | typeof FORBIDDEN>,
  subject: string,
  imported: RealPackage,
  random: Random,
  steps: string[],
): void {
  const types = [...imported.files.values()].flatMap((text) =>
    [...text.matchAll(/^type ([A-Z]\w*)/gm)].map((m) => m[1] ?? 'T'),
  );
  const [key, elem] = [random.pick(types, 'T'), random.pick(types, 'T')];
  const text = textOf(files, subject).replace(
    /^package .*/m,
    (line) =>
      `${line}\n\nimport fuzzdep "${DEP}"\n\nvar fuzzByName = map[fuzzdep.${key}]fuzzdep.${elem}{}\n`,
  );
  files.set(
    subject,
    `${text}\nfunc fuzzUse(k fuzzdep.${key}, v fuzzdep.${elem}) { fuzzByName[k] = v; delete(fuzzByName, k) }\n`,
  );
  steps.push('the subject has a map of types of the imported package');
}

/** An import cycle. */
function importBack(
  files: Map<string, string | typeof FORBIDDEN>,
  dep: string,
  path: string,
  steps: string[],
): void {
  for (const [uri, text] of files) {
    if (!uri.startsWith(dep) || !uri.endsWith('.go') || typeof text !== 'string') continue;
    files.set(
      uri,
      text.replace(/^package .*/m, (line) => `${line}\n\nimport . "${path}"\nimport "${DEP}"\n`),
    );
  }
  steps.push('the imported package imports the one that imports it, and itself');
}
