import type { Setting, SettingKey, Settings } from '../contracts/settings';
import { SETTINGS } from '../contracts/settings';

/** Which setting fills which field; a setting that is missing here does not compile. */
const FIELDS = {
  'heapghost.hover.enabled': 'hoverEnabled',
  'heapghost.goVersion': 'goVersion',
  'heapghost.arch': 'arch',
  'heapghost.os': 'os',
  'heapghost.goroot': 'goroot',
  'heapghost.assumedPeak': 'assumedPeak',
  'heapghost.show': 'show',
  'heapghost.rules': 'rules',
} as const satisfies Record<SettingKey, keyof Settings>;

/**
 * Reads settings as a client sends them: by full names (`{"heapghost.hover.enabled": false}`), nested
 * (`{"heapghost": {"hover": {"enabled": false}}}`), or the content of the section (`{"hover": {"enabled": false}}`).
 * What is absent or null has its default; what is wrong has its default too and is reported with one line.
 */
export function readSettings(raw: unknown, report: (line: string) => void): Settings {
  const result: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(FIELDS)) {
    const setting: Setting<unknown> = SETTINGS[name as SettingKey];
    const value = lookUp(raw, name);
    const wrong = value === undefined ? undefined : complaint(setting, value);
    if (wrong !== undefined) report(`The setting ${name} ${wrong}; its default is used`);
    const valid = value === undefined || wrong !== undefined ? setting.default : value;
    result[field] = setting.values === undefined ? valid : allowed(setting, name, valid, report);
  }
  // Each value was checked against the table that `Settings` mirrors.
  return result as unknown as Settings;
}

/** What is wrong with a value, to follow the setting's name; undefined when nothing is. */
function complaint(setting: Setting<unknown>, value: unknown): string | undefined {
  const { type } = setting;
  if (typeof value !== type || Array.isArray(value)) return `must be a ${type}`;
  if (setting.enum !== undefined && !setting.enum.includes(String(value))) {
    return `must be one of ${setting.enum.join(', ')}`;
  }
  if (typeof value === 'number') {
    const { minimum = -Infinity, maximum = Infinity } = setting;
    if (!Number.isInteger(value) || value < minimum || value > maximum) {
      return `must be a whole number from ${minimum} to ${maximum}`;
    }
  }
  return undefined;
}

/** The properties of an object whose values the setting allows. */
function allowed(
  { values }: Setting<unknown>,
  name: string,
  object: unknown,
  report: (line: string) => void,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(object ?? {}).filter(([property, value]) => {
    if (values?.some((v) => v === value)) return true;
    const choices = values?.join(', ') ?? '';
    report(`The setting ${name} must have one of ${choices} for ${property}; it is ignored`);
    return false;
  });
  return Object.fromEntries(entries);
}

/** The value of a full setting name in any of the three forms; null counts as absent. */
function lookUp(raw: unknown, name: string): unknown {
  const section = name.slice(name.indexOf('.') + 1);
  return property(raw, name) ?? walk(raw, name) ?? property(raw, section) ?? walk(raw, section);
}

function walk(raw: unknown, name: string): unknown {
  return name.split('.').reduce(property, raw);
}

function property(object: unknown, name: string): unknown {
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, name))
    return undefined;
  return (object as Record<string, unknown>)[name] ?? undefined;
}
