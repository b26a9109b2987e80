import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { generators } from './generate/table';
import { note } from './host/command';
import { runScript } from './host/entry';
import { REPOSITORY } from './host/paths';

/** Writes all generated files, or compares them; returns how many are fresh and how many are stale. */
export async function generate(write: boolean): Promise<{ fresh: number; stale: number }> {
  let fresh = 0;
  let stale = 0;
  for (const generator of await generators()) {
    const file = path.join(REPOSITORY, generator.file);
    const text = await generator.make();
    const current = existsSync(file) ? await readFile(file, 'utf8') : undefined;
    if (current === text) {
      fresh += 1;
    } else if (write) {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
      note(`wrote ${generator.file}`);
      fresh += 1;
    } else {
      note(`${generator.file} is stale (${generator.name}): run "npm run generate" and commit it`);
      stale += 1;
    }
  }
  return { fresh, stale };
}

if (process.argv[1] === import.meta.filename) {
  runScript(async (args) => ((await generate(args.includes('--write'))).stale === 0 ? 0 : 1));
}
