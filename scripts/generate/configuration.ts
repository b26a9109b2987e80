import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Setting } from '../../server/src/contracts/settings';
import { SETTINGS } from '../../server/src/contracts/settings';
import { REPOSITORY } from '../host/paths';

/** The text of package.json with `contributes.configuration` as the table of settings has it; the rest stays. */
export async function makeManifest(): Promise<string> {
  const text = await readFile(path.join(REPOSITORY, 'package.json'), 'utf8');
  const manifest = JSON.parse(text) as { contributes?: Record<string, unknown> };
  manifest.contributes = {
    ...manifest.contributes,
    configuration: { title: 'Heapghost', properties: properties() },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function properties(): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries<Setting<unknown>>(SETTINGS).map(([name, setting], order) => [
      name,
      schemaOf(setting, order),
    ]),
  );
}

/** A setting as VS Code's JSON schema; `order` keeps the settings editor in the order of the table. */
function schemaOf(setting: Setting<unknown>, order: number): Record<string, unknown> {
  const { type, description, values, enumDescriptions, minimum, maximum, restricted } = setting;
  const schema = {
    type: type === 'number' ? 'integer' : type,
    default: setting.default,
    markdownDescription: description,
    enum: setting.enum,
    markdownEnumDescriptions: enumDescriptions,
    minimum,
    maximum,
    additionalProperties: values === undefined ? undefined : { type: 'string', enum: values },
    restricted,
    order,
    scope: 'window',
  };
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}
