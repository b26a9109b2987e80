import { RULES } from '../rules';
import { safeJson } from './escape';
import { print } from './output';
import { unknownName } from './usage';

interface ExplainOptions {
  readonly json?: boolean;
}

/** `heapghost explain [NAME]`: the documentation of one rule, or a line for each rule. */
export async function explain(name: string | undefined, options: ExplainOptions): Promise<void> {
  const rules = RULES.map(({ meta }) => meta);
  if (name === undefined) {
    const width = Math.max(...rules.map((rule) => rule.name.length));
    const list = rules.map((r) => `${r.name.padEnd(width)}  ${r.title}`).join('\n');
    await print(`${options.json ? safeJson(rules) : list}\n`);
    return;
  }
  const rule = rules.find((r) => r.name === name);
  if (rule === undefined) {
    throw unknownName(
      name,
      name,
      'rule',
      rules.map((r) => r.name),
    );
  }
  await print(`${options.json ? safeJson(rule) : rule.doc.trimEnd()}\n`);
}
