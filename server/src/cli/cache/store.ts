/** One file of the cache folder: results of earlier runs with the same options, from the same folder. */
import { hash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

/** Files of the cache folder; those that were written the longest ago go first. */
const MOST_FILES = 24;

/** Bytes of a file; more is not kept. */
const MOST_BYTES = 64 * 1024 * 1024;

const TEXTS = v.record(v.string(), v.string());
const NUMBER = v.number();
const PLACE = v.object({
  file: v.string(),
  line: NUMBER,
  endLine: NUMBER,
  col: NUMBER,
  endCol: NUMBER,
  utf16Col: NUMBER,
  utf16EndCol: NUMBER,
});
const EDIT = v.object({ file: v.string(), start: NUMBER, end: NUMBER, text: v.string() });
const FIX = v.object({
  id: v.string(),
  title: v.string(),
  safe: v.boolean(),
  preferred: v.boolean(),
  edits: v.array(EDIT),
});
const FINDING = v.object({
  rule: v.string(),
  severity: v.picklist(['hint', 'information', 'warning']),
  confidence: v.picklist(['likely', 'possible']),
  reason: v.exactOptional(v.string()),
  place: PLACE,
  message: v.string(),
  bytes: v.exactOptional(NUMBER),
  related: v.array(v.object({ place: PLACE, message: v.string() })),
  fixes: v.array(FIX),
});
const CHECKED = v.object({
  findings: v.array(FINDING),
  errors: v.tuple([]),
  leftOut: v.exactOptional(
    v.picklist(['test', 'generated file', 'vendored file', 'file of the module cache']),
  ),
});

/** What was found in a folder, and what it follows from. */
const FOLDER = v.object({
  /** As `Around.text`. */
  around: v.string(),
  files: TEXTS,
  imports: TEXTS,
  /** By path of the file. */
  checked: v.record(v.string(), CHECKED),
});

/** A package that was read because something imports it. */
const PACKAGE = v.object({ folder: v.string(), files: TEXTS, imports: TEXTS });

const KEPT = v.object({
  folders: v.record(v.string(), FOLDER),
  /** By what leads there. */
  packages: v.record(v.string(), PACKAGE),
});

export type KeptFolder = v.InferOutput<typeof FOLDER>;
export type KeptPackage = v.InferOutput<typeof PACKAGE>;
export type Kept = v.InferOutput<typeof KEPT>;

/** The name of the file for results that hang on all this besides what is read. */
export function storeName(key: unknown): string {
  return `check-${digestOf(JSON.stringify(key)).slice(0, 32)}.json`;
}

/** What is kept; undefined for a file that is missing, damaged or not from here. */
export async function readKept(folder: string, name: string): Promise<Kept | undefined> {
  try {
    const file = join(folder, name);
    const info = await stat(file);
    if (!info.isFile() || info.size > MOST_BYTES) return undefined;
    const text = await readFile(file, 'utf8');
    const end = text.indexOf('\n');
    const body = text.slice(end + 1);
    if (end < 0 || text.slice(0, end) !== digestOf(name + body)) return undefined;
    const kept = v.safeParse(KEPT, JSON.parse(body));
    return kept.success ? kept.output : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the file as a whole or not at all: nobody minds when there is no room, or no permission, for it. */
export async function writeKept(folder: string, name: string, kept: Kept): Promise<void> {
  const body = JSON.stringify(kept);
  const text = `${digestOf(name + body)}\n${body}`;
  if (Buffer.byteLength(text) > MOST_BYTES) return;
  const temporary = join(folder, `.${name}.${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Exclusively: whatever stands under that name, a link to elsewhere for instance, is not written to.
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
    await rename(temporary, join(folder, name));
    await removeOldest(folder);
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

async function removeOldest(folder: string): Promise<void> {
  const own = (await readdir(folder)).filter((name) => /^check-[\w-]{32}\.json$/.test(name));
  if (own.length <= MOST_FILES) return;
  const written = await Promise.all(
    own.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  );
  written.sort((a, b) => b.at - a.at);
  for (const { name } of written.slice(MOST_FILES)) await rm(join(folder, name), { force: true });
}

function digestOf(text: string): string {
  return hash('sha256', text, 'base64url');
}
