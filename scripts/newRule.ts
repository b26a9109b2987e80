import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { UserError } from './host/command';
import { runScript } from './host/entry';
import { REPOSITORY } from './host/paths';
import { checkNewName, SOURCES } from './rules/names';
import { indexWith, scaffold } from './rules/scaffold';

const INDEX = path.join(REPOSITORY, SOURCES, 'index.ts');

/** `npm run new-rule NAME` */
runScript(async (args) => {
  const [name, ...more] = args;
  if (name === undefined || more.length > 0) throw new UserError('usage: npm run new-rule NAME');
  checkNewName(name);
  const index = indexWith(readFileSync(INDEX, 'utf8'), name);
  const config = await resolveConfig(INDEX);
  const formatted = await format(index, { ...config, filepath: INDEX });
  for (const [file, text] of scaffold(name)) {
    const target = path.join(REPOSITORY, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
    console.log(`wrote ${file}`);
  }
  writeFileSync(INDEX, formatted);
  console.log(`listed it in ${SOURCES}/index.ts
Write where it says WRITE, then: npm run rule ${name}`);
  return 0;
});
