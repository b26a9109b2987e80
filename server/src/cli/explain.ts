import { RULES } from '../rules';
import { UsageError } from './usage';

interface ExplainOptions {
  readonly json?: boolean;
}

/** `heapghost explain [NAME]`: the documentation of one rule, or a line for each rule. */
export function explain(name: string | undefined, options: ExplainOptions): void {
  const rules = RULES.map(({ meta }) => meta);
  if (name === undefined) {
    const width = Math.max(...rules.map((rule) => rule.name.length));
    print(
      options.json
        ? JSON.stringify(rules)
        : rules.map((r) => `${r.name.padEnd(width)}  ${r.title}`).join('\n'),
    );
    return;
  }
  const rule = rules.find((r) => r.name === name);
  if (rule === undefined) {
    throw new UsageError(`${name}: no such rule; known are ${rules.map((r) => r.name).join(', ')}`);
  }
  print(options.json ? JSON.stringify(rule) : rule.doc.trimEnd());
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
