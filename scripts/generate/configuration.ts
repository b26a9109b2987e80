import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RuleMeta } from '../../server/src/rules';
import type { Setting } from '../../server/src/contracts/settings';
import { SETTINGS } from '../../server/src/contracts/settings';
import { REPOSITORY } from '../host/paths';
import { rules } from './rules';

/** The text of package.json with `contributes.configuration` as the table of settings has it; the rest stays. */
export async function makeManifest(): Promise<string> {
  const text = await readFile(path.join(REPOSITORY, 'package.json'), 'utf8');
  const manifest = JSON.parse(text) as { contributes?: Record<string, unknown> };
  manifest.contributes = {
    ...manifest.contributes,
    configuration: { title: 'Heapghost', properties: await properties() },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

async function properties(): Promise<Record<string, unknown>> {
  const named = { rules: await rules() };
  return Object.fromEntries(
    Object.entries<Setting<unknown>>(SETTINGS).map(([name, setting], order) => [
      name,
      schemaOf(setting, order, setting.names === undefined ? undefined : named[setting.names]),
    ]),
  );
}

/** A setting as VS Code's JSON schema; `order` keeps the settings editor in the order of the table. */
function schemaOf(
  setting: Setting<unknown>,
  order: number,
  named: readonly RuleMeta[] | undefined,
): Record<string, unknown> {
  const { type, description, values, enumDescriptions, minimum, maximum, restricted } = setting;
  const schema = {
    type: type === 'number' ? 'integer' : type,
    default: setting.default,
    markdownDescription: description,
    enum: setting.enum,
    markdownEnumDescriptions: enumDescriptions,
    minimum,
    maximum,
    properties:
      named && Object.fromEntries(named.map((rule) => [rule.name, switchOf(rule, values)])),
    additionalProperties: named && false,
    restricted,
    order,
    scope: 'window',
  };
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}

/** What an editor completes for one rule. No `default`: where nothing is set, the rule's own severity holds. */
function switchOf({ title }: RuleMeta, values: readonly string[] | undefined): object {
  return { type: 'string', enum: values, markdownDescription: `${title}.` };
}
