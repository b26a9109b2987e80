/** Published modules as main modules: what `npm run oracle -- module@version` compares. */
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { collect, note, run, UserError } from '../../scripts/host/command';

export interface ModuleOptions {
  readonly go: string;
  /** With GOMODCACHE: where what is downloaded goes. */
  readonly env: NodeJS.ProcessEnv;
  /** Where the copies go; one that is there is taken as it is. */
  readonly scratch: string;
  /** Gives the copy a vendor folder. */
  readonly vendor: boolean;
}

/** What `go mod edit -json` prints, as far as it matters here. */
interface GoMod {
  readonly Replace?: readonly {
    readonly Old: { readonly Path: string };
    readonly New: { readonly Path: string; readonly Version?: string };
  }[];
}

/**
 * The folder of a writable copy of `module@version` whose dependencies are in the module cache.
 *
 * @throws UserError when there is no such module, or its dependencies cannot be resolved.
 */
export async function mainModule(spec: string, options: ModuleOptions): Promise<string> {
  const { go, scratch, vendor } = options;
  const copy = path.join(scratch, spec.replaceAll(/[/@]/g, '-') + (vendor ? '-vendor' : ''));
  if (existsSync(copy)) return copy;
  mkdirSync(scratch, { recursive: true });
  const env = { ...options.env, GOFLAGS: '-mod=mod', GOWORK: 'off', GOTOOLCHAIN: 'local' };
  const { stdout } = await collect(go, ['mod', 'download', '-json', spec], { cwd: scratch, env });
  const module = JSON.parse(stdout === '' ? '{}' : stdout) as Downloaded;
  if (module.Dir === undefined) throw new UserError(`${spec}: ${module.Error ?? 'not found'}`);
  note(`${spec}: copying and resolving`);
  const unfinished = `${copy}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(module.Dir, unfinished, { recursive: true });
  makeWritable(unfinished);
  // The archive of a module has neither its nested modules nor, but for their list, its vendored packages.
  for (const left of ['go.work', 'go.work.sum', 'vendor']) {
    rmSync(path.join(unfinished, left), { recursive: true, force: true });
  }
  // A module of before go.mod has one in the module cache that names it and nothing else.
  if (!existsSync(path.join(unfinished, 'go.mod'))) {
    cpSync(module.GoMod ?? '', path.join(unfinished, 'go.mod'));
    makeWritable(unfinished);
  }
  await publishReplaced(unfinished, spec, { go, env });
  // A module that no package needs may be gone; the packages that miss one are counted with the errors of go/types.
  await collect(go, ['mod', 'download'], { cwd: unfinished, env });
  // Adds to go.mod and go.sum what the packages need and the author's own go.work had.
  await run(go, ['list', '-e', '-deps', '-test', './...'], { cwd: unfinished, env });
  if (vendor) await run(go, ['mod', 'vendor', '-e'], { cwd: unfinished, env });
  renameSync(unfinished, copy);
  return copy;
}

interface Downloaded {
  readonly Dir?: string;
  readonly GoMod?: string;
  readonly Error?: string;
}

interface GoCommand {
  readonly go: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * A replacement by a folder that the archive does not have becomes a requirement of the published module: of the same
 * version, else of the newest with the same minor version (as Kubernetes publishes its parts: v1.36.3 as v0.36.x), else
 * of none.
 */
async function publishReplaced(folder: string, spec: string, command: GoCommand): Promise<void> {
  const { go, env } = command;
  const version = spec.slice(spec.indexOf('@') + 1);
  const minor = /^v\d+\.(\d+)\./.exec(version)?.[1] ?? '';
  const text = await run(go, ['mod', 'edit', '-json'], { cwd: folder, env });
  const edits: string[] = [];
  for (const { Old, New } of (JSON.parse(text) as GoMod).Replace ?? []) {
    const isFolder = New.Version === undefined;
    if (!isFolder || existsSync(path.join(folder, New.Path, 'go.mod'))) continue;
    const queries = [version, `v0.${minor}`].map((query) => `${Old.Path}@${query}`);
    const published = await firstPublished(queries, path.dirname(folder), command);
    edits.push(`-dropreplace=${Old.Path}`);
    edits.push(published === undefined ? `-droprequire=${Old.Path}` : `-require=${published}`);
  }
  if (edits.length > 0) await run(go, ['mod', 'edit', ...edits], { cwd: folder, env });
}

async function firstPublished(
  queries: readonly string[],
  cwd: string,
  { go, env }: GoCommand,
): Promise<string | undefined> {
  for (const query of queries) {
    const { code, stdout } = await collect(go, ['list', '-m', query], { cwd, env });
    const [module, version] = stdout.trim().split(' ');
    if (code === 0 && module !== undefined && version !== undefined) return `${module}@${version}`;
  }
  return undefined;
}

/** Everything in the module cache is read-only. */
function makeWritable(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const below = path.join(folder, entry.name);
    if (entry.isDirectory()) makeWritable(below);
    else if (entry.isFile()) chmodSync(below, 0o644);
  }
}
